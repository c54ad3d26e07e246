import type * as Selling from './selling-stand.ts'

/*
 * What may be done to records, as data: the tests of states hold each step against them, the races take two steps at the same moment. Nothing here opens a database, so that the
 * inventory of races can be read off.
 */

export type Row = Record<string, unknown>
export type Stand = typeof Selling
export type Who = 'admin' | 'second' | 'manager' | 'rep' | 'finance' | 'keeper'
/** A record as it begins, with whatever else its calls name. */
export type Made = Readonly<Record<string, string>>
export type Call = Readonly<{ who: Who; action: string; input: (made: Made) => Row }>

/** A call of an action on the record: its field is the object's name, `id` of what was made. */
export const by =
  (who: Who, object: string) =>
  (action: string, more: Row | ((made: Made) => Row) = {}): Call => ({
    who,
    action,
    input: (made) => ({ [object]: made.id, ...(typeof more === 'function' ? more(made) : more) }),
  })

export type Course = Readonly<{
  object: string
  begin(stand: Stand): Promise<Made>
  steps: Readonly<Record<string, Call>>
  /** By state: the road there, and which steps lead on and where to. */
  states: Readonly<Record<string, Readonly<{ by: readonly string[]; on: Readonly<Record<string, string>> }>>>
}>

/** Any two of these calls at once, each with itself among them, on what is made afresh. */
export type Race = Readonly<{
  name: string
  begin(stand: Stand): Promise<Made>
  calls: readonly Call[]
  /** By default all pairs; else these alone, by position. */
  pairs?: readonly (readonly [number, number])[]
}>

/** What is made once for a file, by the first who asks. */
export function once<T>(make: (stand: Stand) => Promise<T>): (stand: Stand) => Promise<T> {
  let made: Promise<T> | null = null
  return (stand) => (made ??= make(stand))
}

/** The steps that lead to where a race begins. */
export async function walk(stand: Stand, made: Made, steps: readonly Call[]): Promise<Made> {
  for (const { who, action, input } of steps) await stand.call(stand[who], action, input(made))
  return made
}

let count = 0
/** A number that nothing else of the file has. */
export const next = (): number => (count += 1)

/** A customer, a lead of the representative, and a pool. */
export const customerOf = (stand: Stand, more: Row = {}) =>
  stand.made(stand.admin, 'account', { name: `客户${next()}号`, owner: stand.rep.id, ...more })
export const leadOf = (stand: Stand, more: Row = {}) =>
  stand.made(stand.admin, 'lead', {
    name: `线索${next()}`,
    mobile: `1380000${String(next()).padStart(4, '0')}`,
    owner: stand.rep.id,
    ...more,
  })
export const poolOf = (stand: Stand, more: Row = {}) => stand.made(stand.admin, 'pool', { name: `公海${next()}`, ...more })

export const as = (who: Call['who'], action: string, input: Call['input']): Call => ({ who, action, input })

/** A race of steps that stand side by side in one state of an object. */
export const course = (name: string, begin: Race['begin'], calls: readonly Call[], pairs?: Race['pairs']): Race => ({
  name,
  begin,
  calls,
  ...(pairs ? { pairs } : {}),
})
