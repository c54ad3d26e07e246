import { fail, type Work } from '#kernel'
import type { RowOf } from '#kernel/model'
import { poolRule } from '../objects/index.ts'
import { isYesNo } from './due.ts'

type Rule = RowOf<typeof poolRule>
/** A rule that is looked at as if it were in force; `changed`: as somebody would have it, before he saves it. */
export type Tried = Readonly<{ id: string; changed: unknown }>

const whole = (least: number, most: number) => (value: unknown) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most
const orNone = (is: (value: unknown) => boolean) => (value: unknown) => value === null || is(value)
const isText = (value: unknown) => typeof value === 'string' && value.length <= 100
const isBag = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What may be tried of a rule, and what it may be. */
const may: Readonly<Record<string, (value: unknown) => boolean>> = {
  days: whole(1, 3_650),
  noticeDays: whole(0, 365),
  clock: orNone(isText),
  filter: orNone(isBag),
  department: orNone(isText),
  role: orNone(isText),
  sparedFrom: orNone((value) => typeof value === 'number' && value >= 0 && value <= 100),
}

/** The rule as it would be. @throws `kernel.bad-value` naming what cannot be so */
export function triedRule(work: Work, rule: Rule, changed: unknown): Rule {
  if (changed !== null && changed !== undefined && !isBag(changed)) fail('kernel.bad-value', { path: 'changed' })
  const given = Object.entries((changed ?? {}) as Readonly<Record<string, unknown>>)
  const fields = work.catalog.objects[poolRule.name]!.fields
  for (const [path, value] of given) {
    // What other modules add to rules, to say what a rule spares.
    const isSpare = !(path in poolRule.fields) && isYesNo(fields[path])
    const fits = isSpare ? orNone((one) => typeof one === 'boolean') : may[path]
    if (!fits?.(value)) fail('kernel.bad-value', { path: `changed.${path}` })
  }
  return { ...rule, ...Object.fromEntries(given), isActive: true }
}
