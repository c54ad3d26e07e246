import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../modules.ts'
import { bodyOf, type Json, must, oneOf, openCompany } from './approval-company.ts'
import { openProduct } from './open-product.ts'

const company = await openCompany()
const { people, flow, deal, submit, does, view, waits, product } = company
const { ada, bo, mia, tom, rep, rob, fin } = people
/** A second process over the same database. */
const second = await openProduct(company.url, modules)
const change = (id: string, values: Json): Json => ({ does: 'change', object: 'opportunity', id, values })
const amountOf = async (id: string) => ((await must(200, ada.ask('GET', `/api/v1/opportunities/${id}`))).amount as Json).amount
const two = [oneOf(tom), oneOf(mia)]
const notesOf = (one: Json) => one.notes as { kind: string; text: string | null; differs?: Record<string, Json[]>; input?: Json }[]

await flow({ title: 'Loose', condition: 'amount >= 1000 && amount < 5000', watched: ['amount'] }, two)
await flow({ title: 'Strict', condition: 'amount >= 5000', watched: ['amount'], recall: 'never' }, two)

test('the submitter corrects what waits in its place: the new value is decided about and made, and the case tells the old one', async () => {
  const id = await deal(rep)
  const one = await submit(rep, change(id, { amount: 2_000, need: 'a crane' }))
  assert.equal(((await view(rep, one)).may as Json).correct, true)
  for (const other of [tom, ada]) assert.equal(((await view(other, one)).may as Json).correct, false)
  await must(204, does(rep, one, 'correct', { values: { amount: 3_000 }, comment: 'typing error' }))
  const seen = await view(tom, one)
  assert.deepEqual([seen.state, seen.step, seen.round], ['running', 0, 2])
  const [was, willBe] = (seen.differs as Record<string, Json[]>).amount!
  assert.deepEqual([was!.amount, willBe!.amount, (seen.differs as Record<string, unknown[]>).need![1]], [100, 3_000, 'a crane'])
  const [note] = notesOf(seen).filter(({ kind }) => kind === 'corrected')
  assert.deepEqual(
    [note!.text, Object.keys(note!.differs!), note!.differs!.amount!.map(({ amount }) => amount)],
    ['typing error', ['amount'], [2_000, 3_000]],
  )
  await must(204, does(tom, one, 'approve', { round: 2 }))
  await must(204, does(mia, one, 'approve', { round: 2 }))
  assert.equal(await amountOf(id), 3_000)
})

test('a correction that changes nothing begins no round, and a wrong value is refused and leaves what waits as it was', async () => {
  const id = await deal(rep)
  const one = await submit(rep, change(id, { amount: 2_000 }))
  await must(204, does(rep, one, 'correct', { values: { amount: 2_000 } }))
  assert.equal((await view(rep, one)).round, 1)
  const wrong = await does(rep, one, 'correct', { values: { amount: 'a lot' } })
  assert.ok([400, 422].includes(wrong.statusCode), wrong.body)
  const { round, differs } = await view(rep, one)
  assert.deepEqual([round, (differs as Record<string, Json[]>).amount![1]!.amount], [1, 2_000])
  assert.equal(await waits(tom, one), true)
})

test('who has decided is asked again where the flow lets the submitter recall until the end; else what was decided stands', async () => {
  const loose = await submit(rep, change(await deal(rep), { amount: 2_000 }))
  await must(204, does(tom, loose, 'approve'))
  assert.deepEqual([await waits(tom, loose), await waits(mia, loose)], [false, true])
  await must(204, does(rep, loose, 'correct', { values: { amount: 2_500 } }))
  assert.deepEqual([await waits(tom, loose), await waits(mia, loose)], [true, false])
  const { tasks } = await view(rep, loose)
  assert.deepEqual(
    (tasks as Json[]).map(({ state, round }) => [state, round]),
    [
      ['approved', 1],
      ['skipped', 1],
      ['waiting', 2],
    ],
    'the decision before is kept',
  )

  const strict = await submit(rep, change(await deal(rep), { amount: 6_000 }))
  await must(204, does(rep, strict, 'correct', { values: { amount: 7_000 } }))
  await must(204, does(tom, strict, 'approve'))
  assert.equal(((await view(rep, strict)).may as Json).correct, false)
  const late = await must(409, does(rep, strict, 'correct', { values: { amount: 8_000 } }))
  assert.equal(late.code, 'kernel.decision-stands')
  await must(204, does(mia, strict, 'return', { comment: 'too much', to: 'submitter' }))
  await must(204, does(rep, strict, 'correct', { values: { amount: 5_500 } }))
  const [note] = notesOf(await view(rep, strict)).filter(({ differs, kind }) => kind === 'resubmitted' && differs)
  assert.deepEqual(
    note!.differs!.amount!.map(({ amount }) => amount),
    [7_000, 5_500],
  )
  await must(204, does(tom, strict, 'approve'))
  await must(204, does(mia, strict, 'approve'))
  assert.equal((await must(409, does(rep, strict, 'correct', { values: { amount: 9_000 } }))).code, 'kernel.case-closed')
})

test('nobody but the submitter corrects it, and a reader is told of a correction only what he may see', async () => {
  const one = await submit(rep, change(await deal(rep), { amount: 2_000 }))
  for (const other of [tom, ada, rob, bo]) await must(404, does(other, one, 'correct', { values: { amount: 1 } }))
  await must(204, does(rep, one, 'correct', { values: { amount: 2_100 } }))
  const grants = { opportunity: { read: 'all', fields: { amount: 'hidden' } } }
  await must(200, ada.ask('PATCH', '/api/v1/meta/roles/finance', { name: 'Finance', grants }))
  const seen = await view(fin, one)
  assert.deepEqual([notesOf(seen).find(({ kind }) => kind === 'corrected')!.differs, seen.differs], [{}, {}])
  const listed = await must(200, rep.ask('GET', '/api/v1/approval-notes?limit=200'))
  assert.ok(!JSON.stringify(listed).includes('2100'), 'the records of notes tell no values')
})

test('the input of an action that waits is corrected as well', async () => {
  await flow({ title: 'Wins', occasion: 'action', action: 'sales.win', condition: 'amount < 1000' }, [oneOf(bo)])
  const account = await must(201, rep.ask('POST', '/api/v1/accounts', { name: 'Small' }))
  const id = await deal(rep, { account: account.id })
  const one = await submit(rep, { does: 'action', action: 'sales.win', id, input: { remark: 'sined' } })
  await must(204, does(rep, one, 'correct', { input: { remark: 'signed' } }))
  const [note] = notesOf(await view(bo, one))
  assert.deepEqual(
    [note!.kind, note!.differs, note!.input],
    ['corrected', { stageRemark: ['sined', 'signed'] }, { remark: ['sined', 'signed'] }],
  )
  await must(204, does(bo, one, 'approve'))
  const won = await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))
  assert.deepEqual([won.outcome, won.stageRemark], ['won', 'signed'])
})

test('a correction and a decision in the same second: what is made is what was seen', async () => {
  const ends = new Set<unknown>()
  for (let n = 0; n < 8; n++) {
    const id = await deal(rep)
    const one = await submit(rep, change(id, { amount: 2_000 }))
    await must(204, does(tom, one, 'approve', { round: 1 }))
    const correction = () => second.as(rep).ask('POST', `/api/v1/approval/cases/${one}/correct`, { values: { amount: 3_000 }, round: 1 })
    const decision = () => does(mia, one, 'approve', { round: 1 })
    const answers = n % 2 === 0 ? await Promise.all([correction(), decision()]) : (await Promise.all([decision(), correction()])).reverse()
    const [corrected, decided] = answers
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [204, 409], answers.map(({ body }) => body).join())
    const { state, round } = await view(rep, one)
    if (corrected!.statusCode === 204) {
      assert.equal(bodyOf(decided!).code, 'kernel.case-corrected')
      assert.deepEqual([state, round, await amountOf(id), await waits(tom, one)], ['running', 2, 100, true])
    } else {
      assert.equal(bodyOf(corrected!).code, 'kernel.case-closed')
      assert.deepEqual([state, await amountOf(id)], ['approved', 2_000])
    }
    ends.add(state)
  }
  const one = await submit(rep, change(await deal(rep), { amount: 2_000 }))
  const twice = await Promise.all([2_200, 2_400].map((amount) => does(rep, one, 'correct', { values: { amount }, round: 1 })))
  assert.deepEqual(twice.map(({ statusCode }) => statusCode).sort(), [204, 409], 'two corrections of the same round')
  assert.deepEqual(product.log, [])
})
