import { defineNotice } from '#kernel'
import { planLine } from '#objects/contracts'
import { account } from '#objects/customers'
import { invoice } from '#objects/payments'

/** A letter about late money went to a customer. */
export const dunned = defineNotice('documents.dunned', { on: account, shows: ['owner'] })
/** An instalment is so late that the next step is due. */
export const dunNow = defineNotice('documents.dun-now', { on: planLine, asks: true, shows: ['contract', 'dueOn', 'left', 'overdueDays'] })

/** So is an invoice that stands under no contract. */
export const dunBill = defineNotice('documents.dun-invoice-now', {
  on: invoice,
  asks: true,
  shows: ['account', 'dueOn', 'openBeside', 'overdueDays'],
})

export const notices = [dunned, dunNow, dunBill]
