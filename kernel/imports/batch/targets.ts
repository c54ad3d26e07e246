import type { CatalogObject } from '../../model/catalog.ts'
import { member } from '../../model/people.ts'
import type { Values } from '../../records/parse-input.ts'
import { readRows } from '../../records/read-rows.ts'
import type { Scope } from '../../records/state.ts'
import { changeRecords, prepareNew, storeNew } from '../../records/write.ts'
import { storeOrder } from '../../schema/tables.ts'
import { type Draft, issueOf } from '../plan/drafts.ts'
import type { Feed, ImportPlan } from '../plan/plan.ts'
import type { BatchLookups, Coming, Lookups } from './lookups.ts'

type Input = Readonly<{ scope: Scope; plan: ImportPlan; lookups: BatchLookups; known: Lookups }>

/** Records to be made for the cells that name them, object by object in an order in which they can be stored, and what there is to store. */
export type Targets = Readonly<{ object: CatalogObject; rows: readonly Values[] }[]>

/** The records to come that these drafts need; the first draft that fills a field of theirs counts. */
function comingFor({ lookups }: Input, drafts: readonly Draft[]): Map<string, { coming: Coming; values: Values; users: Draft[] }> {
  const needed = new Map<string, { coming: Coming; values: Values; users: Draft[] }>()
  const need = (id: unknown, user: Draft) => {
    const coming = typeof id === 'string' ? lookups.coming(id) : undefined
    if (!coming) return undefined
    const entry = needed.get(coming.id) ?? { coming, values: {}, users: [] }
    needed.set(coming.id, entry)
    entry.users.push(user)
    return entry
  }
  for (const draft of drafts) {
    for (const id of Object.values(draft.values)) need(id, draft)
    for (const [feed, value] of draft.below) {
      need(value, draft)
      const parent = draft.values[feed.field.name]
      const entry = typeof parent === 'string' ? needed.get(parent) : undefined
      if (entry && value !== parent) entry.values[feed.sub!.name] ??= value
    }
  }
  return needed
}

/** What a record made for a cell holds: its title, and as nobody hired the person who is only named, such a member is inactive. */
const firstValues = (object: CatalogObject, coming: Coming): Values => ({
  id: coming.id,
  [object.title]: coming.title,
  ...(object.name === member.name ? { active: false } : {}),
})

/** Checks the records that the drafts need; drafts whose records cannot be made get the reason. */
export async function prepareTargets(input: Input, drafts: readonly Draft[]): Promise<Targets> {
  const { scope, plan, lookups } = input
  const needed = comingFor(input, drafts)
  const targets: { object: CatalogObject; rows: readonly Values[] }[] = []
  for (const name of storeOrder(scope.state.catalog)) {
    const entries = [...needed.values()].filter(({ coming }) => coming.object === name)
    if (entries.length === 0) continue
    const object = scope.state.catalog.objects[name]!
    const { rows, issues } = await prepareNew(
      scope,
      object,
      entries.map(({ coming, values }) => ({ ...values, ...firstValues(object, coming) })),
      { indexed: true },
    )
    for (const issue of issues) {
      const [index, field = ''] = issue.path.split('.')
      const { coming, values, users } = entries[Number(index)]!
      const linked = values[field]
      if (issue.details?.reason === 'no-such-record' && typeof linked === 'string' && lookups.isUnstored(linked)) continue
      for (const user of users) {
        const feed = feedOf(plan, user, coming.id)
        if (feed) user.issues.push(issueOf(feed, issue.code, { ...issue.details, object: name, field, value: coming.title }))
      }
    }
    const isGood = ({ users }: (typeof entries)[number]) => users.some((user) => user.issues.length === 0)
    targets.push({ object, rows: rows.filter((_, i) => isGood(entries[i]!)) })
  }
  return targets
}

const feedOf = (plan: ImportPlan, draft: Draft, id: string): Feed | undefined =>
  plan.feeds.find((feed) => (feed.sub ? draft.below.get(feed) === id : draft.values[feed.field.name] === id))

/** Stores them; answers how many of each object. */
export async function storeTargets(scope: Scope, targets: Targets): Promise<Record<string, number>> {
  const made: Record<string, number> = {}
  for (const { object, rows } of targets) made[object.name] = (await storeNew(scope, object, rows, { indexed: true })).length
  return made
}

/** Fills fields of records that were there before, where they are empty and the actor may. Each record is looked at once. */
export async function fillTargets({ scope, plan, lookups, known }: Input, drafts: readonly Draft[]): Promise<string[]> {
  const looked: string[] = []
  for (const [field, feeds] of Map.groupBy(
    plan.feeds.filter((feed) => feed.sub !== null),
    (feed) => feed.field,
  )) {
    const wanted = new Map<string, Values>()
    for (const draft of drafts) {
      const id = draft.values[field.name]
      if (typeof id !== 'string' || lookups.isUnstored(id) || known.filled.has(id)) continue
      const values = wanted.get(id) ?? {}
      for (const feed of feeds) if (draft.below.has(feed) && draft.below.get(feed) !== id) values[feed.sub!.name] ??= draft.below.get(feed)
      wanted.set(id, values)
    }
    const object = scope.state.catalog.objects[field.refers!]!
    const changes = await openChanges(scope, object, wanted)
    if (changes.length > 0) await changeRecords(scope, object, changes)
    looked.push(...[...wanted].filter(([, values]) => Object.keys(values).length === feeds.length).map(([id]) => id))
  }
  return looked
}

async function openChanges(
  scope: Scope,
  object: CatalogObject,
  wanted: ReadonlyMap<string, Values>,
): Promise<{ id: string; to: Values }[]> {
  if (wanted.size === 0 || !scope.state.access.may(scope.actor, object.name, 'update')) return []
  const stored = await readRows(scope, object, [...wanted.keys()])
  return [...wanted].flatMap(([id, values]) => {
    const row = stored.get(id)
    const to = Object.fromEntries(Object.entries(values).filter(([name]) => row?.values[name] === null))
    return row?.mayUpdate && Object.keys(to).length > 0 ? [{ id, to }] : []
  })
}
