import { fail, type Issue } from '../../fault.ts'
import type { ChoiceOption, FieldOptions } from '../../field-type.ts'

/**
 * The options a value must be among, in order. Those of the declaration; where they come from rows (`from`) those that the
 * catalog has read into `rows`, and none when it has not: then any key is taken here and the write road looks at the rows.
 */
export const optionsOf = (options: FieldOptions): readonly ChoiceOption[] =>
  ((options.from ? options.rows : options.choices) as readonly ChoiceOption[] | undefined) ?? []

const looseKey = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,99}$/u

/** One key. @throws `kernel.bad-value` with `want: 'choice'`. */
export function readKey(input: unknown, options: FieldOptions): string {
  const list = optionsOf(options)
  const isKnown = typeof input === 'string' && (list.length > 0 ? list.some(({ key }) => key === input) : looseKey.test(input))
  return isKnown ? input : fail('kernel.bad-value', { want: 'choice' })
}

export const keySchema = (options: FieldOptions) => {
  const keys = optionsOf(options).map(({ key }) => key)
  return keys.length > 0 ? { type: 'string', enum: keys } : { type: 'string' }
}

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

/** The key that a text means: itself, or a label in any language, upper and lower case alike; any other text as it came. */
export function keyFromText(text: string, options: FieldOptions): string {
  const wanted = fold(text)
  const list = optionsOf(options)
  const byKey = list.find(({ key }) => fold(key) === wanted)
  const found = byKey ?? list.find(({ labels }) => Object.values(labels ?? {}).some((label) => fold(label) === wanted))
  return found?.key ?? text.trim()
}

export function checkChoices(options: FieldOptions): readonly Issue[] {
  if (options.from) return []
  const keys = optionsOf(options).map(({ key }) => key)
  const double = keys.find((key, i) => keys.indexOf(key) !== i)
  const odd = keys.find((key) => typeof key !== 'string' || !looseKey.test(key))
  const bad = (details: Record<string, unknown>): Issue => ({ path: 'choices', code: 'kernel.bad-value', details })
  return [
    ...(keys.length === 0 ? [bad({ reason: 'none' })] : []),
    ...(double === undefined ? [] : [bad({ reason: 'double', key: double })]),
    ...(odd === undefined ? [] : [bad({ want: 'key', key: odd })]),
  ]
}
