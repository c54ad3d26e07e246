import { defineAction, fail, system, type Work } from '#kernel'
import { integer, link, text } from '#kernel/model'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { contract, planLine } from '#objects/contracts'
import { account, billingTitle } from '#objects/customers'
import { allocation, receipt } from '../objects/index.ts'
import { fillPlan } from './receipts.ts'

type Reason = 'number' | 'payer' | 'sum'
type Candidate = Readonly<{ contract: string; account: string; number: string; score: number; reasons: readonly Reason[] }>

/**
 * Looks for whose money it is and what it pays: a contract's number in the purpose, the payer's name among customers and their titles, an open instalment of the same sum.
 * The best one is written beside the money with its reasons; nothing is booked until finance confirms.
 *
 * @throws `payments.not-open`, `payments.no-match`
 */
export const match = defineAction('payments.match', {
  on: receipt,
  many: true,
  input: { receipt: link(receipt, { required: true }) },
  result: { receipt: link(receipt, { required: true }), score: integer({ required: true }), reason: text({ required: true }) },
  fails: ['payments.not-open', 'payments.no-match'],
  offered: { status: 'unclaimed' },
  async run(work, input) {
    const row = await work.one(receipt, input.receipt, { lock: true })
    if (row.status !== 'unclaimed') fail('payments.not-open', { status: row.status })
    await work.change(receipt, row.id, {})
    const kernel = work.as(system('matching of money'))
    const [best] = (await candidates(kernel, row)).toSorted((a, b) => b.score - a.score)
    if (!best) return fail('payments.no-match')
    const say = words[work.workspace.locale]
    const reason = `${best.number}: ${best.reasons.map((one) => say[one]).join(' · ')} (${best.score})`
    await kernel.change(receipt, row.id, { account: best.account as never, status: 'proposed', matchReason: reason })
    await kernel.add(allocation, await fillPlan(kernel, { receipt: row.id, contract: best.contract, left: moneyOf(row.amount) }))
    return { receipt: row.id, score: best.score, reason }
  },
})

type Row = Readonly<{ payerName: string | null; purpose: string | null; amount: unknown }>

/** Kept with the money, in the language of the workspace. */
const words = {
  'zh-CN': { number: '附言中的合同号', payer: '付款方名称', sum: '未收金额相同' },
  'zh-TW': { number: '附言中的合約編號', payer: '付款方名稱', sum: '未收金額相同' },
  en: { number: 'number in the purpose', payer: 'name of the payer', sum: 'an open instalment of that sum' },
} as const

const byNumber = 60
const byName = 30
const bySum = 30
const most = 200

/** Contracts that run and take this currency, with what speaks for each. Names count with their commercial suffix or without. */
async function candidates(kernel: Work, row: Row): Promise<Candidate[]> {
  const numbers = [...new Set((row.purpose ?? '').match(/[A-Za-z]{1,10}-[\dA-Za-z-]{3,30}/g) ?? [])]
  const payer = bare(row.payerName)
  const named = payer ? await kernel.find(account, { name: { contains: payer } }, { limit: 50 }) : []
  const titled = payer ? await kernel.find(billingTitle, { name: { contains: payer } }, { limit: 50 }) : []
  const lines = await kernel.find(planLine, { isLive: true, isWaived: false, amount: { eq: moneyOf(row.amount) } }, { limit: most })
  const payers = new Set<string>([
    ...named.filter(({ name }) => bare(name) === payer).map(({ id }) => id),
    ...titled.filter(({ name }) => bare(name) === payer).map((title) => title.account),
  ])
  const open = await kernel.find(
    contract,
    {
      status: { in: ['running', 'finished'] },
      kind: { ne: 'purchase' },
      or: [
        { number: { in: numbers } },
        { theirNumber: { in: numbers } },
        { account: { in: [...payers] } },
        { id: { in: lines.map((line) => line.contract) } },
      ],
    } as never,
    { limit: most },
  )
  const had = await kernel.find(allocation, { planLine: { in: lines.map(({ id }) => id) } }, { limit: 10_000 })
  const isOpen = (line: (typeof lines)[number]) => !had.some((part) => part.planLine === line.id)
  return open
    .filter(({ amount }) => moneyOf(amount).currency === moneyOf(row.amount).currency && toCents(amountOf(amount) ?? 0) > 0)
    .map((one) => {
      const reasons: [Reason, number][] = []
      if (numbers.includes(one.number ?? '') || numbers.includes(one.theirNumber ?? '')) reasons.push(['number', byNumber])
      if (payers.has(one.account)) reasons.push(['payer', byName])
      if (lines.some((line) => line.contract === one.id && isOpen(line))) reasons.push(['sum', bySum])
      return {
        contract: one.id,
        account: one.account,
        number: one.number ?? one.name,
        score: reasons.reduce((sum, [, points]) => sum + points, 0),
        reasons: reasons.map(([name]) => name),
      }
    })
    .filter(({ score }) => score > 0)
}

/** A company's name as banks write it: without blanks, brackets and the suffix of its form. */
export const bare = (name: string | null): string =>
  (name ?? '')
    .normalize('NFKC')
    .replace(/[\s()·.,]/g, '')
    .replace(/(股份有限公司|有限责任公司|有限責任公司|有限公司|公司|CoLtd|Ltd|Inc|GmbH)$/i, '')
