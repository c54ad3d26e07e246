import type { CatalogObject } from '../model/catalog.ts'
import type { Values } from '../records/parse-input.ts'
import type { Scope } from '../records/state.ts'
import type { Written } from './define-consequence.ts'

/** One stored record; `changed` names the fields that differ, null for a new one. */
export type Stored = Readonly<{ row: Values; before: Values | null; changed: readonly string[] | null }>

/** Runs what comes of having written these records. */
export async function bringAbout({ state, actor }: Scope, object: CatalogObject, stored: readonly Stored[]): Promise<void> {
  for (const { reads, run, onImport } of object.consequences) {
    if (state.road.via === 'import' && !(onImport && state.road.brings?.includes(onImport))) continue
    const due = stored.filter(({ changed }) => changed === null || changed.some((name) => (reads as readonly string[]).includes(name)))
    if (due.length > 0) await run(state.workOf(actor), due as unknown as readonly Written[])
  }
}
