import type { ObjectMeta } from '../data/meta-types.ts'

/** A condition for records that are not closed: by the kinds of the board's columns, where they tell (`kind: open | won | lost`). */
export function openFilter(object: ObjectMeta): Readonly<Record<string, unknown>> {
  const by = object.views.board?.by
  const choices = (by && object.fields[by]?.options.choices) || []
  const open = choices.filter(({ kind: outcome }) => outcome === 'open').map(({ key }) => key)
  return by && open.length > 0 && open.length < choices.length ? { [by]: { in: open } } : {}
}
