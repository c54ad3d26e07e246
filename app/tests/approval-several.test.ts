import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Json, must, oneOf, openCompany, rowsOf } from './approval-company.ts'

const { people, flow, deal, submit, does, view, waits, product } = await openCompany()
const { ada, bo, mia, tom, rep, fin } = people
const change = (id: string, values: Json): Json => ({ does: 'change', object: 'opportunity', id, values })
const namesOf = (chain: unknown): string[] =>
  (chain as Json[]).map((step) => (step.people as Json[]).map(({ name }) => name).join('+') || String(step.skipped))
const off = (id: string) => must(200, ada.ask('PATCH', `/api/v1/approval-flows/${id}`, { active: false }))

test('several flows fit one write: one case asks the people of all of them in the order of the flows, each person once', async () => {
  const amounts = await flow({ title: 'Amount', condition: 'amount >= 1000', watched: ['amount'], position: 2 }, [oneOf(tom), oneOf(mia)])
  const needs = await flow({ title: 'Need', condition: 'need == "odd"', watched: ['need'], position: 1, recall: 'never' }, [
    oneOf(fin),
    oneOf(tom),
  ])
  const id = await deal(rep)
  const both = change(id, { amount: 1_000, need: 'odd' })
  const refused = await must(409, rep.ask('PATCH', `/api/v1/opportunities/${id}`, both.values))
  assert.match(String(refused.detail), /Need \+ Amount/)
  const preview = await must(200, rep.ask('POST', '/api/v1/approval/preview', both))
  assert.deepEqual(
    (preview.flows as Json[]).map(({ title }) => title),
    ['Need', 'Amount'],
  )
  assert.deepEqual([namesOf(preview.chain), preview.recall], [['fin', 'tom', 'tom', 'mia'], 'never'])
  const one = await submit(rep, both)
  assert.equal((await view(rep, one)).title, 'Need + Amount · Deal')
  for (const who of [fin, tom]) await must(204, does(who, one, 'approve'))
  assert.deepEqual([await waits(tom, one), await waits(mia, one)], [false, true], 'whoever stands in both decides once')
  await must(204, does(mia, one, 'approve'))
  const after = await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))
  assert.deepEqual([(after.amount as Json).amount, after.need], [1_000, 'odd'])

  const alone = await must(200, rep.ask('POST', '/api/v1/approval/preview', change(await deal(rep), { amount: 2_000 })))
  assert.deepEqual(namesOf(alone.chain), ['tom', 'mia'], 'one alone asks its own people')
  for (const made of [amounts, needs]) await off(made)
})

test('a correction that brings another flow in is asked of its people too', async () => {
  const needs = await flow({ title: 'Need', condition: 'need == "plain"', watched: ['need'] }, [oneOf(fin)])
  const amounts = await flow({ title: 'Amount', condition: 'amount >= 1000', watched: ['amount'], position: 5 }, [oneOf(bo)])
  const id = await deal(rep)
  const one = await submit(rep, change(id, { need: 'plain' }))
  await must(204, does(fin, one, 'return', { to: 'submitter', comment: 'how much?' }))
  await must(204, rep.ask('POST', `/api/v1/approval/cases/${one}/resubmit`, { values: { amount: 5_000 } }))
  assert.deepEqual(namesOf((await view(rep, one)).chain), ['fin', 'bo'])
  await must(204, does(fin, one, 'approve'))
  assert.equal((await view(rep, one)).state, 'running')
  await must(204, does(bo, one, 'approve'))
  assert.equal(((await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))).amount as Json).amount, 5_000)
  for (const made of [needs, amounts]) await off(made)
})

test('a flow that ends takes only its own steps out of a case; a delegation for one flow counts in its steps alone', async () => {
  const first = await flow({ title: 'First', condition: 'need == "two"', watched: ['need'], position: 1 }, [oneOf(tom), oneOf(bo)])
  const second = await flow({ title: 'Second', condition: 'need == "two"', watched: ['need'], position: 2 }, [oneOf(mia)])
  const one = await submit(rep, change(await deal(rep), { need: 'two' }))
  const today = { validFrom: '2000-01-01', validUntil: '2999-12-31', to: fin.id }
  await must(201, tom.ask('POST', '/api/v1/approval-delegations', { ...today, flow: second }))
  await must(201, mia.ask('POST', '/api/v1/approval-delegations', { ...today, flow: second }))
  assert.equal(await waits(fin, one), false)
  assert.equal((await must(409, ada.ask('DELETE', `/api/v1/approval-flows/${second}`))).code, 'kernel.cases-running')
  const run = await must(202, ada.ask('POST', '/api/v1/approval-flows/bulk', { do: 'close', ids: [first], running: 'approve' }))
  await product.bulk.run(await product.installation.engine.workspace('test'), String(run.id))
  const { state, chain } = await view(ada, one)
  assert.deepEqual([state, namesOf(chain)], ['running', ['ended', 'ended', 'mia']])
  assert.deepEqual([await waits(tom, one), await waits(mia, one), await waits(fin, one)], [false, true, true])
  await must(204, does(fin, one, 'approve'))
  assert.equal((await view(ada, one)).state, 'approved')
  await off(second)
})

test('a condition sees what stood there before: raised by more than a tenth, on each road; nothing stood there where it is new', async () => {
  const raised = await flow({ title: 'Raised', condition: 'amount > before.amount * 1.1' }, [
    oneOf(tom),
    { ...oneOf(mia), when: 'amount > before.amount * 2' },
  ])
  const id = await deal(rep, { amount: 100 })
  await must(200, rep.ask('PATCH', `/api/v1/opportunities/${id}`, { amount: 110 }))
  const chain = async (amount: number) =>
    namesOf((await must(200, rep.ask('POST', '/api/v1/approval/preview', change(id, { amount })))).chain)
  assert.deepEqual([await chain(120), await chain(122), await chain(300)], [[], ['tom'], ['tom', 'mia']])
  await must(409, rep.ask('PATCH', `/api/v1/opportunities/${id}`, { amount: 122 }))
  const one = await submit(rep, change(id, { amount: 300 }))
  await must(204, does(tom, one, 'return', { to: 'submitter', comment: 'less' }))
  await must(204, rep.ask('POST', `/api/v1/approval/cases/${one}/resubmit`, { values: { amount: 150 } }))
  assert.deepEqual(namesOf((await view(rep, one)).chain), ['tom'], 'asked anew of what is submitted again')
  await must(204, does(tom, one, 'approve'))
  await off(raised)
  const made = await flow({ title: 'New', occasion: 'create', condition: 'before.amount == null && amount > 900' }, [oneOf(tom)])
  await must(409, rep.ask('POST', '/api/v1/opportunities', { name: 'New', amount: 1_000 }))
  const wrong = await must(422, ada.ask('PATCH', `/api/v1/approval-flows/${made}`, { condition: 'before.nothing > 1' }))
  assert.deepEqual(
    (wrong.issues as Json[]).map(({ path }) => path),
    ['condition'],
  )
  await off(made)
  assert.equal(rowsOf(await tom.ask('GET', '/api/v1/approval/tasks')).length, 0)
})
