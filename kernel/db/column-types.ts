import pg from 'pg'

type Parser = (text: string) => unknown

const asText: Parser = (text) => text
const toInteger: Parser = (text) => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}
const textArray = 1009
const toTexts = (pg.types.getTypeParser as (oid: number) => Parser)(textArray) as (text: string) => (string | null)[] | null
const toIntegers: Parser = (text) => toTexts(text)?.map((item) => (item === null ? null : toInteger(item))) ?? null

/** Parsers by type number (`pg_type.oid`, the same on every server), where they differ from the driver's. */
const parsers = new Map<number, Parser>([
  [20, toInteger], // int8
  [1016, toIntegers], // int8[]
  ...[1082, 1114, 1184, 1186, 114, 3802].map((oid): [number, Parser] => [oid, asText]), // date, timestamp, timestamptz, interval, json, jsonb
  // numeric[], date[], timestamp[], timestamptz[], interval[], json[], jsonb[]
  ...[1231, 1182, 1115, 1185, 1187, 199, 3807].map((oid): [number, Parser] => [oid, toTexts]),
])

/**
 * How columns arrive: int8 as a number while exact, else text; numeric as text; days, instants and spans as the text PostgreSQL
 * writes (UTC), never a Date; json as text, never parsed. All else as the driver has it.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}
