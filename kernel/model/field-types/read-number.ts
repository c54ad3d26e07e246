import { fail } from '../fault.ts'

/** A double keeps 15 decimal digits whatever they are; what has more would come back changed. */
export const mostDigits = 15

export type NumberRange = Readonly<{ min?: number; max?: number }>

/** @throws `kernel.bad-value` with `reason` too-small or too-large. */
export function checkRange(value: number, { min, max }: NumberRange): number {
  if (min !== undefined && value < min) fail('kernel.bad-value', { reason: 'too-small', min })
  if (max !== undefined && value > max) fail('kernel.bad-value', { reason: 'too-large', max })
  return value
}

/**
 * The number of a JSON number or of a decimal text such as `-1200.50`. What arithmetic on doubles leaves behind (0.1 + 0.2) is taken off.
 *
 * @param whole most digits before the point.
 * @throws `kernel.bad-value` with `want: 'number'` or `reason` precision (more than 15 digits), scale, too-large.
 */
export function readDecimal(input: unknown, { scale, whole }: Readonly<{ scale: number; whole: number }>): number {
  const text = typeof input === 'number' ? shortest(input, scale) : input
  if (typeof text !== 'string' || text.length > 60) fail('kernel.bad-value', { want: 'number' })
  const [, integer, fraction = ''] = /^[+-]?(\d+)(?:\.(\d+))?$/.exec(text) ?? fail('kernel.bad-value', { want: 'number' })
  const left = integer!.replace(/^0+/, '')
  const right = fraction.replace(/0+$/, '')
  if (right.length > scale) fail('kernel.bad-value', { reason: 'scale', scale })
  if (left.length > whole) fail('kernel.bad-value', { reason: 'too-large' })
  const digits = `${left}${right}`.replace(/^0+|0+$/g, '').length
  if (digits > mostDigits) fail('kernel.bad-value', { reason: 'precision', digits: mostDigits })
  return Number(text) + 0
}

function shortest(input: number, scale: number): string {
  if (!Number.isFinite(input)) fail('kernel.bad-value', { want: 'number' })
  if (Math.abs(input) >= 1e21) fail('kernel.bad-value', { reason: 'too-large' })
  const rounded = Number(input.toFixed(scale))
  if (Math.abs(input - rounded) > 8 * Number.EPSILON * Math.abs(input)) fail('kernel.bad-value', { reason: 'scale', scale })
  const text = String(rounded)
  return text.includes('e') ? rounded.toFixed(scale) : text
}

/** A number to compare with, as text for a parameter: any finite number or decimal text. */
export function readComparand(input: unknown): string {
  if (typeof input === 'number' && Number.isFinite(input)) return String(input)
  if (typeof input === 'string' && /^[+-]?\d{1,40}(\.\d{1,40})?$/.test(input)) return input
  return fail('kernel.bad-value', { want: 'number' })
}

/** Whole number. @throws `kernel.bad-value` with `want: 'integer'`. */
export function readInteger(input: unknown): number {
  if (typeof input !== 'number' || !Number.isSafeInteger(input)) fail('kernel.bad-value', { want: 'integer' })
  return input + 0
}

/**
 * A number as people write it in a cell (`1,200.50`, `１２`, `(300)`, `−5`) as plain decimal text; any other text as it came.
 * A comma counts as a separator of thousands only.
 */
export function plainNumber(text: string): string {
  const narrow = text
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/[\s']/g, '')
  const [, inBrackets] = /^\((.+)\)$/.exec(narrow) ?? []
  const signed = inBrackets ? `-${inBrackets}` : narrow
  const whole = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(signed) ? signed.replaceAll(',', '') : signed
  const [, sign = '', digits, fraction] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(whole) ?? []
  if (!digits && !fraction) return text
  return `${sign === '-' ? '-' : ''}${digits || '0'}${fraction ? `.${fraction}` : ''}`
}
