import { fail } from '../../fault.ts'
import type { FieldType } from '../../field-type.ts'
import { equality, ranges, sums } from '../operators.ts'
import { readInteger } from '../read-number.ts'
import { draw } from '../samples.ts'
import { readDuration } from './read-duration.ts'

function readSeconds(input: unknown): number {
  const seconds = readInteger(input)
  return seconds >= 0 ? seconds : fail('kernel.bad-value', { reason: 'too-small', min: 0 })
}

const two = (number: number): string => String(number).padStart(2, '0')

export const durationType: FieldType = {
  kind: 'duration',
  columns: (name) => [{ name, type: 'bigint' }],
  parse: (input) => (input === null || input === '' ? null : readSeconds(input)),
  toCells: (value) => [value as number],
  select: ([seconds]) => seconds!,
  schema: () => ({ type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'seconds' }),
  operators: { ...equality({ cast: 'bigint', read: readInteger }), ...ranges({ cast: 'bigint', read: readInteger }) },
  order: ([seconds]) => seconds!,
  measures: sums,
  fromText: (text) => readDuration(text) ?? text,
  toText: (answer) => {
    const seconds = answer as number
    return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  },
  formulaSort: () => 'number',
  settings: [],
  sample: (seed) => draw(seed, 240) * 30,
}
