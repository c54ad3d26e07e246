import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf, type Json, must, oneOf, openCompany, rowsOf } from './approval-company.ts'

const { people, flow, deal, submit, does, view, waits, shelf } = await openCompany()
const { ada, bo, mia, tom, rep, rob, fin } = people

test('a change that needs approval waits, and is made in the submitter’s name when the last step is approved', async () => {
  await flow({ title: 'Large deals', condition: 'amount >= 100000', watched: ['amount'] }, [oneOf(tom), { approvers: { kind: 'superior', level: 2 } }])
  const id = await deal(rep)
  await must(200, rep.ask('PATCH', `/api/v1/opportunities/${id}`, { amount: 99_000 }))
  const refused = await must(409, rep.ask('PATCH', `/api/v1/opportunities/${id}`, { amount: 100_000 }))
  assert.equal(refused.code, 'kernel.needs-approval')
  assert.match(String(refused.detail), /Large deals/)
  const call = { does: 'change', object: 'opportunity', id, values: { amount: 100_000 } }
  const preview = await must(200, rep.ask('POST', '/api/v1/approval/preview', call))
  assert.deepEqual(
    (preview.chain as Json[]).map(({ people: asked }) => (asked as Json[]).map(({ name }) => name)),
    [['tom'], ['mia']],
  )
  assert.deepEqual((preview.differs as Json).amount, [
    { amount: 99_000, currency: 'CNY' },
    { amount: 100_000, currency: 'CNY' },
  ])
  const before = await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))
  assert.deepEqual(before.amount, { amount: 99_000, currency: 'CNY' }, 'nothing remains of a preview')
  const one = await submit(rep, call)
  assert.ok(await waits(tom, one))
  assert.ok(!(await waits(mia, one)))
  const locked = await must(409, rep.ask('PATCH', `/api/v1/opportunities/${id}`, { name: 'Other' }))
  assert.equal(locked.code, 'kernel.in-approval')
  assert.equal(locked.case, one)
  assert.equal((await must(409, ada.ask('DELETE', `/api/v1/opportunities/${id}`))).code, 'kernel.in-approval')
  await must(204, does(tom, one, 'approve', { comment: 'good' }))
  assert.ok(!(await waits(tom, one)))
  assert.ok(await waits(mia, one))
  await must(204, does(mia, one, 'approve'))
  const after = await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))
  assert.deepEqual(after.amount, { amount: 100_000, currency: 'CNY' })
  assert.equal((after.updatedBy as Json).id, rep.id)
  assert.equal((await view(rep, one)).state, 'approved')
  await must(200, rep.ask('PATCH', `/api/v1/opportunities/${id}`, { name: 'Free again' }))
  const set = rowsOf(await ada.ask('GET', '/api/v1/change-sets?limit=3')).find(({ counts }) => (counts as Json).approvalCase)
  assert.equal(bodyOf(await ada.ask('POST', `/api/v1/change-sets/${set!.id}/undo`, {})).code, 'kernel.decision-stands')
  void [bo, rob, fin, shelf]
})
