import { randomBytes } from 'node:crypto'
import { defineAction, fail, member, system } from '#kernel'
import { day, link, person, text } from '#kernel/model'
import { assertConfigured } from '../configured.ts'
import { acceptQuote, makePrimaryOf } from '../decide.ts'
import { quoteNotices } from '../notices.ts'
import { quote } from '../objects/index.ts'
import { linesOf, quoteFor, take } from '../quote-rows.ts'

const input = { quote: link(quote, { required: true }) } as const
const result = { quote: link(quote, { required: true }), status: text({ required: true }) } as const

export const newKey = (): string => randomBytes(24).toString('base64url')

/**
 * The quote is out: it has an address that the customer opens without an account, and from now on says what it says.
 *
 * @throws `quotes.validity-over`, `quotes.customer-blocked`, `quotes.configuration-invalid`
 */
export const send = defineAction('quotes.send', {
  on: quote,
  input,
  result: { ...result, linkKey: text({ required: true }) },
  fails: ['quotes.no-such-step', 'quotes.validity-over', 'quotes.customer-blocked', 'quotes.configuration-invalid'],
  offered: { status: 'approved' },
  async run(work, { quote: id }) {
    const row = await quoteFor(work, id, 'send')
    const kernel = work.as(system('a quote is sent'))
    await assertConfigured(kernel, await linesOf(kernel, [id]))
    if ((row.validUntil ?? work.today) < work.today) fail('quotes.validity-over', { validUntil: row.validUntil })
    const linkKey = newKey()
    const stored = await take(work, id, 'send', { sentAt: work.now.toISOString(), linkKey })
    return { quote: id, status: stored.status!, linkKey }
  },
})

/** The customer said yes on another way than by the link: who, and what proves it. */
export const accept = defineAction('quotes.accept', {
  on: quote,
  input: { ...input, acceptedBy: text({ required: true, max: 100 }), proof: text({ required: true, max: 500 }) },
  result,
  fails: ['quotes.no-such-step', 'quotes.validity-over', 'quotes.customer-blocked', 'quotes.one-alternative'],
  offered: { status: 'sent' },
  async run(work, { quote: id, acceptedBy, proof }) {
    const row = await quoteFor(work, id, 'accept')
    return { quote: id, status: (await acceptQuote(work, row, { by: acceptedBy, via: 'owner', proof })).status! }
  },
})

const ended = (step: 'decline' | 'withdraw') =>
  defineAction(`quotes.${step}`, {
    on: quote,
    input: { ...input, reason: text({ required: true, max: 500 }) },
    result,
    aside: true,
    fails: ['quotes.no-such-step'],
    offered: { status: 'sent' },
    async run(work, { quote: id, reason }) {
      await quoteFor(work, id, step)
      return { quote: id, status: (await take(work, id, step, { reason, decidedOn: work.today })).status! }
    },
  })

/** The customer said no. */
export const decline = ended('decline')
/** We take it back. */
export const withdraw = ended('withdraw')

/**
 * A quote that is out holds longer.
 *
 * @throws `quotes.not-longer` for a day that is over or not later than the one it has
 */
export const extend = defineAction('quotes.extend', {
  on: quote,
  input: { ...input, validUntil: day({ required: true }) },
  result,
  aside: true,
  fails: ['quotes.no-such-step', 'quotes.not-longer'],
  offered: { status: 'sent' },
  async run(work, { quote: id, validUntil }) {
    const row = await quoteFor(work, id, 'accept')
    if (validUntil < work.today || validUntil <= (row.validUntil ?? '')) fail('quotes.not-longer', { validUntil: row.validUntil })
    const stored = await work.as(system('a quote holds longer')).change(quote, id, { validUntil })
    return { quote: id, status: stored.status! }
  },
})

/** The address that was sent opens nothing any more; a new one takes its place where it is wished. */
export const revokeLink = defineAction('quotes.revoke-link', {
  on: quote,
  input,
  result,
  aside: true,
  fails: [],
  offered: { linkKey: { empty: false } },
  async run(work, { quote: id }) {
    await work.one(quote, id, { lock: true })
    const stored = await work.as(system('a link is revoked')).change(quote, id, { linkKey: null })
    return { quote: id, status: stored.status! }
  },
})

export const renewLink = defineAction('quotes.renew-link', {
  on: quote,
  input,
  result: { ...result, linkKey: text({ required: true }) },
  aside: true,
  fails: ['quotes.no-such-step'],
  offered: { status: 'sent' },
  async run(work, { quote: id }) {
    const row = await quoteFor(work, id, 'accept')
    const linkKey = newKey()
    await work.as(system('a new link')).change(quote, id, { linkKey })
    return { quote: id, status: row.status!, linkKey }
  },
})

/** The deal goes by this quote. */
export const makePrimary = defineAction('quotes.make-primary', {
  on: quote,
  input,
  result,
  aside: true,
  fails: ['quotes.no-deal'],
  offered: { isPrimary: false, opportunity: { empty: false }, status: { in: ['draft', 'inApproval', 'approved', 'sent', 'accepted'] } },
  async run(work, { quote: id }) {
    const row = await work.one(quote, id, { lock: true })
    if (!row.opportunity) fail('quotes.no-deal')
    await makePrimaryOf(work.as(system('the deal goes by a quote')), row)
    return { quote: id, status: row.status! }
  },
})

/**
 * Asks somebody for the costs that lines lack; it stands among what waits for him until they are there.
 *
 * @throws `quotes.cannot-read` for somebody who may not read the quote
 */
export const askCost = defineAction('quotes.ask-cost', {
  on: quote,
  input: { ...input, person: person({ required: true }) },
  result,
  fails: ['quotes.cannot-read'],
  offered: { status: 'draft', concern: 'noCost' },
  async run(work, { quote: id, person: whom }) {
    const row = await work.one(quote, id, { lock: true })
    if (!(await work.readableBy(whom, quote, [id])).has(id)) fail('quotes.cannot-read', { name: (await work.one(member, whom)).name })
    await work.as(system('costs are asked for')).change(quote, id, { costAskedOf: whom })
    work.tell(quoteNotices.costAsked, [{ person: whom, record: id }])
    return { quote: id, status: row.status! }
  },
})
