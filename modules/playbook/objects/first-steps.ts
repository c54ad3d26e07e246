import { followUp, task } from '#objects/activities'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'

/** What a new rep does first, in order. Each is done once he has really done it: one record of his own making that fits is enough. */
export const firstSteps = [
  { key: 'customer', of: account.name, filter: { createdBy: 'me' } },
  { key: 'follow-up', of: followUp.name, filter: { createdBy: 'me' } },
  { key: 'deal', of: opportunity.name, filter: { createdBy: 'me' } },
  { key: 'next-step', of: task.name, filter: { createdBy: 'me', opportunity: { empty: false } } },
  { key: 'calendar', of: task.name, filter: { createdBy: 'me', remindAt: { empty: false } } },
] as const
