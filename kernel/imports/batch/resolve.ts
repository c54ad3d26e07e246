import type { Scope } from '../../records/state.ts'
import { type Draft, issueOf, type LinkText } from '../plan/drafts.ts'
import type { ImportPlan } from '../plan/plan.ts'
import { namingFields } from './find-records.ts'
import type { BatchLookups } from './lookups.ts'

export type ResolveInput = Readonly<{
  scope: Scope
  plan: ImportPlan
  lookups: BatchLookups
  drafts: readonly Draft[]
  /** All rows of the file were read: what is not found now will not come. */
  isLast: boolean
}>

/** Turns the texts of links to other objects into ids. Records that are missing are expected, left out or complained about, as the map wants. */
export async function resolveLinks(input: ResolveInput): Promise<void> {
  await resolve(input, (target) => target !== input.plan.object.name, false)
}

/**
 * The same for links to the object itself, once it is known which records the rows mean. Answers the rows that name a record which no row
 * so far has brought: it may stand further down.
 */
export async function resolveOwnLinks(input: ResolveInput): Promise<Set<Draft>> {
  announceRows(input)
  return resolve(input, (target) => target === input.plan.object.name, !input.isLast)
}

async function resolve(
  { scope, lookups, drafts }: ResolveInput,
  isMeant: (target: string) => boolean,
  mayWait: boolean,
): Promise<Set<Draft>> {
  const open = drafts.flatMap((draft) => draft.links.filter(({ feed }) => isMeant(targetOf(feed))).map((link) => ({ draft, link })))
  for (const [target, links] of Map.groupBy(open, ({ link }) => targetOf(link.feed))) {
    await lookups.prepare(
      scope,
      scope.state.catalog.objects[target]!,
      links.map(({ link }) => link.text),
    )
  }
  const waiting = new Set<Draft>()
  for (const { draft, link } of open) if (!resolveLink(draft, link, lookups, mayWait)) waiting.add(draft)
  return waiting
}

const targetOf = (feed: LinkText['feed']): string => (feed.sub ?? feed.field).refers!

/** Rows of this batch can be named by others of it, by whatever names their object's records. */
function announceRows({ scope, plan, lookups, drafts }: ResolveInput): void {
  if (!plan.feeds.some((feed) => targetOf(feed) === plan.object.name)) return
  const fields = namingFields(scope, plan.object)
  for (const draft of drafts) {
    if (draft.issues.length > 0) continue
    for (const field of fields) {
      const value = draft.values[field.name]
      if (typeof value === 'string') lookups.announce(plan.object.name, value, draft.id)
    }
  }
}

/** False for a link that has to wait. */
function resolveLink(draft: Draft, { feed, text }: LinkText, lookups: BatchLookups, mayWait: boolean): boolean {
  const target = targetOf(feed)
  const found = lookups.get(target, text)
  const set = (id: string) => (feed.sub ? draft.below.set(feed, id) : (draft.values[feed.field.name] = id))
  if (found === 'several') {
    if (feed.missing === 'leave') draft.left.push(feed)
    else draft.issues.push(issueOf(feed, 'kernel.bad-value', { reason: 'several-records', object: target, value: text }))
  } else if (found !== null) set(found.id)
  else if (mayWait) return false
  else if (feed.missing === 'create') set(lookups.expect(target, text).id)
  else if (feed.missing === 'leave') draft.left.push(feed)
  else draft.issues.push(issueOf(feed, 'kernel.bad-value', { reason: 'no-such-record', object: target, value: text }))
  return true
}
