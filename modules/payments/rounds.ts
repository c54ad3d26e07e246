import { type AnyObject, defineRound, type NoticeDef, type RowOf, type Work } from '#kernel'
import { tellFollowers } from '#modules/activities'
import { type DayStep, daysBefore, daysFor } from '#modules/company'
import { contract, daysLater, planLine } from '#modules/contracts'
import { account } from '#objects/customers'
import { delays, hourOf } from './delays.ts'
import { noteMissing } from './exchange.ts'
import { backSoon, billLate, billSoon, dueSoon, followedBill, followedLate, isLate } from './notices.ts'
import { invoice, receipt } from './objects/index.ts'
import { policyList } from './policy.ts'

const portion = 1_000

/** Money that is to come on a day: who looks after it, and what people may follow that it is about. */
type Due = Readonly<{
  id: string
  dueOn: string | null
  person: string | null
  about: Readonly<{ account?: string | null; opportunity?: string | null }>
}>
type Days = Readonly<{ gt?: string; lte: string }>
type Kind = Readonly<{
  object: AnyObject
  find(work: Work, dueOn: Days): Promise<readonly Due[]>
  findLate(work: Work, dueOn: Days): Promise<readonly Due[]>
  soon: NoticeDef
  late: NoticeDef
  followed: NoticeDef
}>

const idsOf = (rows: readonly (string | null)[]): string[] => [...new Set(rows.flatMap((id) => id ?? []))]

const open = { isLive: true, isWaived: false, status: { in: ['open', 'part'] } }
const owedToUs = { 'contract.kind': { ne: 'purchase' }, 'contract.status': { in: ['running', 'finished'] } }

/** Instalments that are open: what customers owe, and what we do. */
async function instalments(work: Work, dueOn: Days): Promise<readonly Due[]> {
  return duesOf(work, await work.find(planLine, { ...open, dueOn } as never, { limit: portion, sort: ['dueOn'] }))
}

/** Instalments of what customers owe that have been late for so long, their days of grace apart; of contracts that run or are finished. */
export async function lateInstalments(work: Work, { lte, gt }: Days): Promise<readonly Due[]> {
  const graces = new Set([0, ...(await policyList(work)).map(({ graceDays }) => graceDays ?? 0)])
  const windows = [...graces].map((days) => ({
    ...(days > 0 ? { graceDays: days } : { or: [{ graceDays: { empty: true } }, { graceDays: 0 }] }),
    dueOn: { lte: daysLater(lte, -days), ...(gt ? { gt: daysLater(gt, -days) } : {}) },
  }))
  const late = { ...open, ...owedToUs, overdueDays: { gt: 0 }, or: windows }
  return duesOf(work, await work.find(planLine, late as never, { limit: portion, sort: ['dueOn'] }))
}

/** Of whoever is named, else of the owner of the contract. */
async function duesOf(work: Work, lines: readonly RowOf<typeof planLine>[]): Promise<readonly Due[]> {
  const rows =
    lines.length === 0 ? [] : await work.find(contract, { id: { in: idsOf(lines.map((line) => line.contract)) } }, { limit: portion })
  const of = new Map(rows.map((row) => [row.id as string, row]))
  return lines.map((line) => {
    const its = of.get(line.contract)
    const about = { account: its?.account ?? null, opportunity: its?.opportunity ?? null }
    return { id: line.id, dueOn: line.dueOn, person: line.responsible ?? its?.owner ?? null, about }
  })
}

/** Invoices of what has no contract, as far as nothing came for it: of whoever asked for them, else of the owner of the customer. */
export async function openBills(work: Work, dueOn: Days): Promise<readonly Due[]> {
  const open = { status: { in: ['issued', 'delivered'] }, openBeside: { gt: 0 } }
  const bills = await work.find(invoice, { ...open, dueOn } as never, { limit: portion, sort: ['dueOn'] })
  const unowned = idsOf(bills.map((bill) => (bill.owner ? null : bill.account)))
  const rows = unowned.length === 0 ? [] : await work.find(account, { id: { in: unowned } }, { limit: portion })
  const ownerOf = new Map(rows.map((row) => [row.id as string, row.owner as string | null]))
  return bills.map((bill) => ({
    id: bill.id,
    dueOn: bill.dueOn,
    person: bill.owner ?? ownerOf.get(bill.account) ?? null,
    about: { account: bill.account },
  }))
}

const kinds: readonly Kind[] = [
  { object: planLine, find: instalments, findLate: lateInstalments, soon: dueSoon, late: isLate, followed: followedLate },
  { object: invoice, find: openBills, findLate: openBills, soon: billSoon, late: billLate, followed: followedBill },
]

/** Whoever is responsible, and his superior where the step says so. */
async function heard(work: Work, { tellsSuperior }: DayStep, dues: readonly Due[], step: string) {
  const above = tellsSuperior ? await work.superiorsOf(idsOf(dues.map(({ person }) => person))) : new Map<string, string>()
  return dues.flatMap(({ id, dueOn, person: first }) =>
    [first, above.get(first ?? '')].flatMap((person) => (person ? [{ person, record: id, once: `${step} ${dueOn}` }] : [])),
  )
}

/** What is due soon, or is late, as often as is set: told once each step; whoever follows what it is about hears it on the first of the days after. */
async function remind(work: Work, { object, find, findLate, ...kind }: Kind): Promise<void> {
  for (const step of await daysBefore(work, 'paymentDue')) {
    const soon = await find(work, { gt: daysLater(work.today, step.beyond), lte: daysLater(work.today, step.days) })
    work.tell(kind.soon, await heard(work, step, soon, `soon ${step.days}`))
  }
  for (const [i, step] of (await daysFor(work, 'paymentLate')).entries()) {
    const late = await findLate(work, { lte: daysLater(work.today, -step.days), gt: daysLater(work.today, -step.days - 7) })
    if (late.length === 0) continue
    if (i === 0)
      await tellFollowers(
        work,
        kind.followed,
        object,
        late.map(({ id, dueOn, about }) => ({ record: id, about, once: `late ${dueOn}` })),
      )
    work.tell(kind.late, await heard(work, step, late, `late ${step.days}`))
  }
}

const reminders = defineRound('payments.reminders', {
  async run(work) {
    for (const kind of kinds) await remind(work, kind)
  },
})

/** Deposits that are to be paid back soon, or should have been. */
const deposits = defineRound('payments.deposits', {
  async run(work) {
    for (const [i, step] of (await daysBefore(work, 'depositBack')).entries()) {
      const from = i === 0 ? {} : { gt: daysLater(work.today, step.beyond) }
      const due = await work.find(
        receipt,
        {
          kind: 'deposit',
          status: 'confirmed',
          backOn: { ...from, lte: daysLater(work.today, step.days) },
          refunds: { none: {} },
        } as never,
        { limit: portion, sort: ['backOn'] },
      )
      const dues = due.map(({ id, owner, backOn }) => ({ id, dueOn: backOn, person: owner, about: {} }))
      work.tell(backSoon, await heard(work, step, dues, `back ${step.days}`))
    }
  },
})

/** In the hour after two: what rates made of money, where that is not noted yet. */
export const exchange = defineRound('payments.exchange', {
  async run(work) {
    if (hourOf(work) === 2) await noteMissing(work)
  },
})

export const rounds = [reminders, deposits, delays, exchange]
