import { call } from '../../data/api.ts'
import { manyRecords } from '../../data/undo.ts'
import type { FilterJson } from '../../data/use-list.ts'

/** What a bulk action is about: named records, or everything the list shows. */
export type Selection = Readonly<{ ids: readonly string[] }> | Readonly<{ where: FilterJson; q: string; count: number }>

export const sizeOf = (selection: Selection): number => ('ids' in selection ? selection.ids.length : selection.count)

/** The same set as the body of work in the background. */
export const chosenBy = (selection: Selection): Readonly<Record<string, unknown>> =>
  'ids' in selection ? { ids: selection.ids } : { filter: selection.where, q: selection.q, expect: selection.count }

/** Whether it is worth the background. */
export const isLarge = (selection: Selection): boolean => sizeOf(selection) > manyRecords

/** Ids stand in the address, which has room for so many. */
const idsAtOnce = 200

type Part = Readonly<{ filter: FilterJson; expect: number }>

/** The same set as filters with the number of records meant. */
export function partsOf(selection: Selection): readonly Part[] {
  if (!('ids' in selection)) return [{ filter: selection.where, expect: selection.count }]
  const { ids } = selection
  return Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, part) => {
    const some = ids.slice(part * idsAtOnce, (part + 1) * idsAtOnce)
    return { filter: { id: { in: some } }, expect: some.length }
  })
}

export type BulkDone = Readonly<{ changed: number; changeSets: readonly string[] }>

/** Changes or removes all records of a selection. */
export async function writeMany(plural: string, selection: Selection, values: Readonly<Record<string, unknown>> | null): Promise<BulkDone> {
  const done = { changed: 0, changeSets: [] as string[] }
  for (const { filter, expect } of partsOf(selection)) {
    const answer = await call<{ changed?: number } | null>(values ? 'PATCH' : 'DELETE', `/${plural}`, {
      query: { filter, expect },
      ...(values ? { body: values } : {}),
    })
    done.changed += answer.body?.changed ?? expect
    if (answer.changeSet) done.changeSets.push(answer.changeSet)
  }
  return done
}
