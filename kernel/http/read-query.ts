import type { FastifyRequest } from 'fastify'
import type { CatalogObject } from '../model/catalog.ts'
import { dayOf } from '../model/day-of.ts'
import { Fault, fail } from '../model/fault.ts'
import { addDays, startOfDay } from '../model/periods.ts'
import { isUuid } from '../model/uuid.ts'
import type { FilterInput, ListQuestion } from '../query/question.ts'

/** The query's parameters, each at most once. @throws `kernel.bad-request` naming the ones that are unknown or given twice. */
export function readParameters<N extends string>(request: FastifyRequest, allowed: readonly N[]): Partial<Record<N, string>> {
  const given = request.query as Record<string, string | string[]>
  const unknown = Object.keys(given).filter((name) => !(allowed as readonly string[]).includes(name))
  if (unknown.length > 0) fail('kernel.bad-request', { reason: 'unknown-parameters', parameters: unknown, allowed })
  const twice = Object.keys(given).filter((name) => Array.isArray(given[name]))
  if (twice.length > 0) fail('kernel.bad-request', { reason: 'given-twice', parameters: twice })
  return given as Partial<Record<N, string>>
}

export const listParameters = ['filter', 'q', 'sort', 'fields', 'limit', 'cursor', 'count', 'asOf', 'explain'] as const

/** The question of a list as the address states it; filter, paths and cursor are checked when it is compiled. */
export function readListQuestion(object: CatalogObject, given: Partial<Record<string, string>>, timeZone: string): ListQuestion {
  const filter = given.filter === undefined ? undefined : readFilter(given.filter)
  const [sort, fields] = [readList(given.sort), readList(given.fields)]
  const asOf = given.asOf === undefined ? undefined : readAsOf(given.asOf, timeZone)
  return {
    object: object.name,
    limit: readInteger('limit', given.limit ?? '50', { min: 1, max: 500 }),
    ...(filter ? { filter } : {}),
    ...(given.q ? { q: given.q } : {}),
    ...(sort ? { sort } : {}),
    ...(fields ? { fields } : {}),
    ...(given.cursor ? { cursor: given.cursor } : {}),
    ...(asOf ? { asOf } : {}),
  }
}

/** A filter in the address: a JSON object. @throws `kernel.bad-filter` */
export function readFilter(text: string): FilterInput {
  try {
    const value = JSON.parse(text) as unknown
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !Object.hasOwn(value, '__proto__'))
      return value as FilterInput
  } catch (cause) {
    throw Object.assign(new Fault('kernel.bad-filter', { reason: 'bad-json' }), { cause })
  }
  return fail('kernel.bad-filter', { reason: 'bad-json' })
}

/** `a,b` as a list; undefined for nothing. */
export const readList = (text: string | undefined): readonly string[] | undefined =>
  text ? text.split(',').map((part) => part.trim()) : undefined

export function readInteger(path: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return value >= min && value <= max ? value : fail('kernel.bad-value', { path, reason: 'out-of-range', min, max })
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/
const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/

/** Clocks of callers and of this machine may differ by so much. */
const clocksApartMs = 60_000

/**
 * The moment to look back to: an instant, or the end of a day in the person's zone. Undefined for the present: today, and this minute.
 *
 * @throws `kernel.bad-value` with `want: 'moment'`, with `reason: 'in-future'` for what lies ahead.
 */
export function readAsOf(text: string, timeZone: string, path = 'asOf'): Date | undefined {
  const at = dayForm.test(text)
    ? endOfDay(text, timeZone)
    : instantForm.test(text.replace(' ', '+'))
      ? new Date(text.replace(' ', '+'))
      : undefined
  if (!at || Number.isNaN(at.getTime())) fail('kernel.bad-value', { path, want: 'moment' })
  const now = Date.now()
  const latest = dayForm.test(text) ? startOfDay(addDays(dayOf(new Date(now), timeZone), 1), timeZone).getTime() : now + clocksApartMs
  if (at.getTime() > latest) fail('kernel.bad-value', { path, reason: 'in-future' })
  return at.getTime() < now ? at : undefined
}

/** A moment of one record: the id of an entry of its history, or a moment as above; null for the present. */
export function readMoment(
  path: string,
  text: string | undefined,
  timeZone: string,
): Readonly<{ entry: string }> | Readonly<{ at: Date }> | null {
  if (text === undefined || text === 'now') return null
  if (isUuid(text)) return { entry: text.toLowerCase() }
  const at = readAsOf(text, timeZone, path)
  return at ? { at } : null
}

function endOfDay(day: string, timeZone: string): Date | undefined {
  if (new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day) return undefined
  return new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1)
}

/** Whether the statement is wanted instead of the rows. @throws `kernel.bad-value` for anything but `sql`. */
export function wantsSql(explain: string | undefined): boolean {
  if (explain !== undefined && explain !== 'sql') fail('kernel.bad-value', { path: 'explain', want: 'sql' })
  return explain === 'sql'
}
