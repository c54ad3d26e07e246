import type { ChoiceMeta, FieldMeta, LinkValue, ObjectMeta, Row } from '../../data/meta-types.ts'

/** Options that end a path carry a kind. Any option may name the verb that reaches it; the usual ones of the kinds stand here. */
const closingVerbs: Readonly<Record<string, string>> = { won: 'win', lost: 'lose' }

export type PathStep = Readonly<{ option: ChoiceMeta; isClosing: boolean; state: 'done' | 'now' | 'ahead' | 'died' }>

/** Options that belong to a row of another record (another pipeline's stages) are none of this record's. */
const belongs = (object: ObjectMeta, row: Row, option: ChoiceMeta): boolean =>
  Object.values(object.fields).every((field) => {
    const linked = field.options.to ? (row[field.name] as LinkValue | null | undefined) : undefined
    const carried = option[field.name]
    return !linked?.id || typeof carried !== 'string' || carried === linked.id
  })

/** Steps of the record's path in order, each with where it lies from the record's place; of a lost one from where it died. */
export function pathSteps(object: ObjectMeta, field: FieldMeta, row: Row): readonly PathStep[] {
  const options = (field.options.choices ?? []).filter((option) => belongs(object, row, option))
  const at = options.findIndex(({ key }) => key === row[field.name])
  const isLost = options[at]?.kind === 'lost'
  const kept = isLost && object.views.pathLeft ? row[object.views.pathLeft] : null
  const diedAt = options.findIndex(({ key }) => key === kept)
  const reached = isLost ? diedAt : at
  return options.map((option, i) => {
    const state = i === at ? 'now' : i === diedAt ? 'died' : i < reached && !isClosing(option) ? 'done' : 'ahead'
    return { option, isClosing: isClosing(option), state }
  })
}

const isClosing = (option: ChoiceMeta | undefined): boolean => typeof option?.kind === 'string' && option.kind !== 'open'

/** Whether the record has reached an end of its path. */
export function isAtEnd(object: ObjectMeta, row: Row): boolean {
  const field = object.views.path ? object.fields[object.views.path] : undefined
  return isClosing(field?.options.choices?.find(({ key }) => key === row[field.name]))
}

export const closingVerb = (option: ChoiceMeta): string | undefined =>
  typeof option.verb === 'string' ? option.verb : closingVerbs[String(option.kind)]
