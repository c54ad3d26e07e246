import type { Scope } from '../../records/state.ts'
import type { Draft } from '../plan/drafts.ts'
import type { ImportPlan } from '../plan/plan.ts'
import { type Found, findByFields, findRecords } from './find-records.ts'

/** Finds the stored records that the drafts mean, by the match fields. A draft without a value in any of them is a new record. */
export async function matchRows(scope: Scope, plan: ImportPlan, drafts: readonly Draft[]): Promise<void> {
  if (plan.match.length === 0) return
  const names = plan.match.map((field) => field.name)
  const keyed = drafts.filter((draft) => draft.issues.length === 0 && names.every((name) => draft.values[name] !== undefined))
  const found = await findAll(scope, plan, keyed)
  keyed.forEach((draft, i) => settle(plan, draft, found[i]!))
}

async function findAll(scope: Scope, plan: ImportPlan, keyed: readonly Draft[]): Promise<Found[]> {
  const [field, ...more] = plan.match
  // Names are compared whatever the case of their letters; keys of other systems are not, as some tell records apart by it.
  const isName = field!.name === plan.object.title && field!.columns[0]!.type === 'text'
  if (more.length > 0 || !isName)
    return findByFields(
      scope,
      plan.object,
      plan.match,
      keyed.map((draft) => plan.match.map(({ name }) => draft.values[name])),
    )
  const texts = keyed.map((draft) => String(draft.values[field!.name]))
  const found = await findRecords(scope, plan.object, [field!], { texts: [...new Set(texts)], byId: false })
  return texts.map((text) => found.get(text) ?? null)
}

function settle(plan: ImportPlan, draft: Draft, found: Found): void {
  const names = plan.match.map((field) => field.name)
  const column = plan.feeds.find((feed) => feed.field.name === names[0])?.column ?? null
  if (found === 'several') {
    draft.issues.push({ column, field: names[0]!, code: 'kernel.bad-import', details: { reason: 'several-matches', fields: names } })
  } else if (found) {
    draft.id = found.id
    draft.isFound = true
  } else if (names.includes('id')) {
    draft.issues.push({
      column,
      field: 'id',
      code: 'kernel.bad-value',
      details: { reason: 'no-such-record', object: plan.object.name, value: draft.values.id },
    })
  }
}
