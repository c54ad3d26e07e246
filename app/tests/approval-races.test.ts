import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../modules.ts'
import { bodyOf, type Json, must, oneOf, openCompany, rowsOf } from './approval-company.ts'
import { type Answer, openProduct } from './open-product.ts'

const company = await openCompany()
const { people, flow, deal, submit, does, view, waits } = company
const { ada, mia, tom, rep, fin } = people
/** A second process over the same database: memory, pools and locks of its own. */
const second = await openProduct(company.url, modules)
const times = 8
const change = (id: string, need: string): Json => ({ does: 'change', object: 'opportunity', id, values: { need } })
const statusOf = (answers: readonly Answer[]): number[] => answers.map(({ statusCode }) => statusCode).sort()

await flow({ title: 'Raced', condition: 'need != null', watched: ['need'] }, [
  { approvers: { kind: 'people', people: [tom.id, mia.id] }, mode: 'any' },
])

test('two decisions in the same moment: one counts, the other is told', async () => {
  const ends: unknown[] = []
  for (let n = 0; n < times; n++) {
    const id = await deal(rep)
    const one = await submit(rep, change(id, `both ${n}`))
    const answers = await Promise.all([does(tom, one, 'approve'), does(second.as(mia), one, 'reject', { comment: 'no' })])
    assert.deepEqual(statusOf(answers), [204, 409])
    const told = bodyOf(answers.find(({ statusCode }) => statusCode === 409)!)
    assert.equal(told.code, 'kernel.case-closed')
    const { state, tasks } = await view(rep, one)
    const isApproved = answers[0].statusCode === 204
    assert.equal(state, isApproved ? 'approved' : 'rejected')
    assert.deepEqual((tasks as Json[]).map((task) => task.state).sort(), [isApproved ? 'approved' : 'rejected', 'skipped'])
    const row = await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))
    assert.equal(row.need ?? null, isApproved ? `both ${n}` : null)
    ends.push(state)
  }
  assert.equal(ends.length, times)
})

test('the same decision twice is one decision, and the change is made once', async () => {
  for (let n = 0; n < times; n++) {
    const id = await deal(rep)
    const { version } = await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))
    const one = await submit(rep, change(id, `twice ${n}`))
    const answers = await Promise.all([does(tom, one, 'approve'), does(second.as(tom), one, 'approve')])
    assert.deepEqual(statusOf(answers), [204, 204])
    assert.equal((await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))).version, Number(version) + 1)
  }
})

test('a decision and a recall: one of them, and the change is made only after the decision', async () => {
  for (let n = 0; n < times; n++) {
    const id = await deal(rep)
    const one = await submit(rep, change(id, `recalled ${n}`))
    const answers = await Promise.all([does(tom, one, 'approve'), does(second.as(rep), one, 'recall')])
    assert.deepEqual(statusOf(answers), [204, 409])
    const isApproved = answers[0].statusCode === 204
    assert.equal((await view(rep, one)).state, isApproved ? 'approved' : 'recalled')
    assert.equal((await must(200, rep.ask('GET', `/api/v1/opportunities/${id}`))).need ?? null, isApproved ? `recalled ${n}` : null)
    assert.equal(await waits(mia, one), false)
  }
})

test('the same record submitted twice at once, and edited while it is submitted', async () => {
  for (let n = 0; n < times; n++) {
    const id = await deal(rep)
    const both = await Promise.all([
      rep.ask('POST', '/api/v1/approval/cases', change(id, `a ${n}`)),
      second.as(rep).ask('POST', '/api/v1/approval/cases', change(id, `b ${n}`)),
    ])
    assert.deepEqual(statusOf(both), [201, 409])
    assert.equal(bodyOf(both.find(({ statusCode }) => statusCode === 409)!).code, 'kernel.in-approval')
    assert.equal(rowsOf(await rep.ask('GET', `/api/v1/approval/records/opportunities/${id}`)).length, 1)
  }
  for (let n = 0; n < times; n++) {
    const id = await deal(rep, { stageRemark: 'old' })
    const values = { need: `c ${n}`, stageRemark: 'asked for' }
    const [edited, submitted] = await Promise.all([
      second.as(ada).ask('PATCH', `/api/v1/opportunities/${id}`, { stageRemark: 'edited' }),
      rep.ask('POST', '/api/v1/approval/cases', { ...change(id, ''), values }),
    ])
    assert.equal(submitted.statusCode, 201, submitted.body)
    const { differs } = await view(tom, String(bodyOf(submitted).id))
    const [was] = (differs as Record<string, unknown[]>).stageRemark!
    if (edited.statusCode === 200) assert.equal(was, 'edited', 'an edit that was let through was there before')
    else assert.deepEqual([edited.statusCode, bodyOf(edited).code, was], [409, 'kernel.in-approval', 'old'])
  }
})

test('a flow that is changed meanwhile changes nothing that runs', async () => {
  const raced = await flow({ title: 'Edited', object: 'account', condition: 'headcount > 10', watched: ['headcount'] }, [oneOf(tom)])
  for (let n = 0; n < times; n++) {
    const account = String((await must(201, rep.ask('POST', '/api/v1/accounts', { name: `Account ${n}` }))).id)
    const steps = [
      { key: 's1', name: `Version ${n}`, mode: 'any', empty: 'administrator', self: 'skip', ...oneOf(n % 2 === 0 ? fin : tom) },
    ]
    const [edited, submitted] = await Promise.all([
      second.as(ada).ask('PATCH', `/api/v1/approval-flows/${raced}`, { steps }),
      rep.ask('POST', '/api/v1/approval/cases', { does: 'change', object: 'account', id: account, values: { headcount: 20 } }),
    ])
    assert.deepEqual([edited.statusCode, submitted.statusCode], [200, 201], submitted.body)
    const one = String(bodyOf(submitted).id)
    const { chain, flow: pinned } = await view(rep, one)
    const [step] = chain as Json[]
    const [asked] = step!.people as Json[]
    const before = n % 2 === 0 ? 'tom' : 'fin'
    const after = n % 2 === 0 ? 'fin' : 'tom'
    const isNew = step!.name === `Version ${n}`
    assert.equal(asked!.name, isNew ? after : n === 0 ? 'tom' : before)
    assert.equal((pinned as Json).version, n + (isNew ? 2 : 1))
    await must(204, does(asked!.name === 'tom' ? tom : fin, one, 'approve'))
    assert.equal((await view(rep, one)).state, 'approved')
  }
})

test('somebody leaves while he decides: his decision counts or his superior is asked, never neither', async () => {
  for (let n = 0; n < 4; n++) {
    const leaver = await company.product.join({ name: `leaver${n}`, roles: ['manager'], department: company.departments.team })
    const only = await flow({ title: `Leaver ${n}`, object: 'contact', condition: `remark == "${n}"`, watched: ['remark'] }, [
      oneOf(leaver),
    ])
    const contact = String((await must(201, rep.ask('POST', '/api/v1/contacts', { name: 'Wang' }))).id)
    const one = await submit(rep, { does: 'change', object: 'contact', id: contact, values: { remark: String(n) } })
    const [decided, left] = await Promise.all([
      does(leaver, one, 'approve'),
      second.as(ada).ask('PATCH', `/api/v1/members/${leaver.id}`, { active: false }),
    ])
    assert.equal(left.statusCode, 200, left.body)
    const { state } = await view(rep, one)
    if (decided.statusCode === 204) assert.equal(state, 'approved')
    else assert.deepEqual([state, await waits(tom, one)], ['running', true])
    void only
  }
})

test('somebody leaves while he is asked: what waits is never left with him', async () => {
  for (let n = 0; n < 6; n++) {
    const leaver = await company.product.join({ name: `goer${n}`, roles: ['manager'], department: company.departments.team })
    await flow({ title: `Goer ${n}`, object: 'contact', condition: `remark == "goer ${n}"`, watched: ['remark'] }, [
      oneOf(mia),
      oneOf(leaver),
    ])
    const contact = String((await must(201, rep.ask('POST', '/api/v1/contacts', { name: 'Wang' }))).id)
    const one = await submit(rep, { does: 'change', object: 'contact', id: contact, values: { remark: `goer ${n}` } })
    const answers = await Promise.all([
      does(mia, one, 'approve'),
      second.as(ada).ask('PATCH', `/api/v1/members/${leaver.id}`, { active: false }),
    ])
    assert.deepEqual(statusOf(answers), [200, 204], answers.map(({ body }) => body).join())
    assert.equal(await waits(tom, one), true)
    await must(204, does(tom, one, 'approve'))
    assert.equal((await view(rep, one)).state, 'approved')
  }
})
