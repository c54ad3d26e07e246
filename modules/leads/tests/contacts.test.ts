import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { leads } from '#manifest/leads'
import { pools } from '#manifest/pools'
import { lead } from '#objects/customers'
import { disqualify, noteTouch, takeUp } from '../index.ts'

/* What counts as the first contact with a lead, and what nobody has to answer any more. */

const app = await testApp([company, customers, pools, activities, leads], { now: '2030-05-20T02:00:00Z' })
const boss = await app.as('administrator')
const [east] = await boss.create('department', [{ name: 'East' }])
const head = await app.as('manager', { name: 'Head', department: String(east!.id) })
const anna = await app.as('rep', { name: 'Anna', department: String(east!.id) })

let counted = 0
async function arrive(more: object = {}): Promise<string> {
  const [made] = await boss.create(lead, [
    { name: 'Ada', mobile: `1380007${String(++counted).padStart(4, '0')}`, owner: anna.id as never, ...more },
  ])
  return String(made!.id)
}
const stands = async (id: string) => {
  const row = await boss.one(lead, id)
  return [row.status, Boolean(row.answeredAt), row.answerIsLate]
}
const waiting = ['new', false, null]
const answered = ['working', true, false]

test('a note of his manager, or one of another kind, answers no lead; a call, mail or visit of the owner does', async () => {
  const id = await arrive()
  await head.create('followUp', [{ lead: id, kind: 'call', content: 'Who looks after her?' }])
  await boss.create('followUp', [{ lead: id, kind: 'visit', content: 'Seen at the fair' }])
  await anna.create('followUp', [{ lead: id, kind: 'other', content: 'Looked up their site' }])
  assert.deepEqual(await stands(id), waiting)
  await anna.create('followUp', [{ lead: id, kind: 'mail', content: 'Wrote to her' }])
  assert.deepEqual(await stands(id), answered)
  for (const kind of ['call', 'visit', 'meeting', 'message']) {
    const other = await arrive()
    await anna.create('followUp', [{ lead: other, kind, content: 'Spoke to her' }])
    assert.deepEqual(await stands(other), answered, kind)
  }
})

test('what the manager writes down for the owner is the owner’s contact, and a kind that was put right counts', async () => {
  const id = await arrive()
  await boss.create('followUp', [{ lead: id, kind: 'call', content: 'She rang her', owner: anna.id }])
  assert.deepEqual(await stands(id), answered)
  const other = await arrive()
  const [note] = await anna.create('followUp', [{ lead: other, kind: 'other', content: 'Rang her' }])
  assert.deepEqual(await stands(other), waiting)
  await anna.change('followUp', String(note!.id), { kind: 'call' })
  assert.deepEqual(await stands(other), answered)
})

test('a rule names the kinds that count for its sources, and how many letters they need', async () => {
  await head.create('answerRule', [
    { name: 'Tenders', sources: ['tender'], minutes: 60, countedKinds: ['visit', 'other'], leastLength: 10 },
  ])
  const id = await arrive({ source: 'tender' })
  await anna.create('followUp', [{ lead: id, kind: 'call', content: 'A long talk about the tender' }])
  await anna.create('followUp', [{ lead: id, kind: 'visit', content: 'Was there' }])
  assert.deepEqual(await stands(id), waiting)
  await anna.create('followUp', [{ lead: id, kind: 'other', content: 'Read all of their papers' }])
  assert.deepEqual(await stands(id), answered)
})

test('who is disqualified in time need not be answered any more; taken up again, he has a clock of his own', async () => {
  const id = await arrive()
  await anna.call(disqualify, { lead: id, reason: 'noNeed' })
  const closed = await boss.one(lead, id)
  assert.deepEqual([closed.answerDueAt, closed.answerNextAt, closed.answeredAt], [null, null, null])
  await anna.call(takeUp, { lead: id })
  assert.ok((await boss.one(lead, id)).answerDueAt)
})

test('inquiries wait until the owner makes contact', async () => {
  const id = await arrive()
  await boss.call(noteTouch, { lead: id, subject: 'Rang again' })
  await head.create('followUp', [{ lead: id, kind: 'call', content: 'Heard of it' }])
  assert.equal(await boss.count('leadTouch', { lead: id, state: 'new' }), 1)
  await anna.create('followUp', [{ lead: id, kind: 'call', content: 'Rang back' }])
  assert.equal(await boss.count('leadTouch', { lead: id, state: 'new' }), 0)
})
