import type { ActionMeta, ChoiceMeta, FieldMeta, ObjectMeta } from '../../data/meta-types.ts'

/** How a card gets from one column to another: by a verb of the object where it has one for that way, else by writing the field. */
export type Move = Readonly<{
  from: string | null
  to: ChoiceMeta
  action: ActionMeta | null
  /** What the person is asked for before anything is sent. */
  asks: readonly FieldMeta[]
}>

export type Kind = 'open' | 'won' | 'lost'

/** Kind of a column, where its choices tell one: `kind: open | won | lost`. */
export const kindOf = (choice: ChoiceMeta | undefined): Kind | null => {
  const kind = choice?.kind
  return kind === 'open' || kind === 'won' || kind === 'lost' ? kind : null
}

/** Verbs by where a card goes: those of an object close, advance and reopen its records, so that gates and reasons hold. */
function verbFor(from: Kind | null, to: Kind | null): string | null {
  if (from === null || to === null) return null
  if (from !== 'open') return to === 'open' ? 'reopen' : null
  return { open: 'advance', won: 'win', lost: 'lose' }[to]
}

const shortName = (action: ActionMeta): string => action.name.slice(action.name.indexOf('.') + 1)

/** The move of a card; `from` and `to` are keys of the board's field. Undefined where there is nothing to move. */
export function planMove(object: ObjectMeta, by: string, from: string | null, to: string): Move | undefined {
  const choices = object.fields[by]?.options.choices ?? []
  const target = choices.find(({ key }) => key === to)
  if (!target || from === to) return undefined
  const verb = verbFor(kindOf(choices.find(({ key }) => key === from)), kindOf(target))
  const found = verb ? object.actions.find((action) => shortName(action) === verb) : undefined
  // A verb among open columns must be able to say which one it goes to.
  const action = found && (kindOf(target) !== 'open' || by in found.input) ? found : null
  const inputs = Object.values(action?.input ?? {}).filter(({ name }) => name !== by)
  return { from, to: target, action, asks: inputs.some(({ required }) => required) ? inputs : [] }
}

/** Body of the action that makes the move. */
export const actionInput = (
  { action, to }: Move,
  by: string,
  answers: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({
  ...(action && by in action.input ? { [by]: to.key } : {}),
  ...answers,
})
