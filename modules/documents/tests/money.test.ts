import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { sign, toSign } from '#modules/contracts'
import { allocate, confirm, refund } from '#modules/payments'
import { dun, rounds, statement } from '../index.ts'
import { idOf, openCompany, type Row } from './company.ts'

const { app, boss, rep, make, fileOf } = await openCompany()
const finance = await app.as('finance')
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string }) => fault.code,
  )
let made = 0

/** A customer whose contract runs: two halves, due so many days ago. */
async function owing(first: number, second: number, more: Row = {}) {
  made += 1
  const account = await make(rep, 'account', { name: `测试客户${made}`, ...more })
  const contract = await make(rep, 'contract', {
    name: `合同${made}`,
    account,
    amount: 100_000,
    plan: [
      { instalment: 1, name: '首付', dueOn: ago(first), amount: 40_000 },
      { instalment: 2, name: '尾款', dueOn: ago(second), amount: 60_000 },
    ],
  })
  await rep.call(toSign, { contract })
  await rep.call(sign, { contract, signedOn: ago(first + 5) })
  return { account, contract }
}
async function pay(o: { account: string; contract: string }, amount: number, days: number): Promise<string> {
  const receipt = await make(finance, 'receipt', { account: o.account, amount, receivedOn: ago(days) })
  await finance.call(allocate, { receipt, contract: o.contract })
  await finance.call(confirm, { receipt })
  return receipt
}
const amounts = ({ opening, closing }: Row) => [opening, closing].map((one) => (one as { amount: number }).amount)

test('a statement of account opens with what stood open, counts what became due, came and went back, and closes with the rest', async () => {
  const one = await owing(200, 50)
  const receipt = await pay(one, 30_000, 100)
  const back = await finance.call(refund, { receipt, amount: 5_000, refundedOn: ago(20), reason: '退货' })
  await finance.call(confirm, { receipt: back.receipt })
  const whole = await finance.call(statement, { account: one.account, from: ago(210) })
  assert.deepEqual(amounts(whole), [0, 75_000])
  const late = await finance.call(statement, { account: one.account, from: ago(60), until: ago(10) })
  assert.deepEqual(amounts(late), [10_000, 75_000])
  const { text, pages } = await fileOf(late)
  assert.match(text, /客户对账单/)
  assert.match(text, /期初余额10,000\.00/)
  assert.match(text, /期末余额75,000\.00/)
  assert.match(text, /退款/)
  assert.match(text, /柒万伍仟元整/)
  assert.doesNotMatch(text, /首付/)
  assert.match(pages[0]!, /第1页，共1页/)
})

test('an instalment that nobody named stands on papers in words, beside the number of its contract', async () => {
  made += 1
  const account = await make(rep, 'account', { name: `测试客户${made}`, paperLanguage: 'zh-CN' })
  const contract = await make(rep, 'contract', {
    name: `合同${made}`,
    account,
    amount: 500,
    plan: [{ instalment: 1, dueOn: ago(40), amount: 500 }],
  })
  await rep.call(toSign, { contract })
  await rep.call(sign, { contract, signedOn: ago(50) })
  const { number } = await rep.one('contract', contract)
  const { text } = await fileOf(await finance.call(statement, { account, from: ago(60) }))
  assert.match(text, new RegExp(`${number}合同${made}·第1期`))
  const letter = await fileOf(await rep.call(dun, { account }))
  assert.match(letter.text, /第1期/)
  for (const paper of [text, letter.text]) assert.doesNotMatch(paper, /#1/)
})

test('it is in the language of the customer, and goes by invoices where that is wished', async () => {
  const one = await owing(30, 20, { paperLanguage: 'en' })
  assert.match(
    (await fileOf(await finance.call(statement, { account: one.account, from: ago(60) }))).text,
    /Statementofaccount.*Openingbalance/s,
  )
  const tw = await finance.call(statement, { account: one.account, from: ago(60), language: 'zh-TW', basis: 'invoices' })
  assert.deepEqual(amounts(tw), [0, 0])
  assert.match((await fileOf(tw)).text, /客戶對帳單/)
})

test('whoever does not see all of the account gets no half of it', async () => {
  const one = await owing(30, 20)
  await make(finance, 'receipt', { account: one.account, amount: 500, receivedOn: ago(3) }).then((receipt) =>
    finance.call(confirm, { receipt }),
  )
  assert.equal(await faultOf(rep.call(statement, { account: one.account })), 'documents.partial-view')
  const stranger = await app.as('rep', { name: 'Stranger' })
  assert.equal(await faultOf(stranger.call(statement, { account: one.account })), 'kernel.not-found')
})

test('dunning letters go step by step, each once, with what is late on them', async () => {
  const one = await owing(30, -30)
  const first = await rep.call(dun, { account: one.account })
  assert.equal(first.step, 1)
  const { text } = await fileOf(first)
  assert.match(text, /付款提醒/)
  assert.match(text, /40,000\.00/)
  assert.doesNotMatch(text, /60,000\.00|尾款/)
  assert.equal(await faultOf(rep.call(dun, { account: one.account, step: 1 })), 'documents.step-sent')
  assert.equal((await rep.call(dun, { account: one.account, language: 'zh-TW' })).step, 2)
  assert.equal(await faultOf(rep.call(dun, { account: one.account })), 'documents.step-too-early')
  const letters = await rep.list('madeDocument', { filter: { account: one.account, kind: 'dunning' }, sort: ['step'] })
  assert.deepEqual(
    letters.map(({ step, madeOn }) => [step, madeOn !== null]),
    [
      [1, true],
      [2, true],
    ],
  )
  await pay(one, 40_000, 0)
  assert.equal(await faultOf(rep.call(dun, { account: one.account })), 'documents.nothing-overdue')
})

test('two at once make one letter of a step', async () => {
  const one = await owing(10, -30)
  const both = await Promise.allSettled([rep.call(dun, { account: one.account }), rep.call(dun, { account: one.account })])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

test('the clock tells whoever looks after it, and from the third step on finance, once each', async () => {
  const one = await owing(46, 8)
  const run = () => runRound(app.engine, app.workspace, rounds[0]!, { now: new Date() })
  await run()
  await run()
  const { rows } = await app.database.pool.query(
    `SELECT person, once FROM ${app.workspace.schema}.notice WHERE kind = 'documents.dun-now' AND record_id IN
      (SELECT id FROM ${app.workspace.schema}.plan_line WHERE contract_id = $1)`,
    [one.contract],
  )
  const told = (rows as readonly { person: string }[]).map(({ person }) => person)
  assert.equal(told.filter((person) => person === rep.id).length, 2)
  assert.equal(told.filter((person) => person === finance.id).length, 1)
  assert.ok(idOf(await boss.one('contract', one.contract)))
})
