import type { Import, ImportOptions } from './import-api.ts'
import type { Column, ImportMap } from './import-map.ts'

/** What a person sets for a file. */
export type Settings = Readonly<{ map: ImportMap; match: readonly string[]; options: ImportOptions }>
/** Columns whose days can be read in more than one way, with the ways. */
export type Unclear = Readonly<Record<string, readonly string[]>>

export const unclearOf = (columns: readonly Column[]): Unclear =>
  Object.fromEntries(columns.flatMap(({ name, days }) => (days?.ambiguous ? [[name, days.candidates]] : [])))

/**
 * Whether an import was made with these settings. Days' formats are found out by the server, so they make no difference where the person set none.
 */
export function isSame(settings: Settings, job: Import | undefined): boolean {
  if (!job) return true
  const targets = (map: ImportMap) =>
    Object.entries(map.columns)
      .map(([name, { field, missing = 'fail', values = {}, format }]) => [
        name,
        field,
        missing,
        Object.entries(values).sort(),
        settings.map.columns[name]?.format ? format : null,
      ])
      .sort()
  const templates = (map: ImportMap) =>
    Object.entries(map.templates)
      .map(([name, { template, missing = 'fail', values = {} }]) => [name, template, missing, Object.entries(values).sort()])
      .sort()
  const options = ({ onMatch = 'update', onNew = 'create', duplicates = 'create', blank = 'leave', shortRows = 'fail' }: ImportOptions) => [
    onMatch,
    onNew,
    duplicates,
    blank,
    shortRows,
  ]
  const shape = (of: Settings) => JSON.stringify([targets(of.map), templates(of.map), of.match, options(of.options)])
  return shape(settings) === shape(job)
}
