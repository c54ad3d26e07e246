import { sql } from '../../../db/sql.ts'
import { fail } from '../../fault.ts'
import type { Cell, FieldType } from '../../field-type.ts'
import { empty } from '../operators.ts'
import { checkText } from '../read-text.ts'
import { draw, pick } from '../samples.ts'

const mostBytes = 256 * 1024
const mostDepth = 20

/** A copy made of nothing but what JSON can hold; what it cannot is refused, not dropped. */
function readJson(input: unknown, depth: number): unknown {
  if (depth > mostDepth) fail('kernel.bad-value', { reason: 'too-deep', max: mostDepth })
  if (input === null || typeof input === 'boolean') return input
  if (typeof input === 'string') return checkText(input)
  if (typeof input === 'number') return Number.isFinite(input) ? (input === 0 ? 0 : input) : fail('kernel.bad-value', { want: 'json' })
  if (Array.isArray(input)) return input.map((item) => readJson(item, depth + 1))
  if (typeof input !== 'object' || Object.getPrototypeOf(input) !== Object.prototype) fail('kernel.bad-value', { want: 'json' })
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [checkText(key), readJson(value, depth + 1)]),
  )
}

/**
 * A declaration kept as data: an object or a list, at most 256 KiB and 20 levels deep. The order of keys is not kept: where order matters, it is a list. What it must look like inside is
 * a rule of its object. Nobody filters or sorts by it.
 */
export const jsonType: FieldType = {
  kind: 'json',
  columns: (name) => [{ name, type: 'jsonb' }],
  parse: (input) => {
    if (input === null || input === '') return null
    if (typeof input !== 'object') fail('kernel.bad-value', { want: 'json' })
    const value = readJson(input, 0)
    const length = Buffer.byteLength(JSON.stringify(value))
    return length <= mostBytes ? value : fail('kernel.bad-value', { reason: 'too-long', max: mostBytes, length })
  },
  toCells: (value) => [value as Cell],
  select: ([value]) => sql`${value!}`,
  schema: () => ({ type: ['object', 'array'] }),
  operators: { empty },
  fromText: (text) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      return fail('kernel.bad-value', { want: 'json' })
    }
  },
  toText: (answer) => JSON.stringify(answer),
  sample: (seed) => ({ read: pick(seed, ['own', 'all']), fields: [draw(seed, 100)], labels: { en: `Sample ${seed}`, 'zh-CN': '样例' } }),
}
