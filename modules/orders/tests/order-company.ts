import assert from 'node:assert/strict'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { payments } from '#manifest/payments'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { orders } from '../module.ts'

export type Row = Record<string, unknown>

export const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
export const cny = (amount: number) => ({ amount, currency: 'CNY' })
const idOf = (row: Row | undefined): string => row!.id as string

/** A company with people of every role, one warehouse and what is asked for of goods. */
export async function openCompany() {
  const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments, orders], {
    locale: 'zh-CN',
    now: '2030-05-20T09:00:00Z',
  })
  const admin = await app.as('administrator')
  const [rep, manager, finance, keeper] = [await app.as('rep'), await app.as('manager'), await app.as('finance'), await app.as('warehouse')]
  await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
  // Whoever pays back here asks nobody.
  for (const { id } of await admin.list('approvalFlow', { filter: { object: 'receipt' } }))
    await admin.change('approvalFlow', id as string, { active: false })
  const warehouse = idOf((await admin.create('warehouse', [{ name: '杭州仓', keeper: keeper.id }]))[0])
  let made = 0
  const accountOf = async (more: Row = {}, who: TestPerson = admin): Promise<string> => {
    made += 1
    return idOf(
      (await who.create('account', [{ name: `客户${made}有限公司`, owner: rep.id, address: '文三路 1 号', city: '杭州市', ...more }]))[0],
    )
  }
  /** A product of which so many lie in the warehouse; with 0 it is kept in stock and there is none. */
  const goods = async (onHand: number | null, price = 100): Promise<string> => {
    made += 1
    const id = idOf(
      (await admin.create('product', [{ name: `产品${made}`, code: `P${made}`, price, unit: '台', isStocked: onHand !== null }]))[0],
    )
    if (onHand) await keeper.create('stockMove', [{ product: id, warehouse, kind: 'in', quantity: onHand, cause: '期初' }])
    return id
  }
  const orderOf = async (lines: readonly Row[], more: Row = {}): Promise<string> =>
    idOf((await rep.create('order', [{ account: (more.account as string) ?? (await accountOf()), lines, ...more }]))[0])
  const lineOf = async (order: string, i = 0): Promise<Row> => ((await admin.one('order', order)).lines as Row[])[i]!
  const stateOf = async (order: string) => (await rep.one('order', order)).status
  return { app, admin, rep, manager, finance, keeper, warehouse, accountOf, goods, orderOf, lineOf, stateOf }
}
