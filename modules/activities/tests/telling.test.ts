import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { openRounds } from '#kernel'
import { toMark } from '#kernel/model'
import { testApp } from '#kernel/testing'
import { customers } from '#manifest/customers'
import { comment, commentToTask, followUp, postpone, task } from '#modules/activities'
import { account } from '#modules/customers'
import { activities } from '../module.ts'

const now = '2030-05-20T09:00:00Z'
const app = await testApp([customers, activities], { now, locale: 'en' })
const [hall] = await app.system.create('department', [{ name: 'Hall' }])
const manager = await app.as('manager', { name: 'manager', department: String(hall!.id) })
const rep = await app.as('rep', { name: 'rep', department: String(hall!.id) })
const other = await app.as('rep', { name: 'other' })
const [customer] = await rep.create(account, [{ name: 'Harbour Freight' }])
const about = { account: customer!.id }

type Told = { person: string; kind: string; record: string }
const told = async (person: { id: string }, kind?: string): Promise<Told[]> => {
  const rows = (
    await app.database.pool.query(`SELECT kind, record_id AS record FROM w_test.notice WHERE person = $1 ORDER BY at, id`, [person.id])
  ).rows as Told[]
  return rows.filter((row) => kind === undefined || row.kind === `activities.${kind}`)
}
const idOf = (value: unknown) => (value as { id: string }).id
const rounds = openRounds({ engine: app.engine, log: { info() {}, warn() {}, error: (_details, message) => assert.fail(message) } })
const roundAt = (at: string) => rounds.run(app.workspace, new Date(at))

test('whoever is named in a follow-up hears of it if he may read it, once, and by his id whatever he is called', async () => {
  const text = `Ask ${toMark({ name: 'manager', person: manager.id })} and ${toMark({ name: 'other', person: other.id })}, me ${toMark({ name: 'rep', person: rep.id })}`
  const [made] = await rep.create(followUp, [{ ...about, content: text }])
  assert.equal(made!.summary, 'Ask @manager and @other, me @rep')
  assert.equal(made!.content, text)
  assert.deepEqual(await told(manager, 'mentioned'), [{ kind: 'activities.mentioned', record: made!.id }])
  assert.deepEqual([(await told(other, 'mentioned')).length, (await told(rep, 'mentioned')).length], [0, 0])
  await rep.change(followUp, String(made!.id), { content: `${text} again` })
  assert.equal((await told(manager, 'mentioned')).length, 1)
  const nobody = toMark({ name: 'nobody', person: '00000000-0000-7000-8000-000000000001' })
  await rep.create(followUp, [{ ...about, content: `Ask ${nobody}` }])
  assert.equal(await rep.count(followUp, { content: { contains: 'nobody' } }), 1)
})

test('several files hang on a follow-up', async () => {
  const files = ['photo.jpg', 'offer.pdf'].map((name) => ({ id: randomUUID(), name, sizeBytes: 3, type: 'application/octet-stream' }))
  for (const { id, name, type } of files)
    await app.database.pool.query(
      `INSERT INTO w_test.stored_file (id, hash, name, type, size_bytes, at, by) VALUES ($1, $2, $3, $4, 3, now(), $5)`,
      [id, name, name, type, rep.id],
    )
  const content = { ...about, content: 'With files' }
  const [made] = await rep.create(followUp, [{ ...content, files: files.map((file) => ({ file })) }])
  const { files: kept } = (await rep.one(followUp, String(made!.id))) as { files: { file: { name: string } }[] }
  assert.deepEqual(kept.map(({ file }) => file.name).toSorted(), ['offer.pdf', 'photo.jpg'])
  await assert.rejects(manager.create(followUp, [{ ...content, files: [{ file: files[0] }] }]), { code: 'kernel.bad-value' })
})

test('a comment is told to whoever followed up and to those who spoke before; it becomes a task once', async () => {
  const [made] = await rep.create(followUp, [{ ...about, content: 'They want a discount' }])
  const [said] = await manager.create(comment, [{ followUp: made!.id, content: 'Offer training instead\nand call them' }])
  assert.equal(said!.summary, 'Offer training instead')
  assert.deepEqual(await told(rep, 'commented'), [{ kind: 'activities.commented', record: made!.id }])
  await rep.create(comment, [{ followUp: made!.id, content: 'I will' }])
  assert.equal((await told(manager, 'commented')).length, 1)
  assert.equal((await told(rep, 'commented')).length, 1)
  const { task: madeTask } = await manager.call(commentToTask, { comment: said!.id })
  const work = await rep.one(task, String(madeTask))
  assert.deepEqual(
    [work.subject, work.state, work.dueOn, idOf(work.owner), idOf(work.account), idOf(work.followUp)],
    ['Offer training instead', 'open', '2030-05-20', rep.id, customer!.id, made!.id],
  )
  assert.deepEqual(await told(rep, 'task-assigned'), [{ kind: 'activities.task-assigned', record: madeTask }])
  await assert.rejects(manager.call(commentToTask, { comment: said!.id }), { code: 'activities.comment-is-task' })
})

test('two who make the same comment a task at once make one', async () => {
  const [made] = await rep.create(followUp, [{ ...about, content: 'Once' }])
  const [said] = await manager.create(comment, [{ followUp: made!.id, content: 'Do it once' }])
  const both = await Promise.allSettled([1, 2].map(() => manager.call(commentToTask, { comment: said!.id })))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal(await rep.count(task, { subject: 'Do it once' }), 1)
})

test('a comment is read by whoever reads what it is about, and is about something', async () => {
  const [made] = await rep.create(followUp, [{ ...about, content: 'Read by some' }])
  const [said] = await rep.create(comment, [{ followUp: made!.id, content: 'Word' }])
  assert.equal(await manager.count(comment, { id: said!.id }), 1)
  assert.equal(await other.count(comment, { id: said!.id }), 0)
  await assert.rejects(other.create(comment, [{ followUp: made!.id, content: 'Not mine' }]))
  await assert.rejects(
    rep.create(comment, [{ content: 'About nothing' }]),
    ({ issues }: { issues: { code: string }[] }) => issues[0]!.code === 'activities.comment-about-what',
  )
})

test('a task with a moment of its own is told then, once, and again for another moment; moving the day moves it', async () => {
  const [made] = await rep.create(task, [{ ...about, subject: 'At ten', dueOn: '2030-06-03', remindAt: '2030-06-03T10:00:00Z' }])
  const due = async () => (await told(rep, 'task-due')).filter(({ record }) => record === made!.id).length
  await roundAt('2030-06-03T09:59:00Z')
  assert.equal(await due(), 0)
  await Promise.all([roundAt('2030-06-03T10:00:30Z'), roundAt('2030-06-03T10:00:30Z')])
  await roundAt('2030-06-03T10:01:30Z')
  assert.equal(await due(), 1)
  await rep.call(postpone, { task: made!.id, dueOn: '2030-06-10' })
  assert.equal(Date.parse(String((await rep.one(task, String(made!.id))).remindAt)), Date.parse('2030-06-10T10:00:00Z'))
  await roundAt('2030-06-10T10:00:30Z')
  assert.equal(await due(), 2)
})

test('in the morning of a person what is due is told once, and once what was left open; what is done is not', async () => {
  const day = '2030-07-01'
  const [open, done] = await rep.create(task, [
    { ...about, subject: 'Due', dueOn: day },
    { ...about, subject: 'Done', dueOn: day, state: 'done' },
  ])
  const of = async (kind: string, id: unknown) => (await told(rep, kind)).filter(({ record }) => record === id).length
  await roundAt(`${day}T08:30:00Z`)
  assert.equal(await of('task-due', open!.id), 0)
  await roundAt(`${day}T09:05:00Z`)
  await roundAt(`${day}T09:06:00Z`)
  assert.deepEqual([await of('task-due', open!.id), await of('task-due', done!.id), await of('task-overdue', open!.id)], [1, 0, 0])
  await roundAt('2030-07-02T09:05:00Z')
  await roundAt('2030-07-02T10:05:00Z')
  assert.deepEqual([await of('task-due', open!.id), await of('task-overdue', open!.id)], [1, 1])
})
