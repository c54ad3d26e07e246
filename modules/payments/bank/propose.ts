import { system, type Work } from '#kernel'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { contract, planLine } from '#objects/contracts'
import { account, affiliation, billingTitle, contact } from '#objects/customers'
import { fillInvoice, fillPlan } from '../fill-plan.ts'
import { allocation, invoice, receipt } from '../objects/index.ts'

type Reason = 'number' | 'invoice' | 'payer' | 'earlier' | 'group' | 'person' | 'sum' | 'day'
/** What the money may be for. */
type For = Readonly<{ contract: string } | { invoice: string }>
type Candidate = Readonly<{ pays: For; account: string; number: string; score: number; reasons: readonly Reason[] }>
type Money = Readonly<{ id: string; payerName: string | null; purpose: string | null; amount: unknown; receivedOn: string }>
export type Proposal = Readonly<{ score: number; reason: string }>

/** Kept with the money, in the language of the workspace. */
const words: Readonly<Record<'zh-CN' | 'zh-TW' | 'en', Readonly<Record<Reason, string>>>> = {
  'zh-CN': {
    number: '附言中的合同号',
    invoice: '附言中的发票号',
    payer: '付款方名称',
    earlier: '该付款方曾为此客户付款',
    group: '付款方为母公司或子公司',
    person: '付款方为客户联系人',
    sum: '未收金额相同',
    day: '应收日期相近',
  },
  'zh-TW': {
    number: '附言中的合約編號',
    invoice: '附言中的發票號碼',
    payer: '付款方名稱',
    earlier: '該付款方曾為此客戶付款',
    group: '付款方為母公司或子公司',
    person: '付款方為客戶聯絡人',
    sum: '未收金額相同',
    day: '應收日期相近',
  },
  en: {
    number: 'number in the purpose',
    invoice: 'invoice in the purpose',
    payer: 'name of the payer',
    earlier: 'this payer has paid for the customer before',
    group: 'the payer is its parent or subsidiary',
    person: 'the payer is a contact of the customer',
    sum: 'an open sum like it',
    day: 'due about then',
  },
}

const points: Readonly<Record<Reason, number>> = {
  number: 60,
  invoice: 60,
  payer: 30,
  earlier: 25,
  group: 20,
  person: 20,
  sum: 30,
  day: 10,
}
const most = 200
const closeDays = 15

/**
 * Writes beside money whose it probably is and what it pays, with score and reasons; null where nothing speaks for anybody, or, if it is `onlyClear`, as much for one as for another.
 * Nothing is booked until finance confirms.
 */
export async function propose(work: Work, row: Money, { onlyClear }: Readonly<{ onlyClear: boolean }>): Promise<Proposal | null> {
  const kernel = work.as(system('matching of money'))
  const payers = await payersOf(kernel, row)
  const all = [...(await candidates(kernel, row, payers)), ...(await billCandidates(kernel, row, payers))]
  const [best, next] = all.toSorted((a, b) => b.score - a.score)
  if (!best || (onlyClear && next?.score === best.score)) return null
  const say = words[work.workspace.locale]
  const reason = `${best.number}: ${best.reasons.map((one) => say[one]).join(' · ')} (${best.score})`
  await kernel.change(receipt, row.id, { account: best.account as never, status: 'proposed', matchReason: reason })
  const of = { receipt: row.id, left: moneyOf(row.amount) }
  const { pays } = best
  await kernel.add(allocation, await ('contract' in pays ? fillPlan(kernel, { ...of, ...pays }) : fillInvoice(kernel, { ...of, ...pays })))
  return { score: best.score, reason }
}

type Payers = ReadonlyMap<string, Reason>

/** Customers for whom the name of a payer speaks, and how. */
async function payersOf(kernel: Work, row: Money): Promise<Payers> {
  const payer = bare(row.payerName)
  const found = new Map<string, Reason>()
  if (!payer) return found
  const put = (ids: readonly string[], reason: Reason) => {
    for (const id of ids) if (!found.has(id)) found.set(id, reason)
  }
  const named = await kernel.find(account, { name: { contains: payer } }, { limit: 50 })
  const own = named.filter(({ name }) => bare(name) === payer)
  const titled = await kernel.find(billingTitle, { name: { contains: payer } }, { limit: 50 })
  put([...own.map(({ id }) => id), ...titled.filter(({ name }) => bare(name) === payer).map((title) => title.account)], 'payer')
  const before = await kernel.find(
    receipt,
    { payerName: row.payerName, status: 'confirmed', account: { empty: false }, id: { ne: row.id } },
    { limit: 50, sort: ['-receivedOn'] },
  )
  put(
    before.flatMap((one) => one.account ?? []),
    'earlier',
  )
  if (own.length > 0) {
    const below = await kernel.find(account, { parent: { in: own.map(({ id }) => id) } }, { limit: 50 })
    put([...own.flatMap(({ parent }) => parent ?? []), ...below.map(({ id }) => id)], 'group')
  }
  const people = await kernel.find(contact, { name: row.payerName }, { limit: 50 })
  if (people.length > 0) {
    const at = await kernel.find(affiliation, { contact: { in: people.map(({ id }) => id) } }, { limit: 100 })
    put(
      at.map((one) => one.account),
      'person',
    )
  }
  return found
}

/** Contracts that run and take this currency, with what speaks for each. Names count with their commercial suffix or without. */
async function candidates(kernel: Work, row: Money, payers: Payers): Promise<Candidate[]> {
  const numbers = [...new Set((row.purpose ?? '').match(/[A-Za-z]{1,10}-[\dA-Za-z-]{3,30}/g) ?? [])]
  const lines = await kernel.find(planLine, { isLive: true, isWaived: false, amount: { eq: moneyOf(row.amount) } }, { limit: most })
  const open = await kernel.find(
    contract,
    {
      status: { in: ['running', 'finished'] },
      kind: { ne: 'purchase' },
      or: [
        { number: { in: numbers } },
        { theirNumber: { in: numbers } },
        { account: { in: [...payers.keys()] } },
        { id: { in: lines.map((line) => line.contract) } },
      ],
    } as never,
    { limit: most },
  )
  const had = await kernel.find(allocation, { planLine: { in: lines.map(({ id }) => id) } }, { limit: 10_000 })
  const free = lines.filter((line) => !had.some((part) => part.planLine === line.id))
  return open
    .filter(({ amount }) => moneyOf(amount).currency === moneyOf(row.amount).currency && toCents(amountOf(amount) ?? 0) > 0)
    .map((one) => {
      const its = free.filter((line) => line.contract === one.id)
      const payer = payers.get(one.account)
      const reasons: Reason[] = []
      if (numbers.includes(one.number ?? '') || numbers.includes(one.theirNumber ?? '')) reasons.push('number')
      if (payer) reasons.push(payer)
      if (its.length > 0) reasons.push('sum')
      if (its.some((line) => isClose(line.dueOn, row.receivedOn))) reasons.push('day')
      return { pays: { contract: one.id }, account: one.account, number: one.number ?? one.name, score: scoreOf(reasons), reasons }
    })
    .filter(({ score }) => score > 0)
}

const scoreOf = (reasons: readonly Reason[]): number => reasons.reduce((sum, reason) => sum + points[reason], 0)
/** Open invoices whose number, ours or the tax office's, stands in the purpose; and those of a payer that no contract speaks for. */
async function billCandidates(kernel: Work, row: Money, payers: Payers): Promise<Candidate[]> {
  const numbers = [...new Set((row.purpose ?? '').match(/[A-Za-z]{1,10}-[\dA-Za-z-]{3,30}|\d{8,20}/g) ?? [])]
  const wanted = moneyOf(row.amount)
  const bills = await kernel.find(
    invoice,
    {
      status: { in: ['issued', 'delivered'] },
      receivable: { gt: { ...wanted, amount: 0 } },
      or: [
        { number: { in: numbers } },
        { invoiceNumber: { in: numbers } },
        { account: { in: [...payers.keys()] }, openBeside: { gt: { ...wanted, amount: 0 } } },
      ],
    } as never,
    { limit: most },
  )
  const same = await kernel.find(invoice, { id: { in: bills.map(({ id }) => id) }, receivable: { eq: wanted } } as never, { limit: most })
  return bills.map((one) => {
    const payer = payers.get(one.account)
    const reasons: Reason[] = []
    if (numbers.includes(one.number ?? '') || numbers.includes(one.invoiceNumber ?? '')) reasons.push('invoice')
    if (payer) reasons.push(payer)
    if (same.some(({ id }) => id === one.id)) reasons.push('sum')
    if (isClose(one.dueOn, row.receivedOn)) reasons.push('day')
    return { pays: { invoice: one.id }, account: one.account, number: one.number ?? '', score: scoreOf(reasons), reasons }
  })
}

const isClose = (due: string | null, came: string): boolean =>
  !!due && Math.abs(Date.parse(due) - Date.parse(came)) <= closeDays * 86_400_000

/** A company's name as banks write it: without blanks, brackets and the suffix of its form. */
export const bare = (name: string | null): string =>
  (name ?? '')
    .normalize('NFKC')
    .replace(/[\s()·.,]/g, '')
    .replace(/(股份有限公司|有限责任公司|有限責任公司|有限公司|公司|CoLtd|Ltd|Inc|GmbH)$/i, '')
