import { defineAction } from '#kernel'
import { day, link, money, text } from '#kernel/model'
import { contact } from '#objects/customers'
import { expense } from '../objects/index.ts'

/** Notes what a contact was given: an expense of whoever gave it, that goes its way to approval and counts for the customer. */
export const noteGift = defineAction('expenses.note-gift', {
  on: contact,
  aside: true,
  input: {
    contact: link(contact, { required: true }),
    purpose: text({ required: true, max: 200 }),
    amount: money({ required: true, min: 0 }),
    spentOn: day({ required: true, default: 'today' }),
  },
  result: { expense: link(expense, { required: true }) },
  async run(work, { contact: id, purpose, amount, spentOn }) {
    const { account } = await work.one(contact, id)
    const [made] = await work.add(expense, [{ purpose, amount, spentOn: spentOn ?? work.today, kind: 'gift', contact: id, account }])
    return { expense: made! }
  },
})
