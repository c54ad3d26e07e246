import type { Issue } from '../model/fault.ts'
import { type Locale, locales } from '../model/field-type.ts'
import { badInput } from './problems.ts'

/** What is wanted of one member of a body: the value, or an issue. */
type Reader<T> = (value: unknown) => T | Omit<Issue, 'path'>
type Given = Readonly<Record<string, unknown>>

const bad = (details: Readonly<Record<string, unknown>>): Omit<Issue, 'path'> => ({ code: 'kernel.bad-value', details })
const isIssue = (value: unknown): value is Omit<Issue, 'path'> => typeof value === 'object' && value !== null && 'code' in value

/** A text of 1 to `max` characters, spaces around it gone. */
export const text =
  (max = 200): Reader<string> =>
  (value) => {
    if (typeof value !== 'string') return bad({ want: 'text' })
    const trimmed = value.trim()
    if (trimmed === '') return { code: 'kernel.required' }
    if (trimmed.includes('\0')) return bad({ reason: 'null-byte' })
    return [...trimmed].length > max ? bad({ reason: 'too-long', max, length: [...trimmed].length }) : trimmed
  }

/** A password as typed. */
export const password: Reader<string> = (value) =>
  typeof value === 'string' && value !== ''
    ? value
    : value === undefined || value === ''
      ? { code: 'kernel.required' }
      : bad({ want: 'text' })

/** A list of at most `most` short texts. */
export const list =
  (most: number): Reader<readonly string[]> =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every((one) => typeof one === 'string' && one.length <= 200)
      ? value
      : bad({ want: 'list' })

/** A moment to come, ISO 8601. */
export const futureInstant: Reader<string> = (value) =>
  typeof value === 'string' && Date.parse(value) > Date.now() ? new Date(value).toISOString() : bad({ want: 'moment' })

export const email: Reader<string> = (value) =>
  typeof value === 'string' && value.length <= 254 && /^[^\s@,;<>"]+@[^\s@.,;<>"]+(\.[^\s@.,;<>"]+)+$/.test(value.trim())
    ? value.trim()
    : bad({ want: 'email' })

export const locale: Reader<Locale> = (value) => (locales.includes(value as Locale) ? (value as Locale) : bad({ want: 'locale' }))

export const slug: Reader<string> = (value) =>
  typeof value === 'string' && /^[a-z][a-z0-9-]{1,30}$/.test(value) ? value : bad({ want: 'slug' })

export const timeZone: Reader<string> = (value) => (typeof value === 'string' && isZone(value) ? value : bad({ want: 'time zone' }))

export const currency: Reader<string> = (value) =>
  typeof value === 'string' && Intl.supportedValuesOf('currency').includes(value) ? value : bad({ want: 'currency' })

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

type Wanted = Readonly<Record<string, Reader<unknown>>>
type Values<R extends Wanted, O extends Wanted> = { [K in keyof R]: Exclude<ReturnType<R[K]>, Omit<Issue, 'path'>> } & {
  [K in keyof O]?: Exclude<ReturnType<O[K]>, Omit<Issue, 'path'>>
}

/**
 * The members of a body, read. @throws `kernel.bad-value` with all issues: missing, unreadable and unknown ones.
 */
export function readInput<R extends Wanted, O extends Wanted = Record<never, never>>(
  given: Given,
  required: R,
  optional?: O,
): Values<R, O> {
  const issues: Issue[] = []
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(given))
    if (!Object.hasOwn(required, name) && !(optional && Object.hasOwn(optional, name)))
      issues.push({ path: name, code: 'kernel.unknown-field' })
  const read = (name: string, reader: Reader<unknown>) => {
    const value = reader(given[name])
    if (isIssue(value)) issues.push({ path: name, ...value })
    else values[name] = value
  }
  for (const [name, reader] of Object.entries(required)) {
    if (given[name] === undefined || given[name] === null) issues.push({ path: name, code: 'kernel.required' })
    else read(name, reader)
  }
  for (const [name, reader] of Object.entries(optional ?? {})) if (given[name] !== undefined && given[name] !== null) read(name, reader)
  if (issues.length > 0) throw badInput(...issues)
  return values as Values<R, O>
}
