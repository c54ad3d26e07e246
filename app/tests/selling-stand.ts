import assert from 'node:assert/strict'
import { type TestPerson, testApp } from '#kernel/testing'
import { modules } from '../modules.ts'

export const app = await testApp(modules, { locale: 'zh-CN', now: '2030-05-20T09:00:00Z' })
export const admin = await app.as('administrator')
export const [east] = await admin.create('department', [{ name: '华东' }])
export const manager = await app.as('manager', { department: String(east!.id) })
export const rep = await app.as('rep', { department: String(east!.id) })
export const finance = await app.as('finance')
export const keeper = await app.as('warehouse')
export const second = await app.as('administrator', { name: '第二管理员' })
await admin.change('department', String(east!.id), { head: manager.id })
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true, defaultTax: 13 }])
export const [strict] = await admin.create('product', [{ name: '阀门', code: 'P2', price: 1_000, cost: 950, unit: '个', taxRate: 13 }])
export const [customer] = await rep.create('account', [{ name: '华瑞物流' }])
await admin.create('discountLimit', [{ name: '毛利', roles: ['rep'], leastMargin: 20 }])

export type Row = Record<string, unknown>
export const idOf = (row: Row | undefined): string => String(row!.id)
export const made = async (who: TestPerson, object: string, row: Row) => idOf((await who.create(object, [row]))[0])
export const actions = new Map(modules.flatMap((one) => one.actions ?? []).map((one) => [one.name, one]))
export const call = (who: TestPerson, action: string, more: Row) => who.call(actions.get(action)! as never, more as never)
export type Fault = { code: string; details?: Row; issues?: readonly { code: string }[] }
export const faultOf = (run: Promise<unknown>, what: string): Promise<Fault> =>
  run.then(
    () => assert.fail(`${what} went through`),
    (fault: Fault) => fault,
  )

let count = 0
export const running = async (): Promise<string> => {
  count += 1
  const contract = await made(rep, 'contract', { name: `合同${count}`, account: customer!.id, amount: 10_000 })
  await call(rep, 'contracts.plan', { contract, count: 2, firstOn: '2030-06-01' })
  await call(rep, 'contracts.to-sign', { contract })
  await call(rep, 'contracts.sign', { contract, signedOn: '2030-05-01', winDeal: false })
  return contract
}
let bills: Promise<string> | null = null
/** A contract that is large enough for all the small sums of a file. */
export const billed = (): Promise<string> => (bills ??= running())
export const sumOf = (value: unknown) => (value as { amount: number } | null)?.amount ?? null
