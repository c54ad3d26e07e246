import { defineConsequence, system } from '#kernel'
import { contact } from '#objects/customers'
import { preference } from '../objects/index.ts'

/** What somebody at a customer likes counts for the customer, where no other is named. */
export const ofCustomer = defineConsequence(preference, {
  reads: ['contact', 'account'],
  async run(work, written) {
    const bare = written.map(({ row }) => row).filter(({ contact: person, account }) => person && !account)
    if (bare.length === 0) return
    const kernel = work.as(system('the customer of a preference'))
    const people = await kernel.find(contact, { id: { in: bare.map(({ contact: person }) => person!) } }, { limit: 10_000 })
    const customerOf = new Map(people.map(({ id, account }) => [String(id), account]))
    const rows = bare.flatMap(({ id, contact: person }) => {
      const account = customerOf.get(String(person))
      return account ? [{ id, account }] : []
    })
    if (rows.length > 0) await kernel.changeMany(preference, rows)
  },
})
