import { grant } from '#kernel'
import { exchangeRate } from '#kernel/model'
import { absence, dayRule, legalEntity, workCalendar } from './objects/index.ts'

const keeps = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true } as const

/** Everybody reads what papers and clocks go by; finance keeps companies and rates, managers the calendar; everybody says when he is away. */
export const grants = [
  grant('finance', legalEntity, keeps),
  grant('finance', exchangeRate, keeps),
  ...['manager', 'rep', 'readonly'].map((role) => grant(role, legalEntity, { read: 'all' })),
  grant('manager', workCalendar, keeps),
  ...['finance', 'rep', 'readonly'].map((role) => grant(role, workCalendar, { read: 'all' })),
  grant('manager', absence, { read: 'all', create: true, update: 'below', remove: 'below', export: true, import: true }),
  ...['rep', 'finance'].map((role) => grant(role, absence, { read: 'all', create: true, update: 'own', remove: 'own' })),
  grant('readonly', absence, { read: 'all' }),
  ...['manager', 'rep', 'finance', 'readonly'].map((role) => grant(role, dayRule, { read: 'all' })),
]
