import { bringAbout } from '../actions/bring-about.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { readRows } from './read-rows.ts'
import { removeRecords } from './remove.ts'
import type { Scope } from './state.ts'

/** Removes records by themselves. To a record whose lines they are that is a change of its lines, of which the same comes as of any other. */
export async function removeAlone(scope: Scope, object: CatalogObject, ids: readonly string[]): Promise<void> {
  const link = object.partOf
  const whole = link && scope.state.catalog.objects[object.fields[link]!.refers!]
  if (!whole || whole.consequences.length === 0) return removeRecords(scope, object, ids)
  const lines = await readRows(scope, object, ids)
  const wholes = await readRows(scope, whole, [...new Set([...lines.values()].map(({ values }) => String(values[link])))])
  await removeRecords(scope, object, ids)
  const list = Object.values(whole.fields).find(({ type, options }) => type.parts?.(options)?.object === object.name)
  await bringAbout(
    scope,
    whole,
    [...wholes.values()].map(({ values }) => ({ row: values, before: values, changed: list ? [list.name] : [] })),
  )
}
