import { grant } from '#kernel'
import { account, accountPlan, billingTitle, birthdayRule, companyLookup, contact, gradeRule, lead, leadTouch } from './objects/index.ts'

const mine = { read: 'own', create: true, update: 'own', remove: 'own', export: true, import: true, share: true } as const
const mineAndBelow = { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true, share: true } as const
const seeAll = { read: 'all', export: true } as const

const credit = ['creditLimit', 'creditDays', 'creditHold', 'creditNote']
const blacklist = ['blacklist', 'blacklistReason', 'blacklistUntil', 'blacklistedOn', 'blacklistedBy']
const all = <R>(names: readonly string[], right: R): Record<string, R> => Object.fromEntries(names.map((name) => [name, right]))

/** What the rules of grades, those who may blacklist and finance write is for the others to read. */
const kept = all([...credit, ...blacklist, 'gradeRule'], 'read' as const)
const onlyManagers = { 'customers.blacklist': false, 'customers.lift': false }

/**
 * Customers, contacts and leads belong to people. Finance needs customers, their contacts and billing titles for its papers, and no leads; it alone says on what
 * credit a customer buys. Managers may blacklist. Rules of grades are the administrator's.
 */
export const grants = [
  ...[contact, lead, accountPlan].flatMap((object) => [
    grant('manager', object, mineAndBelow),
    grant('rep', object, mine),
    grant('readonly', object, seeAll),
  ]),
  ...['manager', 'rep'].map((role) => grant(role, leadTouch, { read: 'own', export: true })),
  grant('readonly', leadTouch, { read: 'all', actions: { 'leads.answer-touch': false } }),
  grant('manager', account, { ...mineAndBelow, fields: kept }),
  grant('rep', account, { ...mine, fields: kept, actions: onlyManagers }),
  grant('readonly', account, { ...seeAll, actions: onlyManagers }),
  grant('finance', account, { ...seeAll, update: 'all', fields: { '*': 'read', ...all(credit, 'write' as const) }, actions: onlyManagers }),
  grant('finance', contact, seeAll),
  ...(['manager', 'rep'] as const).map((role) =>
    grant(role, billingTitle, {
      read: 'own',
      create: true,
      update: 'own',
      remove: 'own',
      export: true,
      import: true,
      fields: { isFrozen: 'read' },
    }),
  ),
  grant('finance', billingTitle, {
    read: 'all',
    create: true,
    update: 'all',
    remove: 'all',
    export: true,
    import: true,
    fields: { isFrozen: 'read' },
  }),
  grant('readonly', billingTitle, seeAll),
  ...['manager', 'rep', 'finance', 'readonly'].map((role) =>
    grant(role, gradeRule, { read: 'all', actions: { 'customers.apply-grades': false } }),
  ),
  ...['manager', 'rep', 'finance', 'readonly'].map((role) => grant(role, birthdayRule, { read: 'all' })),
  // That there is one; where it is and by which key it is asked is the administrator's.
  ...['manager', 'rep', 'finance', 'readonly'].map((role) =>
    grant(role, companyLookup, { read: 'all', fields: { address: 'hidden', key: 'hidden', patience: 'hidden' } }),
  ),
]
