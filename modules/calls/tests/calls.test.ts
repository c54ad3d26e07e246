import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { customers } from '#manifest/customers'
import { addContact, addLead, next, note, setAside } from '../index.ts'
import { calls } from '../module.ts'

/* Several people work through one list of calls: nobody is rung by two of them, and what was said stands at the person. */

const app = await testApp([customers, activities, calls], { locale: 'en' })
const boss = await app.as('administrator')
const [team] = await app.system.create('department', [{ name: 'Team' }])
const anna = await app.as('rep', { name: 'Anna', department: String(team!.id) })
const eve = await app.as('rep', { name: 'Eve' })
let people = 0
const leadOf = async (owner: { id: string }, more: object = {}) =>
  String(
    (
      await boss.create('lead', [
        { name: `Guest ${(people += 1)}`, mobile: `1380000${String(people).padStart(4, '0')}`, owner: owner.id, ...more },
      ])
    )[0]!.id,
  )
/** The record is read by the whole team. */
const show = (object: string, record: string) =>
  boss.create('share', [{ object, record, granteeKind: 'department', grantee: String(team!.id) }])
const listOf = async (more: object = {}) => String((await anna.create('callList', [{ name: 'Autumn', ...more }]))[0]!.id)
const idOf = (value: unknown) => String((value as { id?: string } | null)?.id ?? value)
const put = async (list: string, leads: readonly string[]) => {
  for (const lead of leads) await anna.call(addLead, { lead, callList: list })
}
const leadIn = async (who: typeof anna, list: string) => {
  const { callEntry } = await who.call(next, { callList: list })
  return callEntry ? { entry: String(callEntry), lead: idOf((await who.one('callEntry', String(callEntry))).lead) } : null
}

test('each stands in a list once, and only who reads the person and the list puts him there', async () => {
  const [list, lead] = [await listOf(), await leadOf(anna)]
  await Promise.all([1, 2, 3].map(() => anna.call(addLead, { lead, callList: list })))
  assert.equal((await anna.list('callEntry', { filter: { list } })).length, 1)
  await assert.rejects(eve.call(addLead, { lead, callList: list }), { code: 'kernel.not-found' })
  const account = String((await anna.create('account', [{ name: 'Harbour' }]))[0]!.id)
  const contact = String((await anna.create('contact', [{ name: 'Sun', account }]))[0]!.id)
  await anna.call(addContact, { contact, callList: list })
  const rows = await anna.list('callEntry', { filter: { list, contact } })
  assert.deepEqual([idOf(rows[0]!.account), rows[0]!.subject], [account, 'Sun'])
  await anna.change('callList', list, { state: 'closed' })
  await assert.rejects(anna.call(addLead, { lead: await leadOf(anna), callList: list }), { code: 'calls.closed' })
  await assert.rejects(anna.call(next, { callList: list }), { code: 'calls.closed' })
})

test('two who work through one list never get the same person; who is left out comes last', async () => {
  const list = await listOf()
  await put(list, [await leadOf(anna), await leadOf(anna), await leadOf(anna)])
  await show('callList', list)
  for (const { lead } of (await anna.list('callEntry', { filter: { list } })) as unknown as { lead: unknown }[])
    await show('lead', idOf(lead))
  // Who is shared with is known from when somebody comes in.
  const guest = await app.as('rep', { name: 'Carl', department: String(team!.id) })
  const [one, two] = await Promise.all([leadIn(anna, list), leadIn(guest, list)])
  assert.notEqual(one!.entry, two!.entry)
  assert.equal((await leadIn(anna, list))!.entry, one!.entry, 'asked again it is the same person')
  await assert.rejects(guest.call(note, { callEntry: one!.entry, outcome: 'interested' }), { code: 'calls.not-yours' })
  const { callEntry: third } = await anna.call(next, { callList: list, skip: one!.entry })
  assert.ok(third && ![one!.entry, two!.entry].includes(String(third)))
})

test('what was said stands at the person as a follow-up; who was not reached is tried again, five times in all; a wrong number is done', async () => {
  const list = await listOf()
  const [reached, gone, wrong] = [await leadOf(anna), await leadOf(anna), await leadOf(anna)]
  await put(list, [reached, gone, wrong])
  const entryOf = async (lead: string) => (await anna.list('callEntry', { filter: { list, lead } }))[0]!
  await anna.call(note, {
    callEntry: String((await entryOf(reached)).id),
    outcome: 'interested',
    words: 'Wants an offer',
    nextStep: 'Send it',
    nextOn: '2031-05-05',
  })
  const [said] = await anna.list('followUp', { filter: { lead: reached } })
  assert.deepEqual([said!.content, said!.kind, said!.outcome, said!.nextStep], ['Wants an offer', 'call', 'interested', 'Send it'])
  assert.equal((await anna.list('task', { filter: { lead: reached } })).length, 1, 'the next step is a task')
  assert.deepEqual([(await entryOf(reached)).state, (await entryOf(reached)).note], ['done', 'Wants an offer'])
  await assert.rejects(anna.call(note, { callEntry: String((await entryOf(reached)).id), outcome: 'declined' }), { code: 'calls.done' })

  const id = String((await entryOf(gone)).id)
  await anna.call(note, { callEntry: id, outcome: 'notReached' })
  const waits = await entryOf(gone)
  assert.deepEqual([waits.state, waits.attempts], ['again', 1])
  assert.ok(Date.parse(String(waits.nextAt)) > Date.now() + 60 * 60_000)
  for (let i = 0; i < 4; i += 1) await anna.call(note, { callEntry: id, outcome: 'notReached' })
  assert.deepEqual([(await entryOf(gone)).state, (await entryOf(gone)).attempts], ['done', 5])
  await anna.call(note, { callEntry: String((await entryOf(wrong)).id), outcome: 'wrongNumber' })
  assert.equal((await entryOf(wrong)).state, 'done')
  const row = (await anna.list('callList', { filter: { id: list }, fields: ['*'] } as never))[0]!
  assert.deepEqual([row.people, row.toCall, row.reached, row.interested], [3, 0, 1, 1])
  assert.equal((await anna.call(next, { callList: list })).callEntry, null)
})

test('whoever asked to be called at a time comes before the others then, and not before; one that is set aside comes no more', async () => {
  const list = await listOf()
  const [later, now] = [await leadOf(anna), await leadOf(anna)]
  await put(list, [later, now])
  const entry = (await anna.list('callEntry', { filter: { list, lead: later } }))[0]!
  await anna.call(note, { callEntry: String(entry.id), outcome: 'undecided', againAt: new Date(Date.now() + 86_400_000).toISOString() })
  const first = (await leadIn(anna, list))!
  assert.equal(first.lead, now)
  await anna.call(note, { callEntry: first.entry, outcome: 'declined' })
  assert.equal(await leadIn(anna, list), null)
  await put(list, [await leadOf(anna)])
  await boss.change('callEntry', String(entry.id), { nextAt: new Date(Date.now() - 1_000).toISOString() })
  assert.equal((await leadIn(anna, list))!.lead, later)
  await anna.call(setAside, { callEntry: String(entry.id) })
  assert.notEqual((await leadIn(anna, list))!.lead, later)
})
