import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { day, integer, link, text, yesNo } from '#kernel/model'
import { countUpTo } from '../count/count-month.ts'
import { isMonth, monthOf } from '../count/months.ts'
import { unconfirmedOf } from '../count/unconfirmed.ts'
import { statementApproved, statementReady } from '../notices.ts'
import { commissionLine, commissionPlan, commissionStatement } from '../objects/index.ts'

type Statement = RowOf<typeof commissionStatement>
const on = { commissionStatement: link(commissionStatement, { required: true }) }
const result = { ...on, status: text({ required: true }) }
const because = system('a statement goes on')
const most = 10_000

/** Which state may follow which. */
const later: Readonly<Record<string, readonly string[]>> = {
  open: ['calculated'],
  calculated: ['disputed', 'approved'],
  disputed: ['approved'],
  approved: ['locked'],
  locked: [],
}

/** The statement, held together with its lines. */
export async function heldStatement(work: Work, id: string): Promise<Statement> {
  await work.hold([`statement ${id}`])
  return work.one(commissionStatement, id, { lock: true })
}

/** The statement, held, if it may go on to that state. @throws `commissions.no-such-step` */
export async function stepFrom(work: Work, id: string, to: string): Promise<Statement> {
  const row = await heldStatement(work, id)
  if (!later[row.status]!.includes(to)) fail('commissions.no-such-step', { from: row.status, to })
  return row
}

/** @throws `commissions.own` for whoever decides about himself. */
export function notOwn(work: Work, { owner }: Pick<Statement, 'owner'>): void {
  if (owner && owner === work.actor.memberId) fail('commissions.own')
}

/** The month is over; with what is asked for by all ways of closing it. @throws `commissions.month-not-over` */
function isOver(work: Work, month: string): void {
  if (month >= monthOf(work.today)) fail('commissions.month-not-over', { month })
}

type Closing = Readonly<{ rows: readonly Statement[]; even: boolean }>

/** Pins what was counted. @throws `commissions.unconfirmed`, `commissions.earlier-open` */
async function close(kernel: Work, month: string, { rows, even }: Closing): Promise<void> {
  const owners = rows.flatMap(({ owner }) => owner ?? [])
  const [earlier] = await kernel.find(
    commissionStatement,
    { status: 'open', month: { lt: month }, owner: { in: owners } },
    { limit: 1, sort: ['month'] },
  )
  if (earlier) fail('commissions.earlier-open', { month: earlier.month })
  const waiting = await unconfirmedOf(kernel, month, owners)
  if (waiting.size > 0 && !even)
    fail('commissions.unconfirmed', { receipts: [...new Set([...waiting.values()].flat())].slice(0, 10).join(', ') })
  await kernel.changeMany(
    commissionStatement,
    rows.map(({ id, owner }) => ({
      id,
      status: 'calculated' as const,
      calculatedAt: kernel.now.toISOString(),
      unconfirmed: waiting.get(owner ?? '')?.join(', ') ?? null,
    })),
  )
}

/**
 * Closes the month for a person: what is counted now stands, and what changes later stands in an open month.
 *
 * @throws `commissions.no-such-step`, `commissions.month-not-over`, `commissions.earlier-open`, `commissions.unconfirmed`
 */
export const calculate = defineAction('commissions.calculate', {
  on: commissionStatement,
  many: true,
  byReaders: true,
  input: { ...on, evenIfUnconfirmed: yesNo({ default: false }) },
  result,
  fails: ['commissions.no-such-step', 'commissions.month-not-over', 'commissions.earlier-open', 'commissions.unconfirmed'],
  offered: { status: 'open' },
  async run(work, input) {
    const kernel = work.as(because)
    const { month } = await work.one(commissionStatement, input.commissionStatement)
    // In the order of all counts: first the company, then the statement.
    await kernel.hold(['commissions'])
    const row = await stepFrom(work, input.commissionStatement, 'calculated')
    isOver(work, month)
    await countUpTo(kernel, month)
    await close(kernel, month, { rows: [row], even: input.evenIfUnconfirmed === true })
    if (row.owner) work.tell(statementReady, [{ person: row.owner, record: row.id }])
    return { commissionStatement: row.id, status: 'calculated' }
  },
})

/** Counts a month for everybody as it stands now, and closes it where that is asked for. @throws `commissions.no-such-month` */
export const countMonth = defineAction('commissions.count-month', {
  on: commissionPlan,
  aside: true,
  byReaders: true,
  input: {
    commissionPlan: link(commissionPlan, { required: true }),
    month: text({ required: true, max: 7 }),
    andClose: yesNo({ default: false }),
    evenIfUnconfirmed: yesNo({ default: false }),
  },
  result: { statements: integer({ required: true }) },
  fails: ['commissions.no-such-month', 'commissions.month-not-over', 'commissions.earlier-open', 'commissions.unconfirmed'],
  offered: { state: { in: ['active', 'ended'] } },
  async run(work, input) {
    if (!isMonth(input.month)) fail('commissions.no-such-month', { month: input.month })
    const kernel = work.as(because)
    const open = await countUpTo(kernel, input.month)
    if (input.andClose !== true) return { statements: open }
    isOver(work, input.month)
    const rows = await kernel.find(commissionStatement, { month: input.month, status: 'open' }, { limit: most })
    await close(kernel, input.month, { rows, even: input.evenIfUnconfirmed === true })
    work.tell(
      statementReady,
      rows.flatMap(({ id, owner }) => (owner ? [{ person: owner, record: id }] : [])),
    )
    return { statements: rows.length }
  },
})

/** A manager or finance agrees, not to his own; every dispute has its answer. @throws `commissions.dispute-open`, `commissions.own` */
export const approve = defineAction('commissions.approve', {
  on: commissionStatement,
  many: true,
  byReaders: true,
  input: on,
  result,
  fails: ['commissions.no-such-step', 'commissions.dispute-open', 'commissions.own'],
  offered: { status: { in: ['calculated', 'disputed'] } },
  async run(work, input) {
    const row = await stepFrom(work, input.commissionStatement, 'approved')
    notOwn(work, row)
    const kernel = work.as(because)
    const waiting = await kernel.count(commissionLine, { statement: row.id, dispute: 'open' })
    if (waiting > 0) fail('commissions.dispute-open', { count: waiting })
    await kernel.change(commissionStatement, row.id, {
      status: 'approved',
      approvedAt: work.now.toISOString(),
      approvedBy: work.actor.name,
    })
    if (row.owner) work.tell(statementApproved, [{ person: row.owner, record: row.id }])
    return { commissionStatement: row.id, status: 'approved' }
  },
})

/** Finance has paid it, on that day: from here on it never changes. */
export const lock = defineAction('commissions.lock', {
  on: commissionStatement,
  many: true,
  byReaders: true,
  input: { ...on, paidOn: day({ default: 'today' }) },
  result,
  fails: ['commissions.no-such-step'],
  offered: { status: 'approved' },
  async run(work, input) {
    const row = await stepFrom(work, input.commissionStatement, 'locked')
    await work.as(because).change(commissionStatement, row.id, { status: 'locked', paidOn: input.paidOn ?? work.today })
    return { commissionStatement: row.id, status: 'locked' }
  },
})
