import { type ReadyView, readyView } from '#kernel/web'
import { account, contact, lead } from '../objects/index.ts'

/** Ways to look at customers, contacts and leads that are there from the start. */
export const ready: readonly ReadyView[] = [
  readyView(account, 'customers.mine', { filter: { owner: 'me' } }),
  readyView(account, 'customers.department', { filter: { 'ownerDepartment.members': { some: { id: 'me' } } } }),
  readyView(account, 'customers.shared', { filter: { id: { sharedWith: 'me' } } }),
  readyView(account, 'customers.new', { filter: { createdAt: { within: 'thisWeek' } }, sort: '-createdAt' }),
  readyView(account, 'customers.key', { filter: { isKey: true }, sort: 'name' }),
  readyView(account, 'customers.blacklisted', {
    filter: { blacklist: { empty: false } },
    sort: 'blacklistUntil',
    columns: ['name', 'blacklist', 'blacklistReason', 'blacklistUntil', 'blacklistedBy', 'owner', 'updatedAt'],
  }),
  readyView(account, 'customers.birthdays', {
    filter: { nextBirthdayOn: { within: 'next7Days' } },
    sort: 'nextBirthdayOn',
    columns: ['name', 'nextBirthdayOn', 'birthdayBy', 'grade', 'phone', 'owner'],
  }),
  readyView(contact, 'customers.mine', { filter: { owner: 'me' } }),
  readyView(contact, 'customers.shared', { filter: { id: { sharedWith: 'me' } } }),
  readyView(contact, 'customers.new', { filter: { createdAt: { within: 'thisWeek' } }, sort: '-createdAt' }),
  readyView(contact, 'customers.without-customer', { filter: { account: { empty: true } } }),
  readyView(contact, 'customers.birthdays', {
    filter: { nextBirthdayOn: { within: 'next7Days' }, leftOn: { empty: true } },
    sort: 'nextBirthdayOn',
    columns: ['name', 'account', 'nextBirthdayOn', 'birthdayBy', 'title', 'mobile', 'hobbies', 'owner'],
  }),
  readyView(lead, 'customers.mine', { filter: { owner: 'me' } }),
  readyView(lead, 'customers.new', { filter: { createdAt: { within: 'thisWeek' } }, sort: '-createdAt' }),
  readyView(lead, 'customers.untouched', { filter: { status: 'new' }, sort: 'createdAt' }),
  readyView(lead, 'customers.recall', { filter: { recallOn: { lte: 'today' } }, sort: 'recallOn' }),
]
