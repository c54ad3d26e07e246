import { defineNotice } from '#kernel'
import { quote } from './objects/index.ts'

const shows = ['number', 'account', 'gross', 'validUntil'] as const

export const quoteNotices = {
  /** A quote of my department goes beyond its owner's limits. */
  asked: defineNotice('quotes.asked', { on: quote, asks: true, shows: [...shows, 'discountRate', 'marginRate'] }),
  approved: defineNotice('quotes.approved', { on: quote, shows }),
  rejected: defineNotice('quotes.rejected', { on: quote, asks: true, shows: [...shows, 'reason'] }),
  /** Somebody needs costs of lines from me. */
  costAsked: defineNotice('quotes.cost-asked', { on: quote, asks: true, shows }),
  opened: defineNotice('quotes.opened', { on: quote, shows }),
  question: defineNotice('quotes.question', { on: quote, asks: true, shows }),
  accepted: defineNotice('quotes.accepted', { on: quote, asks: true, shows }),
  declined: defineNotice('quotes.declined', { on: quote, asks: true, shows: [...shows, 'reason'] }),
  /** The customer of a quote of mine is set to have nothing quoted any more. */
  stopped: defineNotice('quotes.stopped', { on: quote, asks: true, shows }),
  expiring: defineNotice('quotes.expiring', { on: quote, asks: true, shows }),
  expired: defineNotice('quotes.expired', { on: quote, asks: true, shows }),
} as const

export const notices = Object.values(quoteNotices)
