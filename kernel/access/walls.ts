import type { Actor, Wall, WallFilter } from './define-access.ts'

/** The walls that hold for a person, with what the words for the person's own values stand for. */
export const wallsFor = (actor: Actor, walls: readonly Wall[]): readonly Wall[] =>
  walls.filter(({ role }) => actor.roles.includes(role)).map((one) => ({ ...one, filter: wordsFilled(one.filter, actor) }))

/** The filter with the person's own values where it names them. */
export const wordsFilled = (filter: WallFilter, actor: Actor): WallFilter => filled(filter, actor) as WallFilter

function filled(value: unknown, actor: Actor): unknown {
  if (typeof value === 'string') return wordFor(value, actor)
  if (Array.isArray(value)) return value.flatMap((one) => filled(one, actor))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, actor)]))
}

/** Matches nothing: stands for a department where a person has none. */
const nowhere = '00000000-0000-0000-0000-000000000000'

function wordFor(word: string, actor: Actor): unknown {
  if (word === '$me') return actor.memberId ?? nowhere
  if (word === '$departments') return actor.departments.length > 0 ? [...actor.departments] : [nowhere]
  if (word === '$departmentsBelow') return actor.departmentsBelow.length > 0 ? [...actor.departmentsBelow] : [nowhere]
  return word
}
