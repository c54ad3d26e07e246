import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  aggregateQuery,
  type FieldMeta,
  type FigureRow,
  numberOf,
  type Shown,
  type TileMeta,
  useAsOf,
  useFormat,
  useTexts,
} from '#kernel/web'
import { askedOf, type Figure } from '../../objects/index.ts'
import { type Spread, spreadOf } from '../../rules/spread.ts'
import type { Draft } from '../draft.ts'
import { useTile } from '../use-tile.ts'
import { angleFigures, isTotal, mostGroups, recordsKey, weightKey } from './angle-fields.ts'

/** The figure of a report by one field. */
export type Angle = Readonly<{ field: FieldMeta; tile: TileMeta; rows: readonly FigureRow[]; spread: Spread }>
export type Angles = Readonly<{
  /** Those whose groups differ, the farthest apart first. */
  found: readonly Angle[]
  /** Of one group, or of groups that are all the same. */
  alike: readonly FieldMeta[]
  /** Of more groups than can be looked at. */
  many: readonly FieldMeta[]
  failed: readonly Readonly<{ field: FieldMeta; why: string }>[]
  waiting: number
}>

const atOnce = 3
let free = atOnce
const line: (() => void)[] = []

/** A few at a time, the others wait in line: twenty at once would take the server from everybody else. */
async function inTurn<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  if (free > 0) free -= 1
  else await new Promise<void>((resolve) => line.push(resolve))
  try {
    signal.throwIfAborted()
    return await run()
  } finally {
    const next = line.shift()
    if (next) next()
    else free += 1
  }
}

/** The question of a report without its groups, narrowed to the period where it compares two. */
function useBase(draft: Draft, figure: Figure): TileMeta {
  const say = useTexts()
  const format = useFormat()
  const { fiscalMonth } = format
  const today = useAsOf() ?? format.today()
  const records = say('reporting.angles.records')
  const whole = useMemo((): Draft => {
    const { filter = {} } = askedOf(draft.filter, draft.body, { today, fiscalMonth }).now
    return { ...draft, filter, body: { draw: 'table', by: [], figures: angleFigures(draft.body, figure, records) } }
  }, [draft, figure, today, fiscalMonth, records])
  return useTile(whole)
}

/** What a person reads of an angle first: the figure, then the records. */
export const mainOf = (tile: TileMeta): Shown => tile.show[0]!

function readAngle(field: FieldMeta, tile: TileMeta, o: Readonly<{ rows: readonly FigureRow[]; figure: Figure }>): Angle {
  const parts = o.rows.map((row) => ({
    figure: numberOf(row, mainOf(tile)),
    weight: numberOf(row, weightKey(o.figure)) ?? 0,
    isNone: row[field.name] === null || row[field.name] === undefined,
  }))
  const size = (row: FigureRow) => numberOf(row, mainOf(tile)) ?? Number.NEGATIVE_INFINITY
  return { field, tile, rows: o.rows.toSorted((one, two) => size(two) - size(one)), spread: spreadOf(parts, isTotal(o.figure)) }
}

/** Asks a report by each of the fields. What is not asked for any more is called off. */
export function useAngles(draft: Draft, figure: Figure, fields: readonly FieldMeta[]): Angles {
  const asOf = useAsOf()
  const base = useBase(draft, figure)
  const tiles = useMemo(
    () =>
      fields.map((field) => ({
        field,
        tile: { ...base, label: field.label, ask: { ...base.ask, by: [field.name], sort: [`-${recordsKey}`], limit: mostGroups + 1 } },
      })),
    [base, fields],
  )
  const asked = useQueries({
    queries: tiles.map(({ tile }) => {
      const { queryKey, queryFn } = aggregateQuery({ object: draft.object, ...tile.ask }, asOf)
      return { queryKey, queryFn: (context: Readonly<{ signal: AbortSignal }>) => inTurn(context.signal, () => queryFn(context)) }
    }),
  })
  const answers = tiles.map((one, i) => ({ ...one, rows: asked[i]?.data?.rows, why: asked[i]?.error?.message }))
  const told = answers.flatMap(({ field, tile, rows }) =>
    rows && rows.length <= mostGroups ? [readAngle(field, tile, { rows, figure })] : [],
  )
  return {
    found: told.filter(({ spread }) => spread.apart > 0).toSorted((one, two) => two.spread.apart - one.spread.apart),
    alike: told.filter(({ spread }) => spread.apart === 0).map(({ field }) => field),
    many: answers.filter(({ rows }) => (rows?.length ?? 0) > mostGroups).map(({ field }) => field),
    failed: answers.flatMap(({ field, rows, why }) => (why && !rows ? [{ field, why }] : [])),
    waiting: answers.filter(({ rows, why }) => !rows && !why).length,
  }
}
