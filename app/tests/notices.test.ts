import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openHistoryWatch, system } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { taskAssigned, taskDone } from '#modules/activities'
import { modules } from '../modules.ts'
import { type Answer, openProduct, type Person } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const one = await openProduct(clone.url, modules)
after(clone.drop)
const { engine } = one.installation
const workspace = await engine.workspace('test')
const boss = await one.join({ name: 'boss', roles: ['administrator'] })
const rep = await one.join({ name: 'rep', roles: ['rep'] })
const other = await one.join({ name: 'other', roles: ['rep'] })

type Notice = {
  id: string
  kind: string
  text: string
  record: { id: string; title: string } | null
  facts: Record<string, unknown>
  readAt: string | null
  at: string
  actor: { id: string; name: string } | null
}
type List = { rows: Notice[]; next: string | null; unread: number }
const told = async (who: Person, query = ''): Promise<List> => (await who.ask('GET', `/api/v1/notices${query}`)).json() as List
const made = (answer: Answer): { id: string } => {
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json() as { id: string }
}
const give = async (to: Person, subject: string, more: object = {}) =>
  made(await boss.ask('POST', '/api/v1/tasks', { subject, owner: to.id, ...more }))
const readAll = (who: Person) => who.ask('POST', '/api/v1/notices/read', { all: true })

test('whoever is given a task is told with the record and its facts; its maker is told when it is done; nobody of his own doing', async () => {
  const customer = made(await rep.ask('POST', '/api/v1/accounts', { name: 'Harbour Freight' }))
  const task = await give(rep, 'Call them', { account: customer.id, dueOn: '2030-05-20' })
  const { rows, unread } = await told(rep)
  assert.equal(unread, 1)
  const { id: _, readAt, facts, ...notice } = rows[0]!
  assert.deepEqual(notice, {
    kind: 'activities.task-assigned',
    asks: true,
    at: (notice as { at?: string }).at,
    text: 'boss gave you a task',
    actor: { id: boss.id, name: 'boss' },
    object: 'task',
    record: { id: task.id, title: 'Call them' },
  })
  assert.equal(readAt, null)
  assert.deepEqual([facts.dueOn, (facts.account as { title: string }).title], ['2030-05-20', 'Harbour Freight'])
  assert.equal((await told(boss)).unread, 0)
  assert.equal((await rep.ask('POST', `/api/v1/tasks/${task.id}/complete`, { result: 'Done' })).statusCode, 200)
  const back = await told(boss)
  assert.deepEqual([back.unread, back.rows[0]!.text, back.rows[0]!.facts.result], [1, 'rep has done what you asked for', 'Done'])
  assert.equal((await told(rep)).unread, 1)
})

test('pages follow each other, some or all are marked as read, and neither stands in the history', async () => {
  await readAll(rep)
  for (let n = 0; n < 5; n++) await give(rep, `Paged ${n}`)
  const newestSet = async () => ((await boss.ask('GET', '/api/v1/change-sets?limit=1')).json() as { rows: { id: string }[] }).rows[0]!.id
  const before = await newestSet()
  const first = await told(rep, '?limit=2&unread=true')
  const second = await told(rep, `?limit=2&unread=true&cursor=${first.next}`)
  const third = await told(rep, `?limit=2&unread=true&cursor=${second.next}`)
  assert.deepEqual(
    [...first.rows, ...second.rows, ...third.rows].map(({ record }) => record!.title),
    [4, 3, 2, 1, 0].map((n) => `Paged ${n}`),
  )
  assert.equal(third.next, null)
  const some = await rep.ask('POST', '/api/v1/notices/read', { ids: [first.rows[0]!.id, second.rows[1]!.id] })
  assert.deepEqual(some.json(), { read: 2 })
  assert.equal((await told(rep)).unread, 3)
  assert.equal((await other.ask('POST', '/api/v1/notices/read', { ids: [first.rows[1]!.id] })).json().read, 0)
  assert.deepEqual((await readAll(rep)).json(), { read: 3 })
  assert.equal((await told(rep)).unread, 0)
  assert.ok((await told(rep)).rows.every(({ readAt }) => readAt !== null))
  assert.equal(await newestSet(), before)
})

test('a record that the reader may not see is named to nobody, nor is one that is gone', async () => {
  const secret = made(await boss.ask('POST', '/api/v1/tasks', { subject: 'Not for the rep' }))
  await engine.work({ workspace, actor: system('test') }, { via: 'job' }, async (work) =>
    work.tell(taskAssigned, [
      { person: rep.id, record: secret.id },
      { person: boss.id, record: secret.id },
    ]),
  )
  const [hidden] = (await told(rep)).rows
  assert.deepEqual([hidden!.record, hidden!.facts, hidden!.text], [null, {}, 'You were given a task'])
  assert.equal((await told(boss)).rows[0]!.record!.title, 'Not for the rep')
  await boss.ask('DELETE', `/api/v1/tasks/${secret.id}`)
  assert.equal((await told(boss)).rows[0]!.record, null)
})

test('taking a change back takes back what nobody has read yet', async () => {
  await readAll(rep)
  await readAll(other)
  const [mine] = [await give(rep, 'By mistake')]
  const setOf = async (id: string) =>
    ((await boss.ask('GET', `/api/v1/tasks/${id}/history`)).json() as { rows: { changeSet: string }[] }).rows[0]!.changeSet
  assert.equal((await told(rep)).unread, 1)
  const undo = await boss.ask('POST', `/api/v1/change-sets/${await setOf(mine!.id)}/undo`, {})
  assert.equal(undo.statusCode, 200, undo.body)
  const now = await told(rep)
  assert.deepEqual([now.unread, now.rows.some(({ record }) => record?.id === mine!.id)], [0, false])
  const read = await give(rep, 'Read already')
  await readAll(rep)
  await boss.ask('POST', `/api/v1/change-sets/${await setOf(read.id)}/undo`, {})
  assert.equal((await told(rep)).rows[0]!.record, null)
})

test('an import tells nobody unless it is asked to', async () => {
  await readAll(rep)
  const bring = (brings: readonly string[]) =>
    engine.work({ workspace, actor: system('test') }, { via: 'import', brings }, async (work) =>
      work.tell(taskDone, [{ person: rep.id, record: boss.id }]),
    )
  await bring([])
  assert.equal((await told(rep)).unread, 0)
  await bring(['kernel.notices'])
  assert.equal((await told(rep)).unread, 1)
})

test('each person chooses by kind where to be told', async () => {
  await readAll(other)
  const before = (await other.ask('GET', '/api/v1/notices/settings')).json() as {
    kinds: { kind: string; bell: boolean; mail: boolean }[]
    morning: number
  }
  assert.deepEqual(
    before.kinds.find(({ kind }) => kind === 'activities.task-assigned'),
    { kind: 'activities.task-assigned', label: 'A task is given to me', module: 'Activities', asks: true, bell: true, mail: true },
  )
  assert.equal(before.morning, 9)
  const changed = await other.ask('PATCH', '/api/v1/notices/settings', {
    channels: { 'activities.task-assigned': { bell: false, mail: false } },
    quietFrom: 22,
    quietUntil: 7,
  })
  assert.equal(changed.statusCode, 200, changed.body)
  await give(other, 'Unheard')
  assert.deepEqual([(await told(other)).unread, changed.json().quietFrom, changed.json().quietUntil], [0, 22, 7])
  assert.equal((await other.ask('PATCH', '/api/v1/notices/settings', { quietFrom: 24 })).statusCode, 400)
  assert.equal(
    (await other.ask('PATCH', '/api/v1/notices/settings', { channels: { nothing: { bell: true, mail: true } } })).statusCode,
    400,
  )
  await other.ask('PATCH', '/api/v1/notices/settings', { channels: { 'activities.task-assigned': { bell: true, mail: false } } })
  await give(other, 'Heard')
  assert.equal((await told(other)).unread, 1)
})

test('read notices go after 90 days, unread ones after a year, in the night', async () => {
  const [ages, person] = [[89, 91, 364, 366], await one.join({ name: 'keeper', roles: ['rep'] })]
  for (const days of ages)
    for (const isRead of [true, false])
      await engine.database.pool.query(
        `INSERT INTO w_test.notice (id, person, kind, asks, object, record_id, change_set_id, at, bell, read_at)
         VALUES (gen_random_uuid(), $1, 'activities.task-assigned', true, 'task', gen_random_uuid(), gen_random_uuid(), now() - make_interval(days => $2), true, $3)`,
        [person.id, days, isRead ? new Date() : null],
      )
  await openHistoryWatch({ engine, log: { info() {}, warn() {}, error() {} } }).run(workspace)
  const left = (await told(person)).rows.map(
    ({ at, readAt }) => `${Math.round((Date.now() - Date.parse(at)) / 86_400_000)} ${readAt ? 'read' : 'unread'}`,
  )
  assert.deepEqual(left.toSorted(), ['364 unread', '89 read', '89 unread', '91 unread'])
})

test('wrong questions are refused with their place', async () => {
  for (const query of ['?limit=0', '?limit=101', '?cursor=x', '?unread=no', '?what=1'])
    assert.equal((await rep.ask('GET', `/api/v1/notices${query}`)).statusCode, 400, query)
  for (const body of [{}, { ids: [] }, { ids: ['x'] }, { ids: 'all' }, { some: true }])
    assert.equal((await rep.ask('POST', '/api/v1/notices/read', body)).statusCode, 400, JSON.stringify(body))
})
