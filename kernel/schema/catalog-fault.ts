import type { Labels } from '../model/field-type.ts'

/** One place where declarations are at odds: `account.budget`, a reason (text `fault.kernel.bad-definition.‹reason›`) and what it is about. */
export type CatalogFault = Readonly<{ at: string; reason: string; details: Readonly<Record<string, unknown>> }>

export const catalogFault = (at: string, reason: string, details: Readonly<Record<string, unknown>> = {}): CatalogFault => ({
  at,
  reason,
  details,
})

/** For the log and for those who write modules. */
export function faultLine({ at, reason, details }: CatalogFault): string {
  const more = Object.entries(details).map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return `${at}: ${reason}${more.length > 0 ? ` (${more.join(', ')})` : ''}`
}

export const isLabels = (value: unknown): value is Labels =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(
    ([locale, label]) => ['zh-CN', 'zh-TW', 'en'].includes(locale) && typeof label === 'string' && label.length <= 200,
  )
