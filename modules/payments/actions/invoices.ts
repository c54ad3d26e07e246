import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { day, email, file, link, money, text } from '#kernel/model'
import { defaultEntity } from '#modules/company'
import { daysLater } from '#modules/contracts'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { account, billingTitle } from '#objects/customers'
import { linkPaid } from '../fill-plan.ts'
import { invoiceOut, invoiceRefused } from '../notices.ts'
import { allocation, invoice, invoiceShare } from '../objects/index.ts'
import { linksOf } from '../rules/target.ts'
import { titleOf } from '../title-of.ts'

const on = { invoice: link(invoice, { required: true }) }
const result = { invoice: link(invoice, { required: true }), status: text({ required: true }) }
const later: Readonly<Record<string, readonly string[]>> = {
  requested: ['approved', 'rejected'],
  approved: ['issued', 'rejected'],
  rejected: [],
  issued: ['delivered', 'voided'],
  delivered: [],
  voided: [],
}

/** The invoice, held, if it may go on to that state. @throws `payments.no-such-step` */
async function stepFrom(work: Work, id: string, to: string) {
  const row = await work.one(invoice, id, { lock: true })
  if (!later[row.status]!.includes(to)) fail('payments.no-such-step', { invoice: row.number, from: row.status, to })
  await work.change(invoice, id, {})
  return row
}

/** Finance agrees to bill, in the name that the title says, or the customer's. */
export const approve = defineAction('payments.approve', {
  on: invoice,
  many: true,
  input: on,
  result,
  fails: ['payments.no-such-step', 'payments.bills-nothing'],
  offered: { status: 'requested' },
  async run(work, input) {
    const row = await stepFrom(work, input.invoice, 'approved')
    if ((await work.count(invoiceShare, { invoice: row.id })) === 0) fail('payments.bills-nothing', { invoice: row.number })
    const title = await titleOf(work.as(system('an invoice goes on')), row)
    const entity = row.legalEntity ?? (await defaultEntity(work))?.id ?? null
    const kernel = work.as(system('an invoice goes on'))
    await rateLines(kernel, row)
    await kernel.change(invoice, row.id, {
      status: 'approved',
      legalEntity: entity,
      titleName: row.titleName ?? title.name,
      taxNumber: row.taxNumber ?? title.taxNumber,
    })
    return { invoice: row.id, status: 'approved' }
  },
})

/** What a line does not say of its tax, its invoice says: from here on each stands by itself. */
async function rateLines(kernel: Work, row: RowOf<typeof invoice>): Promise<void> {
  const bare = row.taxRate === null ? [] : await kernel.find(invoiceShare, { invoice: row.id, taxRate: { empty: true } }, { limit: 1_000 })
  await kernel.changeMany(
    invoiceShare,
    bare.map(({ id }) => ({ id, taxRate: row.taxRate })),
  )
}

/** Finance refuses, and says why; what it took from the contract may be billed again. */
export const reject = defineAction('payments.reject', {
  on: invoice,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['payments.no-such-step'],
  offered: { status: { in: ['requested', 'approved'] } },
  async run(work, input) {
    const row = await stepFrom(work, input.invoice, 'rejected')
    await work.as(system('an invoice goes on')).change(invoice, row.id, { status: 'rejected', reason: input.reason })
    if (row.owner) work.tell(invoiceRefused, [{ person: row.owner, record: row.id }])
    return { invoice: row.id, status: 'rejected' }
  },
})

/** The paper is out with its real number: from here on neither an edit nor an undo touches it. */
export const issue = defineAction('payments.issue', {
  on: invoice,
  input: { ...on, invoiceNumber: text({ required: true, max: 50 }), issuedOn: day({ default: 'today' }), paper: file() },
  result,
  fails: ['payments.no-such-step', 'kernel.not-unique'],
  offered: { status: 'approved' },
  async run(work, input) {
    const row = await stepFrom(work, input.invoice, 'issued')
    const kernel = work.as(system('an invoice goes on'))
    const issuedOn = input.issuedOn ?? work.today
    await kernel.change(invoice, row.id, {
      status: 'issued',
      invoiceNumber: input.invoiceNumber,
      issuedOn,
      dueOn: row.dueOn ?? daysLater(issuedOn, (await kernel.one(account, row.account)).creditDays ?? 0),
      ...(input.paper ? { paper: input.paper } : {}),
    })
    if (row.billingTitle) await kernel.change(billingTitle, row.billingTitle, { isFrozen: true })
    await linkPaid(kernel, row.id)
    if (row.owner) work.tell(invoiceOut, [{ person: row.owner, record: row.id }])
    return { invoice: row.id, status: 'issued' }
  },
})

/**
 * The paper goes to the customer: by mail with its file, and it is delivered once the mail server took it; or by post, and it is now.
 *
 * @throws `payments.where-to`, `payments.no-file` where there is nothing to send
 */
export const deliver = defineAction('payments.deliver', {
  on: invoice,
  many: true,
  input: { ...on, deliveredOn: day({ default: 'today' }), sentTo: email(), trackingNumber: text({ max: 100 }) },
  result,
  fails: ['payments.no-such-step', 'payments.where-to', 'payments.no-file', 'payments.mail-under-way'],
  offered: { status: 'issued' },
  async run(work, input) {
    const row = await stepFrom(work, input.invoice, 'delivered')
    const [sentTo, trackingNumber] = [input.sentTo ?? row.sentTo, input.trackingNumber ?? row.trackingNumber]
    if (!sentTo && !trackingNumber) fail('payments.where-to', { missing: ['sentTo', 'trackingNumber'] })
    // Whoever types a tracking number has sent it by post; the address alone means mail.
    const isMailed = !!sentTo && !input.trackingNumber
    if (isMailed && !row.paper) fail('payments.no-file', { invoice: row.number })
    if (isMailed && row.mailState === 'sending') fail('payments.mail-under-way', { invoice: row.number })
    const status = isMailed ? 'issued' : 'delivered'
    await work.as(system('an invoice goes on')).change(invoice, row.id, {
      status,
      sentTo: sentTo ?? null,
      trackingNumber: trackingNumber ?? null,
      ...(isMailed
        ? { mailState: 'waiting', mailDueAt: work.now.toISOString(), mailTries: 0, mailNote: null }
        : { deliveredOn: input.deliveredOn ?? work.today }),
    })
    return { invoice: row.id, status }
  },
})

/** A paper that never went out is made void in the month it was issued; its number stays used. @throws `payments.not-voidable` */
export const voidInvoice = defineAction('payments.void', {
  on: invoice,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['payments.no-such-step', 'payments.not-voidable'],
  offered: { status: 'issued' },
  aside: true,
  async run(work, input) {
    const row = await stepFrom(work, input.invoice, 'voided')
    const [paid] = await work.as(system('an invoice goes on')).find(allocation, { invoice: row.id }, { limit: 1 })
    const isElectronic = row.kind === 'electronic'
    const isOtherMonth = (row.issuedOn ?? '').slice(0, 7) !== work.today.slice(0, 7)
    if (isElectronic || isOtherMonth || paid)
      fail('payments.not-voidable', {
        invoice: row.invoiceNumber,
        issuedOn: row.issuedOn,
        reason: isElectronic ? 'electronic' : isOtherMonth ? 'month' : 'paid',
      })
    await work.as(system('an invoice goes on')).change(invoice, row.id, { status: 'voided', reason: input.reason })
    return { invoice: row.id, status: 'voided' }
  },
})

/**
 * A red invoice, whole or in part: asked for like any other, below zero, for the contracts of the blue one in their shares.
 *
 * @throws `payments.not-issued`, `payments.over-reversed`
 */
export const redden = defineAction('payments.redden', {
  on: invoice,
  input: { ...on, amount: money({ min: 0 }), reason: text({ required: true, max: 500 }) },
  result: { invoice: link(invoice, { required: true }) },
  fails: ['payments.not-issued', 'payments.over-reversed'],
  offered: { status: { in: ['issued', 'delivered'] }, reverses: { empty: true } },
  aside: true,
  async run(work, input) {
    const row = await work.one(invoice, input.invoice, { lock: true })
    if ((row.status !== 'issued' && row.status !== 'delivered') || row.reverses)
      fail('payments.not-issued', { invoice: row.number, status: row.status })
    const shares = await work.find(invoiceShare, { invoice: row.id }, { limit: 1_000, sort: ['createdAt'] })
    const { currency } = moneyOf(shares[0]?.amount)
    const total = (parts: readonly { amount: unknown }[]) =>
      toCents(
        parts.reduce((sum, part) => sum + moneyOf(part.amount).amount, 0),
        currency,
      )
    const whole = total(shares)
    const red = await work.find(invoiceShare, { 'invoice.reverses': row.id, 'invoice.status': { nin: ['rejected', 'voided'] } } as never, {
      limit: 1_000,
    })
    const left = toCents(whole + total(red), currency)
    const amount = amountOf(input.amount) ?? left
    if (amount <= 0 || amount > left)
      fail('payments.over-reversed', { invoice: row.number, reversed: toCents(whole - left + amount, currency), amount: whole })
    const [made] = await work.create(invoice, [
      {
        kind: row.kind,
        account: row.account,
        billingTitle: row.billingTitle,
        titleName: row.titleName,
        taxNumber: row.taxNumber,
        legalEntity: row.legalEntity,
        taxRate: row.taxRate,
        reverses: row.id,
        reason: input.reason,
        owner: row.owner,
        shares: spread(shares, amount, whole),
      },
    ])
    return { invoice: made!.id }
  },
})

type Share = RowOf<typeof invoiceShare>

/** By value, below zero, at the rates of the blue one; the largest line takes what rounding leaves. All of it comes back with its quantities. */
function spread(shares: readonly Share[], amount: number, whole: number) {
  const { currency } = moneyOf(shares[0]?.amount)
  const parts = shares.map((share) => toCents((amount * moneyOf(share.amount).amount) / whole, currency))
  const largest = shares.reduce((best, share, i) => (moneyOf(share.amount).amount > moneyOf(shares[best]!.amount).amount ? i : best), 0)
  parts[largest] = toCents(parts[largest]! + amount - parts.reduce((sum, part) => sum + part, 0), currency)
  return shares.flatMap((share, i) => {
    if (parts[i] === 0) return []
    const { product, description, unit, price, quantity, taxRate, taxCode } = share
    const line = { ...linksOf(share), ...positionOf(share), product, description, unit, taxRate, taxCode }
    const counted = amount === whole && quantity ? { quantity: -quantity, price } : {}
    return [{ ...line, ...counted, amount: { amount: -parts[i]!, currency: moneyOf(share.amount).currency } }]
  })
}

/** Where a module above says which position a line bills, what takes it back says so too. */
const positionOf = (share: object) => ('orderLine' in share ? { orderLine: share.orderLine as never } : {})
