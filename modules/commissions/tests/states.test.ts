import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, dispute } from '../actions/disputes.ts'
import { approve, calculate, lock } from '../actions/statements.ts'
import { amount, faultOf, openCompany } from './company.ts'

const { rep, mate, manager, finance, admin, month, plan, won, signed, account, count, statementOf, linesOf, app } = await openCompany()
const first = await plan({ startsOn: `${month(6)}-01` })
const [customer] = [await account()]

/** A month of its own for each way: months that follow each other, the earliest first. */
let back = 5
async function fresh(): Promise<{ id: string; line: string; of: string }> {
  const of = month(back)
  await won(1_000, `${of}-10`, { account: customer })
  await count(first, of)
  const statement = await statementOf(rep, of)
  return { id: statement!.id as string, line: (await linesOf(statement))[0]!.id as string, of }
}
type It = Awaited<ReturnType<typeof fresh>>
const steps = {
  calculate: ({ id }: It) => finance.call(calculate, { commissionStatement: id }),
  dispute: ({ line }: It) => rep.call(dispute, { commissionLine: line, reason: '少了' }),
  answer: ({ line }: It) => manager.call(answer, { commissionLine: line, outcome: 'refused', answer: '没有少' }),
  approve: ({ id }: It) => manager.call(approve, { commissionStatement: id }),
  lock: ({ id }: It) => finance.call(lock, { commissionStatement: id }),
}
type Step = keyof typeof steps
const table: readonly (readonly [from: string, by: Step | null, to: Partial<Record<Step, string>>])[] = [
  ['open', null, { calculate: 'calculated' }],
  ['calculated', 'calculate', { dispute: 'disputed', approve: 'approved' }],
  ['disputed', 'dispute', { answer: 'disputed' }],
  ['disputed', 'answer', { approve: 'approved' }],
  ['approved', 'approve', { lock: 'locked' }],
  ['locked', 'lock', {}],
]

test('a statement goes from state to state as the table says, and nowhere else', async () => {
  const it = await fresh()
  const state = async () => (await finance.one('commissionStatement', it.id)).status
  for (const [from, by, to] of table) {
    if (by) await steps[by](it)
    assert.equal(await state(), from)
    for (const step of (Object.keys(steps) as Step[]).filter((name) => !(name in to))) {
      assert.match(
        await faultOf(steps[step](it)),
        /^commissions\.(no-such-step|nothing-disputed|disputed-already|dispute-open)$/,
        `${from} ${step}`,
      )
      assert.equal(await state(), from)
    }
  }
  back -= 1
})

test('what is locked is not changed, removed or undone by anybody; a statement stays his whose it is', async () => {
  const it = await fresh()
  for (const step of ['calculate', 'approve', 'lock'] as const) await steps[step](it)
  const [locked] = await finance.changeSets()
  const tries: readonly (() => Promise<unknown>)[] = [
    () => finance.undo(String(locked!.id)),
    () => admin.remove('commissionStatement', [it.id]),
    () => admin.remove('commissionLine', [it.line]),
    () => app.system.change('commissionLine', it.line, { result: 1 }),
    () => app.system.change('commissionStatement', it.id, { paidOn: '2020-01-01' }),
    () => app.system.create('commissionLine', [{ statement: it.id, title: 'x', kind: 'adjustment', result: 1 }]),
  ]
  for (const attempt of tries) assert.equal(await faultOf(attempt()), 'commissions.locked')
  const other = await statementOf(rep, month(5))
  assert.match(
    await faultOf(app.system.change('commissionStatement', other!.id as string, { owner: mate.id })),
    /commissions\.(whose|locked)/,
  )
  back -= 1
})

test('a month is closed when it is over, in order, and with its money confirmed or listed', async () => {
  const [it] = [await fresh()]
  const [row] = await rep.create('receipt', [{ account: customer, amount: 500, receivedOn: `${it.of}-20` }])
  assert.equal(await faultOf(steps.calculate(it)), 'commissions.unconfirmed')
  await won(1_000, `${month(0)}-01`, { account: customer })
  await count(first, month(0))
  const now = await statementOf(rep, month(0))
  assert.equal(await faultOf(finance.call(calculate, { commissionStatement: now!.id })), 'commissions.month-not-over')
  const later = month(back - 1)
  await won(300, `${later}-05`, { account: customer })
  await count(first, later)
  const next = await statementOf(rep, later)
  assert.equal(await faultOf(finance.call(calculate, { commissionStatement: next!.id })), 'commissions.earlier-open')
  await finance.call(calculate, { commissionStatement: it.id, evenIfUnconfirmed: true })
  assert.equal((await finance.one('commissionStatement', it.id)).unconfirmed, row!.number)
  assert.equal(await faultOf(rep.call(calculate, { commissionStatement: next!.id })), 'kernel.forbidden')
  assert.equal(await faultOf(manager.call(calculate, { commissionStatement: next!.id })), 'kernel.forbidden')
})

test('nobody approves his own, and what is imported late stands in the open month', async () => {
  await app.system.create('opportunity', [
    { name: '旧单', account: customer, amount: 700, stage: 'won', foundOn: '2020-01-01', closedOn: `${month(5)}-02`, owner: rep.id },
  ])
  await count(first, month(1))
  const lines = (await Promise.all([2, 1].map(async (n) => linesOf(await statementOf(rep, month(n)))))).flat()
  assert.deepEqual(
    lines.filter(({ kind }) => kind === 'correction').map((line) => [line.on, amount(line.result)]),
    [[`${month(5)}-02`, 70]],
  )
  const [own] = await manager.create('opportunity', [
    { name: '经理的单', account: customer, amount: 10, stage: 'won', foundOn: '2020-01-01', closedOn: `${month(1)}-03` },
  ])
  assert.ok(own)
  await count(first, month(1))
  for (const n of [2, 1]) {
    const statement = await statementOf(manager, month(n))
    if (statement) await finance.call(calculate, { commissionStatement: statement.id, evenIfUnconfirmed: true })
  }
  const mine = await statementOf(manager, month(1))
  assert.equal(await faultOf(manager.call(approve, { commissionStatement: mine!.id })), 'commissions.own')
})

test('money for somebody’s contract is asked about whoever booked it; what nobody has claimed is listed for everybody', async () => {
  const of = month(1)
  const { contract, account: payer } = await signed(5_000, `${of}-02`)
  await won(300, `${of}-05`, { account: customer })
  await count(first, of)
  const [paid] = await finance.create('receipt', [
    { account: payer.id, amount: 3_000, receivedOn: `${of}-20`, allocations: [{ contract, amount: 3_000 }] },
  ])
  const [lost] = await finance.create('receipt', [{ amount: 77, payerName: '不知道是谁', receivedOn: `${of}-21` }])
  const [deposit] = await finance.create('receipt', [{ account: payer.id, amount: 9, kind: 'deposit', receivedOn: `${of}-22` }])
  assert.ok(deposit)
  for (const n of [4, 3, 2]) {
    const earlier = await statementOf(rep, month(n))
    if (earlier?.status === 'open') await finance.call(calculate, { commissionStatement: earlier.id, evenIfUnconfirmed: true })
  }
  const mine = (await statementOf(rep, of))!
  assert.equal(await faultOf(finance.call(calculate, { commissionStatement: mine.id })), 'commissions.unconfirmed')
  await finance.call(calculate, { commissionStatement: mine.id, evenIfUnconfirmed: true })
  const listed = (await finance.one('commissionStatement', mine.id as string)).unconfirmed
  assert.equal(listed, `${paid!.number}, ${lost!.number}`)
})
