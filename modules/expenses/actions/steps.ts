import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { day, link, money, text } from '#kernel/model'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { opportunity } from '#objects/sales'
import { marks, picturesSeen } from '../consequences/known-pictures.ts'
import { expenseAsked, expenseDecided } from '../notices.ts'
import { expense, expenseFile, expenseKind, expenseShare } from '../objects/index.ts'

type Expense = RowOf<typeof expense>
const on = { expense: link(expense, { required: true }) }
const result = { ...on, status: text({ required: true }) }
const because = system('an expense goes on')

/** Which state may follow which. */
const later: Readonly<Record<string, readonly string[]>> = {
  draft: ['inApproval'],
  inApproval: ['approved', 'rejected', 'draft'],
  approved: ['paid'],
  rejected: [],
  paid: [],
}

/** The expense, held, if it may go on to that state. @throws `expenses.no-such-step` */
async function stepFrom(work: Work, id: string, to: string): Promise<Expense> {
  const row = await work.one(expense, id, { lock: true })
  if (!later[row.status]!.includes(to)) fail('expenses.no-such-step', { from: row.status, to })
  return row
}

/** @throws `expenses.own` for whoever decides about his own. */
function notOwn(work: Work, row: Expense): void {
  if (row.owner && row.owner === work.actor.memberId) fail('expenses.own')
}

/** What the kind asks for is there. @throws `expenses.receipt-missing` */
async function checkReceipt(kernel: Work, row: Expense): Promise<void> {
  const [kind] = await kernel.find(expenseKind, { key: row.kind }, { limit: 1 })
  const asks = kind ? kind.asksReceipt !== false : true
  if (!asks || (amountOf(row.amount) ?? 0) < (kind?.receiptFrom ?? 0) || row.receiptNumber) return
  if ((await kernel.count(expenseFile, { expense: row.id }, { most: 1 })) === 0) fail('expenses.receipt-missing')
}

/**
 * Hands the expense in: it is locked until somebody has decided. Another one with the same receipt number is marked, and shown to whoever decides.
 *
 * @throws `expenses.no-such-step`, `expenses.for-whom`, `expenses.receipt-missing`
 */
export const submit = defineAction('expenses.submit', {
  on: expense,
  many: true,
  input: on,
  result,
  fails: ['expenses.no-such-step', 'expenses.for-whom', 'expenses.receipt-missing'],
  offered: { status: 'draft' },
  async run(work, input) {
    const row = await stepFrom(work, input.expense, 'inApproval')
    if (!row.isGeneral && !row.account && !row.opportunity && !row.isSplit) fail('expenses.for-whom')
    await work.change(expense, row.id, {})
    const kernel = work.as(because)
    await checkReceipt(kernel, row)
    const [same] = row.receiptNumber
      ? await kernel.find(
          expense,
          { receiptNumber: row.receiptNumber, id: { ne: row.id }, counters: { empty: true } },
          { limit: 1, sort: ['createdAt'] },
        )
      : []
    const [deal] = row.opportunity && !row.account ? await kernel.find(opportunity, { id: row.opportunity }, { limit: 1 }) : []
    const picture = same ? undefined : (await picturesSeen(kernel, [row.id])).get(row.id)
    await kernel.change(expense, row.id, {
      status: 'inApproval',
      ...(picture ? marks(picture) : { sameAs: same?.id ?? null, sameNumber: same?.number ?? null, isSamePicture: false }),
      ...(deal?.account ? { account: deal.account } : {}),
    })
    const superior = row.owner ? (await work.superiorsOf([row.owner])).get(row.owner) : undefined
    if (superior) work.tell(expenseAsked, [{ person: superior, record: row.id }])
    return { expense: row.id, status: 'inApproval' }
  },
})

/** Whoever handed it in takes it back to change it. */
export const recall = defineAction('expenses.recall', {
  on: expense,
  input: on,
  result,
  fails: ['expenses.no-such-step'],
  offered: { status: 'inApproval' },
  aside: true,
  async run(work, input) {
    const row = await stepFrom(work, input.expense, 'draft')
    await work.change(expense, row.id, {})
    await work.as(because).change(expense, row.id, { status: 'draft', sameAs: null, sameNumber: null, isSamePicture: false })
    return { expense: row.id, status: 'draft' }
  },
})

/** Somebody else agrees: from now on it counts as a cost. @throws `expenses.no-such-step`, `expenses.own` */
export const approve = defineAction('expenses.approve', {
  on: expense,
  many: true,
  byReaders: true,
  input: on,
  result,
  fails: ['expenses.no-such-step', 'expenses.own'],
  offered: { status: 'inApproval' },
  async run(work, input) {
    const row = await stepFrom(work, input.expense, 'approved')
    notOwn(work, row)
    await work.as(because).change(expense, row.id, { status: 'approved', approvedBy: work.actor.name, approvedAt: work.now.toISOString() })
    if (row.owner) work.tell(expenseDecided, [{ person: row.owner, record: row.id }])
    return { expense: row.id, status: 'approved' }
  },
})

/** Somebody else refuses, and says why. @throws `expenses.no-such-step`, `expenses.own` */
export const reject = defineAction('expenses.reject', {
  on: expense,
  byReaders: true,
  input: { ...on, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['expenses.no-such-step', 'expenses.own'],
  offered: { status: 'inApproval' },
  async run(work, input) {
    const row = await stepFrom(work, input.expense, 'rejected')
    notOwn(work, row)
    await work.as(because).change(expense, row.id, { status: 'rejected', rejectReason: input.reason })
    if (row.owner) work.tell(expenseDecided, [{ person: row.owner, record: row.id }])
    return { expense: row.id, status: 'rejected' }
  },
})

/** Finance has paid it back: from here on a counter entry alone corrects it. */
export const pay = defineAction('expenses.pay', {
  on: expense,
  many: true,
  byReaders: true,
  input: { ...on, paidOn: day({ default: 'today' }) },
  result,
  fails: ['expenses.no-such-step'],
  offered: { status: 'approved' },
  async run(work, input) {
    const row = await stepFrom(work, input.expense, 'paid')
    await work.as(because).change(expense, row.id, { status: 'paid', paidOn: input.paidOn ?? work.today })
    return { expense: row.id, status: 'paid' }
  },
})

/** Takes a paid expense back, whole or in part: an entry of its own below zero, today. @throws `expenses.not-paid`, `expenses.beyond` */
export const counter = defineAction('expenses.counter', {
  on: expense,
  byReaders: true,
  input: { ...on, amount: money({ min: 0 }), reason: text({ required: true, max: 200 }) },
  result: on,
  fails: ['expenses.not-paid', 'expenses.beyond'],
  offered: { status: 'paid', counters: { empty: true } },
  aside: true,
  async run(work, input) {
    const row = await work.one(expense, input.expense, { lock: true })
    if (row.status !== 'paid' || row.counters) fail('expenses.not-paid', { status: row.status })
    const kernel = work.as(because)
    const had = await kernel.find(expense, { counters: row.id }, { limit: 1_000 })
    const paid = moneyOf(row.amount)
    const left = toCents(paid.amount + had.reduce((sum, one) => sum + (amountOf(one.amount) ?? 0), 0), paid.currency)
    const amount = amountOf(input.amount) ?? left
    if (!(amount > 0) || amount > left) fail('expenses.beyond', { left })
    const tax = toCents(((amountOf(row.tax) ?? 0) * amount) / paid.amount, paid.currency)
    const shares = row.isSplit ? await kernel.find(expenseShare, { expense: row.id }, { limit: 1_000 }) : []
    const [made] = await kernel.create(expense, [
      {
        purpose: input.reason,
        kind: row.kind,
        side: row.side,
        spentOn: work.today,
        amount: { amount: -amount, currency: paid.currency },
        ...(row.tax ? { tax: { amount: -tax, currency: paid.currency } } : {}),
        account: row.account,
        opportunity: row.opportunity,
        isGeneral: row.isGeneral,
        ...(row.isSplit
          ? { shares: shares.map(({ opportunity: deal, account, share, note }) => ({ opportunity: deal, account, share, note })) }
          : {}),
        owner: row.owner,
        counters: row.id,
        status: 'paid',
        paidOn: work.today,
      },
    ])
    return { expense: made!.id }
  },
})
