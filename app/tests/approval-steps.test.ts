import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf, type Json, must, oneOf, openCompany, rowsOf } from './approval-company.ts'

const { people, flow, deal, submit, does, view, waits, shelf, departments, product } = await openCompany()
const { ada, bo, mia, tom, rep, rob, fin, fay } = people

/** A flow of its own for a test: it fits where the deal's need names it. */
let tests = 0
async function begin(steps: readonly Json[], o: { flow?: Json; who?: typeof rep; values?: Json; chosen?: Json } = {}): Promise<string> {
  tests += 1
  const need = `need ${tests}`
  await flow({ condition: `need == "${need}"`, watched: ['need'], ...o.flow }, steps)
  const id = await deal(o.who ?? rep, o.values)
  return submit(o.who ?? rep, { does: 'change', object: 'opportunity', id, values: { need }, ...(o.chosen ? { chosen: o.chosen } : {}) })
}
const chainOf = async (id: string): Promise<string[]> =>
  ((await view(rep, id)).chain as Json[]).map((step) => (step.people as Json[]).map(({ name }) => name).join('+') || String(step.skipped))
const stateOf = async (id: string): Promise<unknown> => (await view(ada, id)).state
const code = async (answer: ReturnType<typeof does>) => bodyOf(await answer).code

test('who decides: people, roles, superiors, heads of departments, chains by level and by amount', async () => {
  const amounts = { approvers: { kind: 'chain', field: 'amount', limits: [1_000, 50_000] } }
  const id = await begin(
    [
      oneOf(fin),
      { approvers: { kind: 'role', role: 'finance' } },
      { approvers: { kind: 'superior', level: 1 } },
      { approvers: { kind: 'superior', level: 3 } },
      { approvers: { kind: 'head', level: 2 } },
      { approvers: { kind: 'chain', level: 2 } },
      { ...amounts, when: 'amount > 100' },
      { ...oneOf(rob), when: 'amount > 1000000' },
    ],
    { values: { amount: 20_000 } },
  )
  assert.deepEqual(await chainOf(id), ['fin', 'fay+fin', 'tom', 'bo', 'mia', 'tom+mia', 'tom+mia'])
  const above = await begin([amounts], { values: { amount: 60_000 } })
  assert.deepEqual(await chainOf(above), ['tom+mia+bo'])
})

test('whom somebody reports to comes before the head of his department, and his own superior after that; one who is gone counts as none', async () => {
  // Whoever is gone has no keys any more, though he comes back.
  const gus = await product.join({ name: 'gus', roles: ['rep'], department: departments.hq })
  const steps = [1, 2, 3].map((level) => ({ approvers: { kind: 'superior', level }, empty: 'skip' }))
  const report = (who: typeof rep, superior: typeof rep | null) =>
    must(200, ada.ask('PATCH', `/api/v1/members/${who.id}`, { superior: superior?.id ?? null }))
  await report(rep, gus)
  await report(gus, fay)
  assert.deepEqual(await chainOf(await begin(steps)), ['gus', 'fay', 'bo'])
  await report(fay, rep)
  assert.deepEqual(await chainOf(await begin(steps)), ['gus', 'fay', 'empty'], 'a circle ends it')
  await must(200, ada.ask('PATCH', `/api/v1/members/${gus.id}`, { active: false }))
  assert.deepEqual(await chainOf(await begin(steps)), ['tom', 'mia', 'bo'])
  for (const who of [rep, fay]) await report(who, null)
})

test('nobody there, and oneself: skipped, the administrator, somebody named, the superior, allowed', async () => {
  const nobody = { approvers: { kind: 'superior', level: 9 } }
  const own = oneOf(rep)
  const id = await begin([
    { ...nobody, empty: 'skip' },
    { ...nobody, empty: 'administrator' },
    { ...nobody, empty: { person: fin.id } },
    { ...own, self: 'skip' },
    { ...own, self: 'superior' },
    { ...own, self: 'allow' },
  ])
  assert.deepEqual(await chainOf(id), ['empty', 'ada', 'fin', 'self', 'tom', 'rep'])
  for (const who of [ada, fin, tom, rep]) await must(204, does(who, id, 'approve'))
  assert.equal(await stateOf(id), 'approved')
})

test('several people: all of them, any of them, one after the other', async () => {
  const both = { approvers: { kind: 'people', people: [tom.id, mia.id] } }
  const all = await begin([{ ...both, mode: 'all' }])
  await must(204, does(mia, all, 'approve'))
  assert.equal(await stateOf(all), 'running')
  await must(204, does(tom, all, 'approve'))
  assert.equal(await stateOf(all), 'approved')

  const any = await begin([{ ...both, mode: 'any' }])
  await must(204, does(mia, any, 'approve'))
  assert.equal(await stateOf(any), 'approved')
  assert.equal(await waits(tom, any), false)

  const order = await begin([{ ...both, mode: 'order' }])
  assert.deepEqual([await waits(tom, order), await waits(mia, order)], [true, false])
  assert.equal(await code(does(mia, order, 'approve')), 'kernel.not-found')
  await must(204, does(tom, order, 'approve'))
  await must(204, does(mia, order, 'approve'))
  assert.equal(await stateOf(order), 'approved')
})

test('whoever approved already is asked once, not right after, or each time', async () => {
  const steps = [oneOf(tom), oneOf(tom), oneOf(mia), oneOf(tom)]
  for (const [repeated, asked] of [
    ['once', [tom, mia]],
    ['consecutive', [tom, mia, tom]],
    ['each', [tom, tom, mia, tom]],
  ] as const) {
    const id = await begin(steps, { flow: { repeated } })
    for (const who of asked) {
      assert.equal(await stateOf(id), 'running', repeated)
      await must(204, does(who, id, 'approve'))
    }
    assert.equal(await stateOf(id), 'approved', repeated)
  }
})

test('the submitter chooses who decides, among those with a role', async () => {
  const step = { approvers: { kind: 'chosen', role: 'finance' } }
  const lacking = begin([step])
  await assert.rejects(lacking, /approver-missing/)
  await assert.rejects(begin([step], { chosen: { s1: [tom.id] } }), /approver-missing/)
  const id = await begin([step], { chosen: { s1: [fay.id] } })
  assert.deepEqual(await chainOf(id), ['fay'])
  await must(204, does(fay, id, 'approve'))
})

test('returned to a step or to the submitter it goes round again, and earlier decisions stay', async () => {
  const id = await begin([oneOf(tom), oneOf(mia), oneOf(bo)])
  for (const who of [tom, mia]) await must(204, does(who, id, 'approve'))
  assert.equal(await code(does(bo, id, 'return', { to: 0 })), 'kernel.comment-needed')
  assert.equal(await code(does(bo, id, 'return', { to: 2, comment: 'x' })), 'kernel.bad-value')
  await must(204, does(bo, id, 'return', { to: 1, comment: 'look again' }))
  assert.deepEqual([await waits(tom, id), await waits(mia, id), await waits(bo, id)], [false, true, false])
  await must(204, does(mia, id, 'return', { to: 'submitter', comment: 'say more' }))
  assert.equal(await waits(rep, id), true)
  assert.equal((await view(rep, id)).step, -1)
  const { object, record, call } = await view(rep, id)
  assert.equal(object, 'opportunity')
  assert.equal(bodyOf(await rep.ask('PATCH', `/api/v1/opportunities/${String(record)}`, { name: 'x' })).code, 'kernel.in-approval')
  const values = { ...((call as Json).values as Json), name: 'Said more' }
  await must(204, rep.ask('POST', `/api/v1/approval/cases/${id}/resubmit`, { values, comment: 'done' }))
  assert.equal(await waits(rep, id), false)
  for (const who of [tom, mia, bo]) await must(204, does(who, id, 'approve'))
  const end = await view(rep, id)
  assert.deepEqual([end.state, end.round], ['approved', 3])
  const decided = (end.tasks as Json[]).map(({ person, state }) => `${String((person as Json).name)} ${String(state)}`)
  assert.deepEqual(decided, [
    'tom approved',
    'mia approved',
    'bo returned',
    'mia returned',
    'rep skipped',
    'tom approved',
    'mia approved',
    'bo approved',
  ])
  assert.equal((await must(200, rep.ask('GET', `/api/v1/opportunities/${String(record)}`))).name, 'Said more')
})

test('handed over, with a person before or after, asked, copied: both names stand in it', async () => {
  const id = await begin([oneOf(tom), oneOf(mia)])
  assert.equal(await code(does(tom, id, 'hand-over', { person: rep.id })), 'kernel.bad-value')
  await must(204, does(tom, id, 'hand-over', { person: fin.id, comment: 'yours' }))
  assert.deepEqual([await waits(tom, id), await waits(fin, id)], [false, true])
  await must(204, does(fin, id, 'add', { person: fay.id, place: 'before' }))
  assert.deepEqual([await waits(fin, id), await waits(fay, id)], [false, true])
  await must(204, does(fay, id, 'ask', { comment: 'why?' }))
  await must(204, does(rep, id, 'ask', { comment: 'because' }))
  await must(204, does(fay, id, 'approve'))
  assert.equal(await waits(fin, id), true, 'the step that was put off comes again, with whom it was handed to')
  await must(204, does(fin, id, 'add', { person: bo.id, place: 'after' }))
  await must(204, does(fin, id, 'copy', { people: [rob.id] }))
  for (const who of [fin, bo, mia]) await must(204, does(who, id, 'approve'))
  const end = await view(rob, id)
  assert.equal(end.state, 'approved')
  assert.deepEqual(
    (end.notes as Json[]).map(({ kind }) => kind),
    ['handedOver', 'added', 'question', 'question', 'added', 'copied'],
  )
  const handed = (end.tasks as Json[]).find(({ state }) => state === 'handedOver') as Record<string, Json>
  assert.deepEqual([handed.person!.name, handed.decidedBy!.name], ['tom', 'tom'])
  assert.equal((await shelf(rob, 'copies')).length, 1)
  assert.ok((await shelf(tom, 'done')).some((row) => (row.case as Json).id === id))
  assert.ok((await shelf(rep, 'mine')).some((row) => (row.case as Json).id === id))
})

test('recalled before the first decision, before the last, or never', async () => {
  const steps = [oneOf(tom), oneOf(mia)]
  const first = await begin(steps, { flow: { recall: 'beforeFirst' } })
  await must(204, does(tom, first, 'approve'))
  assert.equal((await view(rep, first)).may && ((await view(rep, first)).may as Json).recall, false)
  assert.equal(await code(does(rep, first, 'recall')), 'kernel.decision-stands')
  const last = await begin(steps, { flow: { recall: 'beforeLast' } })
  await must(204, does(tom, last, 'approve'))
  await must(204, does(rep, last, 'recall', { comment: 'not now' }))
  assert.equal(await stateOf(last), 'recalled')
  assert.equal(await waits(mia, last), false)
  assert.equal(await code(does(mia, last, 'approve')), 'kernel.case-closed')
  const never = await begin(steps, { flow: { recall: 'never' } })
  assert.equal(await code(does(rep, never, 'recall')), 'kernel.decision-stands')
  await must(204, does(ada, never, 'recall'))
})

test('whoever is named for these days may decide too, of that flow alone, and both names stand in it', async () => {
  const named = await flow({ condition: 'need == "delegated"', watched: ['need'] }, [oneOf(tom)])
  const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10)
  const delegate = (spec: Json) => must(201, tom.ask('POST', '/api/v1/approval-delegations', spec))
  await delegate({ to: fay.id, validFrom: day(-9), validUntil: day(-2) })
  await delegate({ to: fin.id, validFrom: day(-1), validUntil: day(1), flow: named })
  const other = await begin([oneOf(tom)])
  const id = await submit(rep, { does: 'change', object: 'opportunity', id: await deal(rep), values: { need: 'delegated' } })
  assert.deepEqual([await waits(fin, id), await waits(fin, other), await waits(fay, id)], [true, false, false])
  await must(204, does(fin, id, 'approve'))
  const [task] = (await view(rep, id)).tasks as Record<string, Json>[]
  assert.deepEqual([task!.person!.name, task!.decidedBy!.name, task!.state], ['tom', 'fin', 'approved'])
  assert.equal(await code(does(fay, other, 'approve')), 'kernel.not-found')
})

test('what waits for somebody who leaves goes to his superior in the same moment, and the log says so', async () => {
  const leaver = rob
  const id = await begin([oneOf(leaver), oneOf(leaver)])
  await must(200, ada.ask('PATCH', `/api/v1/members/${leaver.id}`, { active: false }))
  assert.equal(await waits(tom, id), true)
  const { tasks, notes } = await view(rep, id)
  assert.deepEqual(
    (tasks as Record<string, Json>[]).map(({ person, state }) => [person!.name, state]),
    [
      ['rob', 'handedOver'],
      ['tom', 'waiting'],
    ],
  )
  assert.deepEqual(
    (notes as Record<string, Json>[]).map(({ kind, person }) => [kind, person!.name]),
    [['left', 'rob']],
  )
  await must(204, does(tom, id, 'approve'))
  assert.equal(await stateOf(id), 'approved', 'a later step of the leaver is the superior’s, who has approved')
  await must(200, ada.ask('PATCH', `/api/v1/members/${leaver.id}`, { active: true }))
})

test('a flow that ends asks what becomes of running cases: they finish, begin again, or are approved', async () => {
  const start = async (word: string) => {
    const made = await flow({ title: word, condition: `need == "${word}"`, watched: ['need'] }, [oneOf(tom)])
    const id = await deal(rep)
    return { made, id, one: await submit(rep, { does: 'change', object: 'opportunity', id, values: { need: word } }) }
  }
  const workspace = await product.installation.engine.workspace('test')
  const close = async (made: string, body: Json): Promise<Json> => {
    const run = await must(202, ada.ask('POST', '/api/v1/approval-flows/bulk', { do: 'close', ids: [made], ...body }))
    await product.bulk.run(workspace, String(run.id))
    return must(200, ada.ask('GET', `/api/v1/runs/${String(run.id)}`))
  }
  const finish = await start('finish')
  assert.equal((await must(409, ada.ask('PATCH', `/api/v1/approval-flows/${finish.made}`, { active: false }))).code, 'kernel.cases-running')
  assert.equal((await must(409, ada.ask('DELETE', `/api/v1/approval-flows/${finish.made}`))).count, 1)
  assert.equal((await close(finish.made, { running: 'finish', remove: true })).state, 'done')
  assert.equal(bodyOf(await rep.ask('PATCH', `/api/v1/opportunities/${finish.id}`, { name: 'x' })).code, 'kernel.in-approval')
  await must(204, does(tom, finish.one, 'approve'))
  assert.equal(await stateOf(finish.one), 'approved')

  const approved = await start('approve')
  await must(403, rep.ask('POST', '/api/v1/approval-flows/bulk', { do: 'close', ids: [approved.made], running: 'approve' }))
  const run = await close(approved.made, { running: 'approve' })
  assert.deepEqual([run.counts, (run.may as Json).undo], [{ settled: 1, leftOut: 0 }, false])
  assert.equal(await stateOf(approved.one), 'approved')
  assert.equal((await must(200, rep.ask('GET', `/api/v1/opportunities/${approved.id}`))).need, 'approve')

  const again = await start('restart')
  await flow({ title: 'Instead', condition: 'need == "restart"', watched: ['need'], position: 5 }, [oneOf(mia)])
  await close(again.made, { running: 'restart' })
  assert.equal(await stateOf(again.one), 'recalled')
  const about = rowsOf(await rep.ask('GET', `/api/v1/approval/records/opportunities/${again.id}`))
  assert.deepEqual(
    about.map((row) => [(row.flow as Json).title, row.state, (row.submitter as Json).name]),
    [
      ['Instead', 'running', 'rep'],
      ['restart', 'recalled', 'rep'],
    ],
  )
  const alone = await start('alone')
  await close(alone.made, { running: 'restart' })
  assert.equal(
    (await must(200, rep.ask('GET', `/api/v1/opportunities/${alone.id}`))).need,
    'alone',
    'no flow fits any more: the change is made',
  )
  const [gone, kept] = [await start('gone'), await start('kept')]
  const account = await must(201, rep.ask('POST', '/api/v1/accounts', { name: 'Gone' }))
  await must(204, does(tom, gone.one, 'return', { to: 'submitter', comment: 'which customer?' }))
  await must(204, rep.ask('POST', `/api/v1/approval/cases/${gone.one}/resubmit`, { values: { account: account.id } }))
  await must(204, ada.ask('DELETE', `/api/v1/accounts/${String(account.id)}`))
  const left = await close(gone.made, { running: 'approve' })
  assert.deepEqual(
    [left.counts, (left.leftOut as Json[]).map(({ id, code }) => [id, code]), await stateOf(gone.one)],
    [{ settled: 0, leftOut: 1 }, [[gone.one, 'kernel.bad-value']], 'running'],
    'what cannot be settled is named, and goes on',
  )
  assert.equal(await stateOf(kept.one), 'running')
  void departments
})

test('people are told: who is asked, who gets it back, who submitted it', async () => {
  const told = async (who: typeof rep) =>
    rowsOf(await who.ask('GET', '/api/v1/notices?limit=3')).map(({ kind, record, asks }) => [kind, (record as Json | null)?.title, asks])
  const id = await begin([oneOf(tom)], { flow: { title: 'Told' } })
  assert.deepEqual((await told(tom))[0], ['kernel.approval-asked', 'Told · Deal', true])
  await must(204, does(tom, id, 'return', { to: 'submitter', comment: 'more' }))
  assert.deepEqual((await told(rep))[0], ['kernel.approval-returned', 'Told · Deal', true])
  await must(204, rep.ask('POST', `/api/v1/approval/cases/${id}/resubmit`, {}))
  await must(204, does(tom, id, 'approve'))
  assert.deepEqual((await told(rep))[0], ['kernel.approval-ended', 'Told · Deal', false])
})
