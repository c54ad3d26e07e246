import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf, type Json, must, oneOf, openCompany, rowsOf } from './approval-company.ts'

const { people, flow, deal, submit, does, view, waits, product } = await openCompany()
const { ada, bo, mia, tom, rep, rob, fin } = people
const change = (id: string, values: Json): Json => ({ does: 'change', object: 'opportunity', id, values })

test('a change that needs approval waits, and is made in the submitter’s name when the last step is approved', async () => {
  await flow({ title: 'Large deals', condition: 'amount >= 100000', watched: ['amount'] }, [
    oneOf(tom),
    { approvers: { kind: 'superior', level: 2 } },
  ])
  const id = await deal(rep)
  await must(200, rep.ask('PATCH', `/api/v1/opportunities/${id}`, { amount: 99_000 }))
  const refused = await must(409, rep.ask('PATCH', `/api/v1/opportunities/${id}`, { amount: 100_000 }))
  assert.equal(refused.code, 'kernel.needs-approval')
  assert.match(String(refused.detail), /Large deals/)
  const preview = await must(200, rep.ask('POST', '/api/v1/approval/preview', change(id, { amount: 100_000 })))
  const names = (preview.chain as Json[]).map(({ people: asked }) => (asked as Json[]).map(({ name }) => name))
  assert.deepEqual(names, [['tom'], ['mia']])
  const [was, willBe] = (preview.differs as Record<string, Json[]>).amount!
  assert.deepEqual([was!.amount, willBe!.amount], [99_000, 100_000])
  const before = await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))
  assert.equal((before.amount as Json).amount, 99_000, 'nothing remains of a preview')

  const one = await submit(rep, change(id, { amount: 100_000 }))
  assert.deepEqual([await waits(tom, one), await waits(mia, one)], [true, false])
  const locked = await must(409, rep.ask('PATCH', `/api/v1/opportunities/${id}`, { name: 'Other' }))
  assert.deepEqual([locked.code, locked.case], ['kernel.in-approval', one])
  await must(204, does(tom, one, 'approve', { comment: 'good' }))
  assert.deepEqual([await waits(tom, one), await waits(mia, one)], [false, true])
  await must(204, does(mia, one, 'approve'))

  const after = await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))
  assert.equal((after.amount as Json).amount, 100_000)
  assert.equal((after.updatedBy as Json).id, rep.id)
  assert.equal((await view(rep, one)).state, 'approved')
  await must(200, rep.ask('PATCH', `/api/v1/opportunities/${id}`, { name: 'Free again' }))
  const sets = rowsOf(await ada.ask('GET', '/api/v1/change-sets?limit=10')).filter(({ counts }) => (counts as Json).approvalTask)
  assert.equal(sets.length, 3, 'one change set for each decision, and one for submitting')
  for (const set of sets)
    assert.equal(
      (await must(409, ada.ask('POST', `/api/v1/change-sets/${set.id}/undo`, { conflicts: 'restore' }))).code,
      'kernel.decision-stands',
    )
})

test('the record is locked on every road, its lines too, but not what the system keeps and who looks after it', async () => {
  const id = await deal(rep, { lines: [{ description: 'Service', quantity: 1, price: 10 }] })
  const change1 = (await rep.ask('PATCH', `/api/v1/opportunities/${id}`, { name: 'Before' })).headers['x-change-set']
  const one = await submit(rep, change(id, { amount: 200_000 }))
  const code = async (answer: ReturnType<typeof rep.ask>) => bodyOf(await answer).code
  assert.equal(await code(ada.ask('DELETE', `/api/v1/opportunities/${id}`)), 'kernel.in-approval')
  assert.equal(await code(ada.ask('POST', `/api/v1/opportunities/${id}/lose`, { kind: 'price', lostToNobody: true })), 'kernel.in-approval')
  assert.equal(await code(ada.ask('POST', `/api/v1/change-sets/${String(change1)}/undo`, {})), 'kernel.in-approval')
  const filter = encodeURIComponent(JSON.stringify({ id: { in: [id] } }))
  assert.equal(
    await code(ada.ask('PATCH', `/api/v1/opportunities?filter=${filter}&expect=1`, { stageRemark: 'bulk' })),
    'kernel.in-approval',
  )
  const lines = (await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))).lines as Json[]
  assert.equal(
    await code(rep.ask('PATCH', `/api/v1/opportunities/${id}`, { lines: [{ id: lines[0]!.id, quantity: 2 }] })),
    'kernel.in-approval',
  )
  assert.equal(await code(rep.ask('PATCH', `/api/v1/opportunity-lines/${lines[0]!.id}`, { quantity: 3 })), 'kernel.in-approval')
  await must(200, ada.ask('PATCH', `/api/v1/opportunities/${id}`, { owner: rob.id }))
  assert.equal(await code(rep.ask('POST', '/api/v1/approval/cases', change(id, { amount: 300_000 }))), 'kernel.not-found')
  assert.equal(await code(rob.ask('POST', '/api/v1/approval/cases', change(id, { amount: 300_000 }))), 'kernel.in-approval')
  await must(204, does(tom, one, 'reject', { comment: 'too early' }))
  const after = await must(200, rob.ask('GET', `/api/v1/opportunities/${id}`))
  assert.equal((after.amount as Json).amount, 100, 'as it was before')
  await must(200, rob.ask('PATCH', `/api/v1/opportunities/${id}`, { stageRemark: 'goes on' }))
})

test('creating, removing and an action wait as well; what nobody has to decide is made at once', async () => {
  const flows = [
    await flow({ title: 'New', object: 'account', occasion: 'create', condition: 'headcount > 500' }, [oneOf(bo)]),
    await flow({ title: 'Gone', object: 'account', occasion: 'remove' }, [oneOf(bo)]),
    await flow({ title: 'Won', occasion: 'action', action: 'sales.win', condition: 'amount > 500' }, [oneOf(bo)]),
    await flow({ title: 'Nobody', object: 'contact', occasion: 'change' }, [{ ...oneOf(rep), empty: 'skip' }]),
  ]
  await must(409, rep.ask('POST', '/api/v1/accounts', { name: 'Large', headcount: 600 }))
  const wrong = await must(
    400,
    rep.ask('POST', '/api/v1/approval/cases', { does: 'create', object: 'account', values: { name: 'Large', headcount: -1 } }),
  )
  assert.equal(wrong.code, 'kernel.bad-value', 'what could not be made is not submitted')
  const made = await submit(rep, { does: 'create', object: 'account', values: { name: 'Large', headcount: 600 } })
  const { record } = await view(bo, made)
  await must(404, rep.ask('GET', `/api/v1/accounts/${String(record)}`))
  await must(204, does(bo, made, 'approve'))
  const account = await must(200, rep.ask('GET', `/api/v1/accounts/${String(record)}`))
  assert.deepEqual([account.name, (account.createdBy as Json).id, (account.owner as Json).id], ['Large', rep.id, rep.id])

  const removed = await submit(rep, { does: 'remove', object: 'account', id: record })
  await must(204, does(bo, removed, 'approve'))
  await must(404, rep.ask('GET', `/api/v1/accounts/${String(record)}`))
  const small = await must(201, rep.ask('POST', '/api/v1/accounts', { name: 'Small' }))

  const id = await deal(rep, { amount: 1_000, account: small.id })
  assert.equal((await must(409, rep.ask('POST', `/api/v1/opportunities/${id}/win`, {}))).title === undefined, false)
  const win = await submit(rep, { does: 'action', action: 'sales.win', id, input: { remark: 'signed' } })
  assert.equal((await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))).outcome, 'open')
  await must(204, does(bo, win, 'approve'))
  const won = await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))
  assert.deepEqual([won.outcome, won.stageRemark], ['won', 'signed'])

  const contact = await must(201, rep.ask('POST', '/api/v1/contacts', { name: 'Li', account: small.id }))
  const skipped = await submit(rep, { does: 'change', object: 'contact', id: contact.id, values: { name: 'Li Wei' } })
  assert.equal((await view(rep, skipped)).state, 'approved')
  assert.equal((await must(200, rep.ask('GET', `/api/v1/contacts/${String(contact.id)}`))).name, 'Li Wei')
  const none = await rep.ask('POST', '/api/v1/approval/cases', change(await deal(rep), { amount: 5 }))
  assert.equal(bodyOf(none).code, 'kernel.no-approval-needed')
  for (const one of flows) await must(200, ada.ask('PATCH', `/api/v1/approval-flows/${one}`, { active: false }))
})

test('what cannot be made any more is told to the last approver, and the case goes on', async () => {
  const account = await must(201, rep.ask('POST', '/api/v1/accounts', { name: 'Soon gone' }))
  const id = await deal(rep)
  const one = await submit(rep, change(id, { amount: 400_000, account: account.id }))
  await must(204, ada.ask('DELETE', `/api/v1/accounts/${String(account.id)}`))
  await must(204, does(tom, one, 'approve'))
  const refused = await must(409, does(mia, one, 'approve'))
  assert.equal(refused.code, 'kernel.change-impossible')
  assert.ok(await waits(mia, one))
  await must(204, does(mia, one, 'return', { comment: 'the customer is gone', to: 'submitter' }))
  await must(204, rep.ask('POST', `/api/v1/approval/cases/${one}/resubmit`, { values: { account: null } }))
  await must(204, does(tom, one, 'approve'))
  await must(204, does(mia, one, 'approve'))
  assert.equal(((await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))).amount as Json).amount, 400_000)
})

test('who has nothing to do with a case learns nothing of it, and nobody writes in it from outside', async () => {
  const id = await deal(rep)
  const one = await submit(rep, change(id, { amount: 500_000 }))
  await must(404, rob.ask('GET', `/api/v1/approval/cases/${one}`))
  await must(404, does(rob, one, 'approve'))
  await must(404, rob.ask('GET', `/api/v1/approval-cases/${one}`))
  assert.equal((await view(fin, one)).state, 'running', 'whoever may read the record may see whose turn it is')
  assert.equal(bodyOf(await does(fin, one, 'approve')).code, 'kernel.not-found')
  assert.equal((await must(409, ada.ask('DELETE', `/api/v1/approval-cases/${one}`))).code, 'kernel.decision-stands')
  assert.equal((await must(409, ada.ask('POST', '/api/v1/approval-cases', {}))).code, 'kernel.decision-stands')
  const written = await must(400, ada.ask('PATCH', `/api/v1/approval-cases/${one}`, { state: 'approved' }))
  assert.deepEqual(
    (written.issues as Json[]).map(({ code }) => code),
    ['kernel.read-only'],
  )
  const about = rowsOf(await rep.ask('GET', `/api/v1/approval/records/opportunities/${id}`))
  assert.deepEqual(
    about.map((row) => [row.id, (row.people as Json[]).map(({ name }) => name)]),
    [[one, ['tom']]],
  )
  assert.deepEqual(rowsOf(await rob.ask('GET', `/api/v1/approval/records/opportunities/${id}`)), [])
  // Whoever is asked sees the record at a glance, though he may not read it; whoever reads it has no need of that.
  const asked = await submit(rob, change(await deal(rob), { amount: 600_000 }))
  const glance = (await view(tom, asked)).facts as Json
  assert.deepEqual([(glance.owner as Json).title ?? (glance.owner as Json).name, (glance.amount as Json).amount], ['rob', 600_000])
  assert.deepEqual((await view(fin, asked)).facts, {})
  await must(204, does(rep, one, 'recall'))
})

test('a flow with faults is refused with all of them', async () => {
  const bad = await must(
    422,
    ada.ask('POST', '/api/v1/approval-flows', {
      title: 'Bad',
      object: 'opportunity',
      occasion: 'action',
      condition: 'nothing > 1',
      watched: ['nowhere'],
      steps: [{ key: 's1', name: '', approvers: { kind: 'magic' }, mode: 'all', empty: 'skip', self: 'skip' }],
    }),
  )
  const paths = (bad.issues as Json[]).map(({ path }) => path)
  assert.deepEqual(paths, ['action', 'condition', 'watched', 'steps.0.name', 'steps.0.approvers'])
  await must(403, rep.ask('POST', '/api/v1/approval-flows', { title: 'No', object: 'opportunity', steps: [] }))
})

test('work over many records is refused as a whole where one of them needs approval', async () => {
  const ids = [await deal(rep), await deal(rep)]
  const filter = encodeURIComponent(JSON.stringify({ id: { in: ids } }))
  const all = await must(409, rep.ask('PATCH', `/api/v1/opportunities?filter=${filter}&expect=2`, { amount: 700_000 }))
  assert.equal(all.code, 'kernel.needs-approval')
  assert.equal(((await must(200, rep.ask('GET', `/api/v1/opportunities/${ids[0]}`))).amount as Json).amount, 100)
  assert.deepEqual(product.log, [])
})

test('what was decided of a record follows it when it is merged; what still waits keeps it from that', async () => {
  await flow({ title: 'Merged', object: 'account', condition: 'remark != null', watched: ['remark'] }, [oneOf(bo)])
  const make = async (name: string) => String((await must(201, rep.ask('POST', '/api/v1/accounts', { name }))).id)
  const [kept, gone] = [await make('Kept'), await make('Gone')]
  const remark = (id: string, text: string): Json => ({ does: 'change', object: 'account', id, values: { remark: text } })
  const done = await submit(rep, remark(gone, 'approved'))
  await must(204, does(bo, done, 'approve'))
  const open = await submit(rep, remark(gone, 'waits'))
  const merge = () => ada.ask('POST', `/api/v1/accounts/${kept}/merge`, { others: [gone], values: { remark: null } })
  const refused = await merge()
  assert.equal(refused.statusCode, 409, refused.body)
  await must(204, does(rep, open, 'recall'))
  const merged = await merge()
  assert.equal(merged.statusCode, 200, merged.body)
  const about = rowsOf(await rep.ask('GET', `/api/v1/approval/records/accounts/${kept}`))
  assert.deepEqual(about.map(({ id }) => id).sort(), [done, open].sort())
})
