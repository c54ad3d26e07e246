import { defineAction, fail, system, type Work } from '#kernel'
import { day, file, link, person, text, yesNo } from '#kernel/model'
import { defaultEntity } from '#modules/company'
import { win } from '#modules/sales'
import { amountOf, lineSum, moneyOf } from '#objects/catalog'
import { legalEntity } from '#objects/company'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'
import { contract, contractLine, planLine } from '../objects/index.ts'
import { type Contract, stepFrom, stepTo } from './step.ts'

const on = { contract: link(contract, { required: true }) }
const result = { contract: link(contract, { required: true }), status: text({ required: true }) }

/**
 * A draft is ready for the signature: from here on what was agreed stays as it is.
 *
 * @throws `contracts.incomplete` with everything that is missing; `contracts.unplanned` with the sum that no instalment covers, unless that is accepted;
 * `contracts.blacklisted` where nothing may be agreed with the customer.
 */
export const toSign = defineAction('contracts.to-sign', {
  on: contract,
  input: { ...on, acceptUnplanned: yesNo({ default: false }) },
  result,
  fails: ['contracts.no-such-step', 'contracts.incomplete', 'contracts.lines-differ', 'contracts.unplanned', 'contracts.blacklisted'],
  offered: { status: 'draft' },
  async run(work, input) {
    const row = await stepFrom(work, input.contract, 'toBeSigned')
    await checkCustomer(work, row)
    const entity = row.legalEntity ?? (await defaultEntity(work))?.id ?? null
    const needs = row.form === 'frame' ? [] : (['amount'] as const)
    const missing = [...needs.filter((name) => !amountOf(row[name])), ...(entity ? [] : ['legalEntity'])]
    if (missing.length > 0) fail('contracts.incomplete', { missing })
    await checkLines(work, row)
    if (!input.acceptUnplanned) await checkPlan(work, row)
    if (!row.legalEntity) await work.change(contract, row.id, { legalEntity: entity })
    await stepTo(work, row.id, 'toBeSigned')
    return { contract: row.id, status: 'toBeSigned' }
  },
})

async function checkCustomer(work: Work, row: Contract): Promise<void> {
  if (row.kind === 'purchase') return
  const customer = await work.one(account, row.account)
  const isOver = !!customer.blacklistUntil && customer.blacklistUntil < work.today
  if (customer.blacklist && customer.blacklist !== 'warn' && !isOver)
    fail('contracts.blacklisted', { account: customer.id, name: customer.name })
}

async function checkLines(work: Work, row: Contract): Promise<void> {
  const lines = await work.find(contractLine, { contract: row.id }, { limit: 10_000 })
  if (lines.length === 0 || row.amountFromLines === true) return
  const sum = lineSum(lines, moneyOf(row.amount, work.workspace.currency).currency)
  if (sum.amount !== amountOf(row.amount)) fail('contracts.lines-differ', { lines: sum.amount, amount: amountOf(row.amount) })
}

async function checkPlan(work: Work, row: Contract): Promise<void> {
  const amount = amountOf(row.amount) ?? 0
  const plan = await work.find(planLine, { contract: row.id }, { limit: 1_000 })
  const left = Math.round((amount - plan.reduce((sum, line) => sum + (amountOf(line.amount) ?? 0), 0)) * 100) / 100
  if (left !== 0) fail('contracts.unplanned', { unplanned: left, amount })
}

/** Takes a contract back from the signature, so that it can be changed again. Its number stays. */
export const toDraft = defineAction('contracts.to-draft', {
  on: contract,
  input: on,
  result,
  fails: ['contracts.no-such-step'],
  offered: { status: 'toBeSigned' },
  aside: true,
  async run(work, input) {
    const row = await stepFrom(work, input.contract, 'draft')
    await stepTo(work, row.id, 'draft')
    return { contract: row.id, status: 'draft' }
  },
})

/**
 * Both sides have signed: the contract runs, its plan is due, its deal is won unless somebody says no.
 *
 * @throws `contracts.incomplete` where our company asks for the scan; `contracts.blacklisted`, and what winning a deal throws.
 */
export const sign = defineAction('contracts.sign', {
  on: contract,
  input: {
    ...on,
    signedOn: day({ default: 'today' }),
    scan: file(),
    ourSignatory: person(),
    winDeal: yesNo({ default: true }),
  },
  result,
  fails: ['contracts.no-such-step', 'contracts.incomplete', 'contracts.blacklisted', 'sales.gate-not-met'],
  offered: { status: 'toBeSigned' },
  async run(work, input) {
    const row = await stepFrom(work, input.contract, 'running', ['toBeSigned'])
    await checkCustomer(work, row)
    if (!input.scan && !row.scan && (await asksForScan(work, row))) fail('contracts.incomplete', { missing: ['scan'] })
    const signedOn = input.signedOn ?? work.today
    await stepTo(work, row.id, 'running', {
      given: {
        signedOn,
        ...(input.scan ? { scan: input.scan } : {}),
        ...(input.ourSignatory ? { ourSignatory: input.ourSignatory } : {}),
      },
      kept: { startsOn: row.startsOn ?? signedOn },
    })
    if (input.winDeal !== false && row.kind !== 'purchase') await winDeal(work, row, signedOn)
    return { contract: row.id, status: 'running' }
  },
})

/** Whether our company of the contract lets none run without its signed paper. */
async function asksForScan(work: Work, row: Contract): Promise<boolean> {
  const [entity] = await work
    .as(system('what signing asks for'))
    .find(legalEntity, { id: row.legalEntity, scanToSign: true } as never, { limit: 1 })
  return Boolean(entity)
}

/** The deal is won on the day of the signature, if it is open and whoever signs may close it. */
async function winDeal(work: Work, row: Contract, closedOn: string): Promise<void> {
  const [deal] = row.opportunity ? await work.find(opportunity, { id: row.opportunity, outcome: 'open' }, { limit: 1 }) : []
  if (!deal) return
  if (!amountOf(deal.amount)) await work.change(opportunity, deal.id, { amount: row.amount })
  await work.call(win, { opportunity: deal.id, closedOn: deal.foundOn && closedOn < deal.foundOn ? work.today : closedOn })
}
