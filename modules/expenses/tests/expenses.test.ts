import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { account, contact, succeed } from '#modules/customers'
import { noteGift } from '../actions/note-gift.ts'
import { approve, counter, pay, recall, reject, submit } from '../actions/steps.ts'
import { expenses } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, expenses], { locale: 'zh-CN' })
const east = (await app.system.create('department', [{ name: '华东' }]))[0]!.id as string
const rep = await app.as('rep', { department: east })
const manager = await app.as('manager', { department: east })
const finance = await app.as('finance')
await app.system.change('department', east, { head: manager.id })

type Row = Record<string, unknown>
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
const amountOf = (value: unknown): number | null => (value as { amount: number } | null)?.amount ?? null
let made = 0
const [customer] = await rep.create('account', [{ name: '华瑞物流' }])
const [deal] = await rep.create('opportunity', [{ name: '终端', account: customer!.id, amount: 10_000 }])

async function expense(values: Row = {}): Promise<string> {
  const [row] = await rep.create('expense', [
    { purpose: '拜访客户', kind: 'meal', amount: 106, tax: 6, receiptNumber: `R${++made}`, opportunity: deal!.id, ...values },
  ])
  return row!.id as string
}
const stateOf = async (id: string) => (await finance.one('expense', id)).status

const steps = {
  submit: (id: string) => rep.call(submit, { expense: id }),
  recall: (id: string) => rep.call(recall, { expense: id }),
  approve: (id: string) => manager.call(approve, { expense: id }),
  reject: (id: string) => manager.call(reject, { expense: id, reason: '不合规' }),
  pay: (id: string) => finance.call(pay, { expense: id, paidOn: '2026-01-05' }),
}
type Step = keyof typeof steps
/** Ways to each state, and where each step leads from it. */
const table: Readonly<Record<string, Readonly<{ by: readonly Step[]; to: Partial<Record<Step, string>> }>>> = {
  draft: { by: [], to: { submit: 'inApproval' } },
  inApproval: { by: ['submit'], to: { recall: 'draft', approve: 'approved', reject: 'rejected' } },
  approved: { by: ['submit', 'approve'], to: { pay: 'paid' } },
  rejected: { by: ['submit', 'reject'], to: {} },
  paid: { by: ['submit', 'approve', 'pay'], to: {} },
}

for (const [from, { by, to }] of Object.entries(table))
  test(`an expense that is ${from} goes where the table says, and nowhere else`, async () => {
    for (const step of Object.keys(steps) as Step[]) {
      const id = await expense()
      for (const before of by) await steps[before](id)
      assert.equal(await stateOf(id), from)
      const next = to[step]
      if (next) await steps[step](id)
      else assert.equal(await faultOf(steps[step](id)), 'expenses.no-such-step', `${from} ${step}`)
      assert.equal(await stateOf(id), next ?? from)
    }
  })

test('from its approval on an expense counts as a cost of its deal and its customer, without the tax', async () => {
  const costs = async () => [
    amountOf((await rep.one('opportunity', deal!.id as string)).expenseCost) ?? 0,
    amountOf((await rep.one('account', customer!.id as string)).winningCost) ?? 0,
    amountOf((await rep.one('account', customer!.id as string)).servingCost) ?? 0,
  ]
  const before = await costs()
  const plus = (...more: number[]) => before.map((value, i) => value + more[i]!)
  const [won, served] = [
    await expense(),
    await expense({ opportunity: null, account: customer!.id, side: 'serving', kind: 'communication' }),
  ]
  for (const id of [won, served]) await steps.submit(id)
  assert.deepEqual(await costs(), before)
  for (const id of [won, served]) await steps.approve(id)
  assert.deepEqual(await costs(), plus(100, 100, 100))
  await steps.pay(won)
  const back = await finance.call(counter, { expense: won, amount: 53, reason: '多报' })
  assert.equal(amountOf((await finance.one('expense', back.expense as string)).cost), -50)
  assert.deepEqual(await costs(), plus(50, 50, 100))
  assert.equal(await faultOf(finance.call(counter, { expense: won, amount: 53.01, reason: '再多' })), 'expenses.beyond')
})

test('what is handed in stays, what is paid neither changes nor goes, and nobody decides about his own', async () => {
  const id = await expense()
  await steps.submit(id)
  assert.equal(await faultOf(rep.change('expense', id, { amount: 999 })), 'expenses.stands')
  assert.match(await faultOf(rep.change('expense', id, { status: 'approved' })), /kernel\.(read-only|forbidden)|expenses.by-action/)
  assert.equal(await faultOf(rep.call(approve, { expense: id })), 'kernel.forbidden')
  const [own] = await manager.create('expense', [{ purpose: '团建', amount: 10, receiptNumber: 'M1', isGeneral: true }])
  await manager.call(submit, { expense: own!.id })
  assert.equal(await faultOf(manager.call(approve, { expense: own!.id })), 'expenses.own')
  await steps.approve(id)
  assert.equal(await faultOf(manager.call(pay, { expense: id })), 'kernel.forbidden')
  await steps.pay(id)
  const [paid] = await finance.changeSets()
  assert.equal(await faultOf(finance.undo(String(paid!.id))), 'expenses.paid-stands')
  assert.equal(await faultOf(app.system.remove('expense', [id])), 'expenses.paid-stands')
  assert.equal(await faultOf(finance.change('expense', id, { amount: 50 })), 'expenses.stands')
})

test('an expense says for whom and shows its receipt; over the limit of its kind, or with a receipt seen before, it is marked', async () => {
  const nobody = await expense({ opportunity: null })
  assert.equal(await faultOf(steps.submit(nobody)), 'expenses.for-whom')
  const bare = await expense({ receiptNumber: null })
  assert.equal(await faultOf(steps.submit(bare)), 'expenses.receipt-missing')
  const [meal] = await finance.list('expenseKind', { filter: { key: 'meal' } })
  await finance.change('expenseKind', meal!.id as string, { limit: 200, receiptFrom: 150 })
  await steps.submit(bare)
  const [first, second, large] = [
    await expense({ receiptNumber: 'SAME' }),
    await expense({ receiptNumber: 'SAME' }),
    await expense({ amount: 200.01 }),
  ]
  await steps.submit(first)
  await steps.submit(second)
  const concern = async (id: string) => (await rep.one('expense', id)).concern
  assert.deepEqual(await Promise.all([first, second, large].map(concern)), ['sameReceipt', 'sameReceipt', 'overLimit'])
  assert.equal(((await rep.one('expense', second)).sameAs as { id: string }).id, first)
  assert.equal(((await rep.one('expense', second)).account as { id: string }).id, customer!.id)
})

test('of two who decide at once one is first', async () => {
  const id = await expense()
  await steps.submit(id)
  const tries = await Promise.allSettled([steps.approve(id), steps.reject(id)])
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

test('several deals and customers bear an expense in shares of exactly all of it, and each one’s costs take its share', async () => {
  const [other] = await rep.create('account', [{ name: '宏远冷链' }])
  const [second] = await rep.create('opportunity', [{ name: '二期', account: other!.id, amount: 5_000 }])
  const costOf = async (object: string, row: Row | undefined, field: string) =>
    amountOf((await rep.one(object, row!.id as string))[field]) ?? 0
  const costs = () =>
    Promise.all([
      costOf('opportunity', deal, 'expenseCost'),
      costOf('opportunity', second, 'expenseCost'),
      costOf('account', customer, 'winningCost'),
      costOf('account', other, 'winningCost'),
    ])
  const before = await costs()
  const thirds = [
    { opportunity: deal!.id, share: 33.33 },
    { opportunity: second!.id, share: 33.33 },
    { account: other!.id, share: 33.34 },
  ]
  const shared = (shares: readonly Row[]) => expense({ opportunity: null, shares })
  assert.equal(await faultOf(shared([{ opportunity: deal!.id, share: 99.99 }])), 'expenses.shares-not-whole')
  assert.equal(await faultOf(shared([{ share: 100 }])), 'expenses.share-for-whom')
  assert.equal(await faultOf(expense({ shares: thirds })), 'expenses.split-or-one')
  const id = await shared(thirds)
  const parts = async (of: string) =>
    (await rep.list('expenseShare', { filter: { expense: of }, sort: ['createdAt', 'id'] })).map((row) => amountOf(row.cost)!)
  assert.equal(Math.round((await parts(id)).reduce((sum, part) => sum + part, 0) * 100), 10_000)
  await rep.change('expense', id, { amount: 206 })
  assert.deepEqual((await parts(id)).toSorted(), [66.66, 66.66, 66.68])
  const [line] = await rep.list('expenseShare', { filter: { expense: id, share: 33.34 } })
  assert.equal(await faultOf(rep.change('expenseShare', line!.id as string, { share: 40 })), 'expenses.shares-not-whole')
  assert.equal(await faultOf(app.system.remove('expenseShare', [line!.id as string])), 'expenses.shares-not-whole')
  assert.equal(await faultOf(rep.change('expense', id, { account: customer!.id })), 'expenses.split-or-one')
  assert.deepEqual(await costs(), before)
  await steps.submit(id)
  assert.equal(await faultOf(rep.change('expense', id, { shares: [{ account: other!.id, share: 100 }] })), 'expenses.stands')
  await steps.approve(id)
  const plus = (...more: number[]) => before.map((value, i) => Math.round((value + more[i]!) * 100) / 100)
  const rounded = async () => (await costs()).map((value) => Math.round(value * 100) / 100)
  assert.deepEqual(await rounded(), plus(66.66, 66.66, 66.66, 133.34))
  await steps.pay(id)
  const back = await finance.call(counter, { expense: id, amount: 103, reason: '多报' })
  const taken = (await parts(back.expense as string)).reduce((sum, part) => sum + part, 0)
  assert.equal(Math.round(taken * 100), Math.round(amountOf((await finance.one('expense', back.expense as string)).cost)! * 100))
  const [its] = await rep.list('expenseShare', { filter: { expense: back.expense, opportunity: deal!.id } })
  assert.deepEqual((await rounded()).slice(0, 1), plus(66.66 + amountOf(its!.cost)!, 0, 0, 0).slice(0, 1))
})

test('shares are taken back like everything else', async () => {
  const id = await expense({ opportunity: null, shares: [{ opportunity: deal!.id, share: 100 }] })
  await rep.change('expense', id, { shares: [], opportunity: deal!.id })
  assert.deepEqual([(await rep.one('expense', id)).isSplit, await rep.count('expenseShare', { expense: id })], [false, 0])
  const [set] = await rep.changeSets()
  await rep.undo(String(set!.id))
  const row = await rep.one('expense', id)
  assert.deepEqual([row.isSplit, row.opportunity], [true, null])
  assert.deepEqual(
    (await rep.list('expenseShare', { filter: { expense: id } })).map(({ share, cost }) => [share, amountOf(cost)]),
    [[100, 100]],
  )
})

test('the same picture is known again in another expense, which is named by its number', async () => {
  const photo = (content: string) =>
    rep.work((work) => work.files.keep({ name: `${content}.png`, type: 'image/png', content: Buffer.from(content) }))
  const first = await expense({ files: [{ file: await photo('发票一') }] })
  const other = await expense({ files: [{ file: await photo('发票二') }] })
  const again = await expense({ files: [{ file: await photo('发票一') }] })
  const marked = async (id: string) => {
    const { concern, sameNumber } = await rep.one('expense', id)
    return [concern, sameNumber]
  }
  const number = (await rep.one('expense', first)).number
  assert.deepEqual(await marked(again), ['samePicture', number])
  assert.deepEqual(await Promise.all([marked(first), marked(other)]), [
    [null, null],
    [null, null],
  ])
  await rep.change('expense', again, { files: [{ file: await photo('发票三') }] })
  await steps.submit(again)
  assert.deepEqual(await marked(again), [null, null])
})

test('a gift is an expense of who gave it, stands with the contact, and counts for the customer once it is approved', async () => {
  const [buyer] = await rep.create(account, [{ name: '华瑞仓储' }])
  const [person] = await rep.create(contact, [{ name: '王总', account: buyer!.id }])
  const id = String(person!.id)
  const { expense: gift } = await rep.call(noteGift, {
    contact: id,
    purpose: '中秋月饼',
    amount: { amount: '300', currency: 'CNY' },
  } as never)
  const row = await rep.one('expense', String(gift))
  const idOf = (value: unknown) => (value as { id: string } | null)?.id
  assert.deepEqual([row.kind, idOf(row.contact), idOf(row.account), idOf(row.owner)], ['gift', id, buyer!.id, rep.id])
  // Typed as any other expense, the customer is that of the contact.
  const typed = await expense({ opportunity: null, contact: id, kind: 'gift', amount: 50, tax: null })
  assert.equal(idOf((await rep.one('expense', typed)).account), buyer!.id)
  const gifts = await rep.list('expense', { filter: { contact: id } })
  assert.equal(gifts.length, 2)
  const cost = async () => amountOf((await finance.list('account', { filter: { id: buyer!.id }, fields: ['winningCost'] }))[0]!.winningCost)
  assert.equal(await cost(), null)
  await rep.change('expense', String(gift), { receiptNumber: `R${++made}` })
  await rep.call(submit, { expense: String(gift) })
  await manager.call(approve, { expense: String(gift) })
  assert.equal(await cost(), 300)
  // Whoever was given something is not removed; what he was given is nobody else's when he leaves.
  await assert.rejects(rep.remove('contact', [id]), { code: 'kernel.in-use' })
  await rep.call(succeed, { contact: id, becomes: 'left' })
  assert.equal(idOf((await rep.one('expense', typed)).contact), id)
})
