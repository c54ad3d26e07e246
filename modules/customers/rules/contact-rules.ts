import { defineRules, issue } from '#kernel/model'
import { contact } from '../objects/contact.ts'
import { birthdayDerived, birthdayIssues, birthdayReads } from './birthdays.ts'

type Way = Readonly<{ kind?: unknown; value?: unknown; isDead?: unknown }>
/** Longer ones are no key. */
const longest = 40

/** Further numbers or addresses that are in use, each once. */
const waysOf = (ways: readonly Way[], kind: string): readonly string[] => [
  ...new Set(
    ways
      .filter((way) => (way.kind ?? 'phone') === kind && way.isDead !== true && typeof way.value === 'string')
      .map(({ value }) => (value as string).trim())
      .filter((value) => value !== '' && value.length <= longest),
  ),
]

export const contactRules = defineRules(contact, {
  reads: ['id', 'reportsTo', ...birthdayReads, 'ways'],
  derive: (row, _before, { today }) => ({
    ...birthdayDerived(row, today),
    ...(Array.isArray(row.ways)
      ? { wayPhones: waysOf(row.ways as readonly Way[], 'phone'), wayMails: waysOf(row.ways as readonly Way[], 'mail') }
      : {}),
  }),
  check: (row, _before, { today }) => [
    !!row.reportsTo && row.reportsTo === row.id && issue('reportsTo', 'customers.reports-to-self'),
    ...birthdayIssues(row, today),
  ],
})
