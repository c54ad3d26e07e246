import type { Access, Actor, Reach } from '../access/define-access.ts'
import type { Touched } from '../engine-types.ts'

/**
 * What somebody may hear of an object: everything, nothing, records of these owners and departments by name, or only that something changed. `more`: others may
 * come within reach too, and of them only the object is named.
 */
type Within = Readonly<{ kind: 'some'; owners: readonly string[]; departments: readonly string[]; more: boolean }>
type Hearing = Readonly<{ kind: 'all' | 'none' | 'vague' }> | Within

/** All who subscribed to the same objects of the same workspace with the same rights: they hear the same words. */
export type Audience = Readonly<{ key: string; workspace: string; hearings: ReadonlyMap<string, Hearing> }>

export function audienceOf(o: { workspace: string; access: Access; actor: Actor; objects: readonly string[] }): Audience {
  const hearings = new Map(o.objects.map((object) => [object, hearingOf(o.access.reach(o.actor, object, 'read'))]))
  return { key: JSON.stringify([o.workspace, [...hearings].sort(([a], [b]) => (a < b ? -1 : 1))]), workspace: o.workspace, hearings }
}

/** The event's data for this audience: `[{"object","records":[{"id","kind"}]}]`, records absent where they are not named; null when there is nothing to hear. */
export function toEvent(audience: Audience, touched: readonly Touched[]): string | null {
  const heard = touched.filter((one) => one.workspace === audience.workspace).flatMap((one) => hear(audience.hearings.get(one.object), one))
  return heard.length === 0 ? null : JSON.stringify(heard)
}

/** Shares, parents and what walls look at are not in the announcement, so of what may come by them only the object is named: looking again shows what is there. */
function hearingOf(reach: Reach): Hearing {
  if (reach.kind !== 'some') return { kind: reach.kind }
  if (reach.walls) return { kind: 'vague' }
  const more = reach.branches.some((branch) => branch.way === 'shared' || branch.way === 'parent')
  const owners = reach.branches.flatMap((branch) => (branch.way === 'own' ? [branch.memberId] : []))
  const departments = reach.branches.flatMap((branch) => (branch.way === 'departments' ? branch.ids : []))
  return { kind: 'some', owners, departments: [...departments].sort(), more }
}

type Heard = Readonly<{ object: string; records?: readonly Readonly<{ id: string; kind: string }>[] }>

function hear(hearing: Hearing | undefined, { object, records }: Touched): Heard[] {
  if (!hearing || hearing.kind === 'none') return []
  if (hearing.kind === 'vague' || !records) return [{ object }]
  const within = 'owners' in hearing ? records.filter((record) => isWithin(hearing, record)) : records
  const named = within.length === 0 ? [] : [{ object, records: within.map(({ id, kind }) => ({ id, kind })) }]
  return 'owners' in hearing && hearing.more && within.length < records.length ? [...named, { object }] : named
}

const isWithin = (hearing: Within, record: { owner: string | null; department: string | null }): boolean =>
  (record.owner !== null && hearing.owners.includes(record.owner)) ||
  (record.department !== null && hearing.departments.includes(record.department))
