import type { Work } from '#kernel'
import type { AnyObject } from '#kernel/model'
import type { contact } from './objects/index.ts'
import { type OpenRole, openRoles } from './rules/open-roles.ts'

const most = 10_000
export type Line = Readonly<Record<string, unknown> & { id: string }>
export type Held = Readonly<{ role: OpenRole; rows: readonly Line[] }>

export const objectOf = ({ object }: OpenRole): typeof contact => ({ name: object }) as AnyObject as typeof contact

export const rolesOf = (work: Work): readonly OpenRole[] =>
  openRoles(work.catalog.objects.contact!.children, (name) => work.catalog.objects[name])

/** Where these contacts still have a part. One read for each kind of work. */
export async function heldBy(kernel: Work, ids: readonly string[]): Promise<readonly Held[]> {
  const held: Held[] = []
  for (const role of rolesOf(kernel)) {
    const filter = { and: [{ [role.by]: { in: [...ids] } }, role.filter] }
    const rows = (await kernel.find(objectOf(role), filter, { limit: most, sort: ['id'] })) as unknown as readonly Line[]
    if (rows.length > 0) held.push({ role, rows })
  }
  return held
}
