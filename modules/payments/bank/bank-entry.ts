import { fail } from '#kernel'

/** A line as it stands in a file of the bank: `cents` above zero came, below zero went; `currency` where the file names it. */
export type BankEntry = Readonly<{
  on: string
  cents: number
  currency: string | null
  party: string | null
  partyAccount: string | null
  reference: string | null
  purpose: string | null
}>
export type BankFile = Readonly<{
  format: 'table' | 'camt' | 'mt940'
  /** The account that the file is of, where it says so. */
  account: string | null
  entries: readonly BankEntry[]
  skipped: number
}>

/** More is no statement of some days; it is read in parts. */
export const mostEntries = 2_000

export const cut = (value: string | null | undefined, length: number): string | null =>
  (value ?? '')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim()
    .slice(0, length) || null

/** `2026-03-05` of what banks write: with dashes, slashes, dots, Chinese characters or nothing between, a time after it. */
export function readDay(text: string | null | undefined): string | null {
  const found = /^\s*(\d{4})(?:[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?|(\d{2})(\d{2}))(?!\d{3})/.exec(text ?? '')
  if (!found) return null
  const day = `${found[1]}-${(found[2] ?? found[4]!).padStart(2, '0')}-${(found[3] ?? found[5]!).padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : day
}

/** Hundredths of a written sum, with its sign; null where there is none. @throws `payments.not-a-sum` for more than two digits after the point */
export function readCents(text: string | null | undefined): number | null {
  const plain = (text ?? '').normalize('NFKC').replace(/[\s¥$€元]|CNY|RMB|USD|EUR|HKD|TWD/gi, '')
  const western = /^[+-]?\d{1,3}(\.\d{3})*,\d{2}$/.test(plain) ? plain.replaceAll('.', '').replace(',', '.') : plain.replaceAll(',', '')
  const found = /^([+-]?)(\d{1,13})(?:\.(\d*))?$/.exec(western)
  if (!found) return null
  const rest = (found[3] ?? '').replace(/0+$/, '')
  if (rest.length > 2) fail('payments.not-a-sum', { text: plain })
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 100 + Number(rest.padEnd(2, '0')))
}
