import { defineNotice } from '#kernel'
import { planLine } from '#objects/contracts'
import { account } from '#objects/customers'

/** A letter about late money went to a customer. */
export const dunned = defineNotice('documents.dunned', { on: account, shows: ['owner'] })
/** An instalment is so late that the next step is due. */
export const dunNow = defineNotice('documents.dun-now', { on: planLine, asks: true, shows: ['contract', 'dueOn', 'left', 'overdueDays'] })

export const notices = [dunned, dunNow]
