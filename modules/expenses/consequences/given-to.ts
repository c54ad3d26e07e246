import { defineConsequence, system } from '#kernel'
import { contact } from '#objects/customers'
import { expense } from '../objects/index.ts'

/** What somebody at a customer was given is a cost of the customer, unless it is said whose else. */
export const givenTo = defineConsequence(expense, {
  reads: ['contact'],
  async run(work, written) {
    const bare = written
      .map(({ row }) => row)
      .filter((row) => row.contact && !row.account && !row.opportunity && !row.isSplit && !row.isGeneral)
    if (bare.length === 0) return
    const kernel = work.as(system('the customer of who was given something'))
    const people = await kernel.find(contact, { id: { in: bare.map((row) => row.contact!) } }, { limit: 10_000 })
    const customerOf = new Map(people.map(({ id, account }) => [String(id), account]))
    const rows = bare.flatMap(({ id, contact: person }) => {
      const account = customerOf.get(String(person))
      return account ? [{ id, account }] : []
    })
    if (rows.length > 0) await kernel.changeMany(expense, rows)
  },
})
