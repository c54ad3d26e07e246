import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choose, dealsFor, firstChosen, type Offer, type Offers } from './conversion-choices.ts'

const offer = (id: string, more: Partial<Offer> = {}): Offer => ({
  id,
  title: id,
  owner: null,
  account: null,
  sure: false,
  reasons: [],
  ...more,
})
const acme = { id: 'acme', title: 'Acme' }
const offers: Offers = {
  account: [offer('acme'), offer('zenith')],
  contact: [offer('ada', { account: acme, sure: true }), offer('bob')],
  opportunity: [offer('press', { account: acme }), offer('lathe', { account: { id: 'zenith', title: 'Zenith' } })],
}

test('the one who surely is the same is chosen from the start, with his customer', () => {
  assert.deepEqual(firstChosen(offers), { account: acme, contact: { id: 'ada', title: 'ada' }, opportunity: 'new' })
  const two = { ...offers, contact: [...offers.contact, offer('eve', { sure: true })] }
  assert.deepEqual(firstChosen(two), { account: 'new', contact: 'new', opportunity: 'new' })
})

test('a contact or deal brings its customer, and another customer puts them away', () => {
  const none = { account: 'new', contact: 'new', opportunity: 'new' } as const
  const deal = choose(none, { part: 'opportunity', to: { id: 'press', title: 'press' }, offers })
  assert.deepEqual(deal.account, acme)
  const person = choose(deal, { part: 'contact', to: { id: 'ada', title: 'ada' }, offers })
  assert.deepEqual(
    [person.contact, person.opportunity],
    [
      { id: 'ada', title: 'ada' },
      { id: 'press', title: 'press' },
    ],
  )
  const other = choose(person, { part: 'account', to: { id: 'zenith', title: 'Zenith' }, offers })
  assert.deepEqual(other, { account: { id: 'zenith', title: 'Zenith' }, contact: 'new', opportunity: 'new' })
  assert.deepEqual(
    dealsFor(offers.opportunity, other).map(({ id }) => id),
    ['lathe'],
  )
})
