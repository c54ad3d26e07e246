import type { Work } from '../actions/define-action.ts'
import type { JsonText } from '../engine-types.ts'
import type { Id } from '../model/fields.ts'
import { savedView, viewChoice } from '../model/saved-view.ts'
import { shareRecord } from './share-record.ts'

/** What a person makes of a view for himself; a view of null stands for all records as they come. */
export type Choice = Readonly<{ object: string; view: string | null; isPinned?: boolean; isDefault?: boolean }>

type View = Readonly<{ id: string; object: string; defaultFor: readonly string[] | null }>
type Chosen = Readonly<{ object: string; view: { id: string | null } | null; isPinned: boolean | null; isDefault: boolean | null }>

/**
 * The views with what they are to this person: pinned ones first; one of each object may be his default, by his own choice or else by that of
 * an administrator for one of his roles.
 */
export function withChoices(o: Readonly<{ views: JsonText; choices: JsonText }>, roles: readonly string[]): JsonText {
  const { rows: views, ...rest } = JSON.parse(o.views) as { rows: View[] }
  const { rows: choices } = JSON.parse(o.choices) as { rows: Chosen[] }
  const pinned = new Set(choices.flatMap(({ view, isPinned }) => (isPinned && view?.id ? [view.id] : [])))
  const defaultOf = (object: string): string | null => {
    const own = choices.find((one) => one.object === object && one.isDefault)
    if (own && (own.view === null || views.some(({ id }) => id === own.view?.id))) return own.view?.id ?? null
    return views.find((view) => view.object === object && view.defaultFor?.some((role) => roles.includes(role)))?.id ?? null
  }
  const defaults = new Map([...new Set(views.map(({ object }) => object))].map((object) => [object, defaultOf(object)]))
  const shown = views.map((view) => ({ ...view, isPinned: pinned.has(view.id), isDefault: defaults.get(view.object) === view.id }))
  return JSON.stringify({ ...rest, rows: [...shown.filter(({ isPinned }) => isPinned), ...shown.filter(({ isPinned }) => !isPinned)] })
}

/** Keeps a person's choice; of one object he sees one view first. */
export async function chooseView(work: Work, { object, view, ...flags }: Choice): Promise<void> {
  const mine = await work.find(viewChoice, { object, owner: 'me' }, { limit: 500 })
  const former = flags.isDefault ? mine.filter((one) => one.isDefault && one.view !== view) : []
  if (former.length > 0)
    await work.changeMany(
      viewChoice,
      former.map(({ id }) => ({ id, isDefault: false })),
    )
  const known = mine.find((one) => one.view === view)
  if (known) await work.change(viewChoice, known.id, flags)
  else await work.create(viewChoice, [{ object, view: view as Id<'savedView'> | null, ...flags }])
}

/** People with these roles see the view first from now on: it is shared with them, and no other view of its object is their first. */
export async function defaultForRoles(work: Work, id: string, roles: readonly string[]): Promise<void> {
  const view = await work.one(savedView, id)
  const others = await work.find(savedView, { object: view.object, defaultFor: { in: [...roles] } }, { limit: 500 })
  const rest = others
    .filter((one) => one.id !== id)
    .map((one) => ({ id: one.id, defaultFor: (one.defaultFor ?? []).filter((role) => !roles.includes(role)) }))
  if (rest.length > 0) await work.changeMany(savedView, rest)
  for (const grantee of roles) await shareRecord(work, { object: savedView.name, id }, { granteeKind: 'role', grantee, mayWrite: false })
}
