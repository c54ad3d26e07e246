import { defineAction, system } from '#kernel'
import { link, money } from '#kernel/model'
import { creditOf } from '#modules/orders'
import { account } from '#objects/customers'

/** What a customer may still order on credit, counted as an order that is confirmed counts it: over all its contracts and orders, whoever asks. */
export const credit = defineAction('buying.credit', {
  on: account,
  byReaders: true,
  // The customer's panel asks for it.
  offered: { name: { empty: true } },
  input: { account: link(account, { required: true }) },
  result: { limit: money(), used: money(), free: money() },
  async run(work, { account: id }) {
    const customer = await work.one(account, id)
    const found = await creditOf(work.as(system('credit left')), customer)
    // What is used and what is left add up to the limit.
    if (!found || !work.mayRead(account, 'creditLimit')) return { limit: null, used: null, free: null }
    const { limit, used, currency } = found
    const inMoney = (amount: number) => ({ amount, currency })
    return { limit: inMoney(limit), used: inMoney(used), free: inMoney(Math.round((limit - used) * 100) / 100) }
  },
})
