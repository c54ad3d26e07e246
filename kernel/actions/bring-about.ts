import type { CatalogObject } from '../model/catalog.ts'
import type { Values } from '../records/parse-input.ts'
import type { Scope } from '../records/state.ts'
import type { Written } from './define-consequence.ts'

/** One stored record; `changed` names the fields that differ, null for a new one. */
export type Stored = Readonly<{ row: Values; before: Values | null; changed: readonly string[] | null }>

/** Runs what comes of having written these records. */
export async function bringAbout({ state, actor }: Scope, object: CatalogObject, stored: readonly Stored[]): Promise<void> {
  const isAsked = (onImport: string | undefined) =>
    state.road.via !== 'import' || (onImport !== undefined && state.road.brings?.includes(onImport) === true)
  const due = object.consequences.flatMap(({ reads, ask, run, onImport }) => {
    if (!isAsked(onImport)) return []
    const of = stored.filter(({ changed }) => changed === null || changed.some((name) => (reads as readonly string[]).includes(name)))
    const written = of as unknown as readonly Written[]
    return of.length > 0 ? [{ run, written, asked: ask?.(state.workOf(actor), written) }] : []
  })
  // Where one before it fails, nobody waits for what this one asked.
  for (const { asked } of due) asked?.catch(() => undefined)
  for (const { run, written, asked } of due) await run(state.workOf(actor), written, await asked)
}
