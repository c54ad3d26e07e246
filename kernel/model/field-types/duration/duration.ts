import { fail } from '../../fault.ts'
import type { FieldType } from '../../field-type.ts'
import { equality, ranges, sums } from '../operators.ts'
import { readInteger } from '../read-number.ts'
import { draw } from '../samples.ts'

function readSeconds(input: unknown): number {
  const seconds = readInteger(input)
  return seconds >= 0 ? seconds : fail('kernel.bad-value', { reason: 'too-small', min: 0 })
}

const unitSeconds: Readonly<Record<string, number>> = {
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  天: 86_400,
  小时: 3600,
  小時: 3600,
  分钟: 60,
  分鐘: 60,
  分: 60,
  秒: 1,
}

/** `90`, `1:30` (hours and minutes), `1:30:00`, `1h 30m`, `1小时30分` as seconds; any other text as it came. */
function durationFromText(text: string): unknown {
  const narrow = text.normalize('NFKC').trim().toLowerCase()
  if (/^\d{1,15}$/.test(narrow)) return Number(narrow)
  const [, hours, minutes, seconds = '0'] = /^(\d{1,7}):([0-5]?\d)(?::([0-5]?\d))?$/.exec(narrow) ?? []
  if (hours) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  const part = /(\d{1,9})\s*(小时|小時|分钟|分鐘|[dhms天分秒])\s*/gy
  const found = [...narrow.matchAll(part)]
  const isWhole = found.length > 0 && found.map(([all]) => all).join('') === narrow
  return isWhole ? found.reduce((sum, [, count, unit]) => sum + Number(count) * unitSeconds[unit!]!, 0) : text
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
  fromText: durationFromText,
  toText: (answer) => {
    const seconds = answer as number
    return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  },
  formulaSort: () => 'number',
  settings: [],
  sample: (seed) => draw(seed, 240) * 30,
}
