import assert from 'node:assert/strict'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { expenses } from '#manifest/expenses'
import { orders } from '#manifest/orders'
import { payments } from '#manifest/payments'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { sign, toSign } from '#modules/contracts'
import { win } from '#modules/sales'
import { activate } from '../actions/plans.ts'
import { approve, calculate, countMonth, lock } from '../actions/statements.ts'
import { monthLater } from '../count/months.ts'
import { commissions } from '../module.ts'

type Row = Record<string, unknown>

export const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
export const amount = (value: unknown): number | null => (value as { amount: number } | null)?.amount ?? null

/** The company of ours; whoever pays back here asks nobody. */
async function beginOurs(admin: TestPerson): Promise<void> {
  await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
  for (const { id } of await admin.list('approvalFlow', { filter: { object: 'receipt' } }))
    await admin.change('approvalFlow', id as string, { active: false })
}

/** A company with two people who sell, their manager, finance, and a stranger elsewhere; months are counted back from this one. */
export async function openCompany() {
  const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments, orders, expenses, commissions], {
    locale: 'zh-CN',
  })
  const [east, west] = await app.system.create('department', [{ name: '华东' }, { name: '华西' }])
  const rep = await app.as('rep', { department: east!.id as string, name: '林知夏' })
  const mate = await app.as('rep', { department: east!.id as string, name: '许澄' })
  const stranger = await app.as('rep', { department: west!.id as string, name: '陈屿' })
  const manager = await app.as('manager', { department: east!.id as string, name: '顾怀瑾' })
  const finance = await app.as('finance', { name: '苏明慧' })
  const reader = await app.as('readonly')
  const admin = await app.as('administrator')
  await app.system.change('department', east!.id as string, { head: manager.id })
  await beginOurs(admin)
  // The workspace’s day, which begins hours before that of the clock.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
  const month = (back: number) => monthLater(today.slice(0, 7), -back)
  let made = 0
  const plan = async (values: Row = {}, rate = 10) => {
    const [row] = await finance.create('commissionPlan', [
      { name: `方案${++made}`, measure: 'won', basis: 'gross', startsOn: `${month(4)}-01`, tiers: [{ from: 0, rate }], ...values },
    ])
    await finance.call(activate, { commissionPlan: row!.id })
    return row!.id as string
  }
  const account = async (by = rep) => (await by.create('account', [{ name: `客户${++made}有限公司` }]))[0]!.id as string
  const won = async (value: number, on: string, more: Row = {}, by = rep) => {
    const [row] = await by.create('opportunity', [
      { name: `商机${++made}`, account: await account(by), amount: value, foundOn: '2020-01-01', ...more },
    ])
    await by.call(win, { opportunity: row!.id, closedOn: on })
    return row!.id as string
  }
  const signed = async (value: number, on: string, more: Row = {}) => {
    const [row] = await rep.create('contract', [
      { name: `合同${++made}`, account: await account(), amount: value, plan: [{ instalment: 1, amount: value, dueOn: on }], ...more },
    ])
    await rep.call(toSign, { contract: row!.id })
    await rep.call(sign, { contract: row!.id, signedOn: on, winDeal: false })
    return { contract: row!.id as string, account: (await rep.one('contract', row!.id as string)).account as { id: string } }
  }
  const statementOf = async (person: { id: string }, of: string) => {
    const [row] = await finance.list('commissionStatement', { filter: { owner: person.id, month: of } })
    return row && finance.one('commissionStatement', row.id as string)
  }
  const linesOf = async (statement: Row | undefined) =>
    finance.list('commissionLine', { filter: { statement: statement?.id ?? null }, sort: ['on', 'createdAt', 'result'], limit: 200 })
  /** What a month comes to for somebody, by kind of line. */
  const figures = async (person: { id: string }, of: string) => {
    const lines = await linesOf(await statementOf(person, of))
    return lines.map((line) => [line.kind, amount(line.counted), line.rate, amount(line.result)])
  }
  const count = (plan: string, of: string) => finance.call(countMonth, { commissionPlan: plan, month: of })
  /** Calculated, approved and paid. */
  const pay = async (person: { id: string }, of: string) => {
    const id = (await statementOf(person, of))!.id
    await finance.call(calculate, { commissionStatement: id })
    await finance.call(approve, { commissionStatement: id })
    await finance.call(lock, { commissionStatement: id })
    return id as string
  }
  return {
    app,
    rep,
    mate,
    stranger,
    manager,
    finance,
    reader,
    admin,
    month,
    today,
    plan,
    won,
    signed,
    account,
    statementOf,
    linesOf,
    figures,
    count,
    pay,
  }
}
