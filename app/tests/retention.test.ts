import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { openHistoryWatch, openStoredFiles, type Session } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { followUp } from '#objects/activities'
import { account, contact } from '#objects/customers'
import { modules } from '../modules.ts'
import { openProduct } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const { engine, database } = product.installation
const workspace = await engine.workspace('test')
const ada = await product.join({ name: 'Ada', roles: ['administrator'] })
const rep = await product.join({ name: 'Rep', roles: ['rep'] })
const told: object[] = []
const watch = openHistoryWatch({
  engine,
  log: { info: (details) => told.push(details), warn() {}, error: (details) => told.push(details) },
})

const now = new Date()
const monthsAgo = (months: number, day = 15) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, day, 12))
const first = (months: number) => monthsAgo(months, 1).toISOString().slice(0, 10)
const session: Session = { workspace, actor: await engine.actorOf(workspace, ada.id) }
const at = <T>(months: number, run: Parameters<typeof engine.work<T>>[2]) =>
  engine.work(session, { via: 'api', now: monthsAgo(months) }, run)
const day = (months: number) => monthsAgo(months).toISOString().slice(0, 10)
const get = async (path: string) => {
  const answer = await ada.ask('GET', `/api/v1/${path}`)
  return { status: answer.statusCode, body: answer.json() }
}
const logged = async (where: string): Promise<number> =>
  (await database.pool.query(`SELECT count(*)::int AS n FROM ${workspace.schema}.change WHERE ${where}`)).rows[0].n

const [firm] = await at(40, (work) => work.create(account, [{ name: 'First name' }]))
const [gone] = await at(40, (work) => work.create(account, [{ name: 'Removed long ago' }]))
const [person] = await at(38, (work) => work.create(contact, [{ name: 'Somebody', account: firm!.id }]))
await at(30, (work) => work.change(account, firm!.id, { name: 'Second name' }))
await at(29, (work) => work.change(contact, person!.id, { title: 'Head' }))
await at(28, (work) => work.remove(account, [gone!.id]))
const renamed = await at(5, async (work) => {
  await work.change(account, firm!.id, { name: 'Third name' })
  return work.changeSetId
})
const sets = (await get('change-sets?limit=50')).body.rows as { id: string; at: string }[]
const setAt = (months: number) => sets.find((set) => set.at.startsWith(day(months)))!.id

test('before any retention the past goes back to the beginning', async () => {
  const { body } = await get(`accounts?asOf=${day(35)}&fields=name&sort=name`)
  assert.deepEqual(
    body.rows.map(({ name }: { name: string }) => name),
    ['First name', 'Removed long ago'],
  )
  assert.equal((await get('bin?object=account')).body.rows.length, 1)
  const check = await watch.run(workspace)
  assert.deepEqual([check.faults, check.trimmed], [0, { objects: 0, dropped: 0, removed: 0 }])
  assert.ok(check.records >= 3)
})

test('what is older than its months is removed, of that object alone, and everybody is told where the past begins', async () => {
  assert.equal((await ada.ask('POST', '/api/v1/history-retentions', { object: 'account', months: 12 })).statusCode, 201)
  const contacts = await logged(`object = 'contact'`)
  const check = await watch.run(workspace)
  assert.equal(check.faults, 0)
  assert.equal(await logged(`object = 'account' AND at < '${first(12)}'`), 0)
  assert.equal(await logged(`object = 'contact'`), contacts)
  assert.equal((await get('bin?object=account')).body.rows.length, 0)
  assert.deepEqual((await get('meta/history')).body.horizons, { account: `${first(12)}T00:00:00.000Z` })
  assert.equal((await get('meta')).body.objects.account.keptFrom, `${first(12)}T00:00:00.000Z`)
  assert.deepEqual(
    (await get(`accounts?asOf=${day(6)}&fields=name`)).body.rows.map(({ name }: { name: string }) => name),
    ['Second name'],
  )
})

test('every road that asks for what is gone gets one clear answer', async () => {
  const aggregate = { by: ['kind'], measures: { n: 'count' }, asOf: day(24) }
  const answers = [
    await ada.ask('GET', `/api/v1/accounts?asOf=${day(24)}`),
    await ada.ask('GET', `/api/v1/accounts/${firm!.id}?asOf=${day(24)}`),
    await ada.ask('GET', `/api/v1/search?q=name&objects=account&asOf=${day(24)}`),
    await ada.ask('GET', `/api/v1/accounts?count=exact&asOf=${day(24)}`),
    await ada.ask('POST', '/api/v1/accounts/aggregate', aggregate),
    await ada.ask('GET', `/api/v1/contacts?asOf=${day(24)}&fields=name,account`),
    await ada.ask('GET', `/api/v1/accounts/${firm!.id}/compare?from=${day(24)}`),
    await ada.ask('POST', `/api/v1/accounts/${firm!.id}/restore-version`, { to: day(24) }),
    await ada.ask('POST', `/api/v1/change-sets/${setAt(30)}/undo`, {}),
  ]
  for (const answer of answers) {
    assert.equal(answer.statusCode, 410, `${answer.body}`)
    const { code, detail, horizon } = answer.json()
    assert.deepEqual([code, horizon], ['kernel.beyond-history', `${first(12)}T00:00:00.000Z`], answer.body)
    assert.match(detail, new RegExp(`Customer.* from ${first(12)} on`))
  }
  assert.equal((await get(`contacts?asOf=${day(24)}&fields=name`)).status, 200)
  const inChinese = await ada.ask('GET', `/api/v1/accounts?asOf=${day(24)}`, undefined, { 'accept-language': 'zh-CN' })
  assert.match(inChinese.json().detail, new RegExp(first(12)))
})

test('what lies behind the horizon can still be taken back', async () => {
  assert.equal((await ada.ask('POST', `/api/v1/change-sets/${renamed}/undo`, {})).statusCode, 200)
  assert.equal((await get(`accounts/${firm!.id}`)).body.name, 'Second name')
})

test('more months later bring nothing back, and nobody is told that they do', async () => {
  const [row] = (await get('history-retentions')).body.rows
  assert.equal((await ada.ask('PATCH', `/api/v1/history-retentions/${row.id}`, { months: 60 })).statusCode, 200)
  await watch.run(workspace)
  assert.deepEqual((await get('meta/history')).body.horizons, { account: `${first(12)}T00:00:00.000Z` })
  assert.equal((await get(`accounts?asOf=${day(24)}`)).status, 410)
})

test('a month in which nothing must be kept goes as a whole', async () => {
  await database.pool.query(
    `CREATE TABLE ${workspace.schema}.change_2001_02 PARTITION OF ${workspace.schema}.change FOR VALUES FROM ('2001-02-01Z') TO ('2001-03-01Z')`,
  )
  await engine.work(session, { via: 'api', now: new Date('2001-02-10T00:00:00Z') }, (work) =>
    work.create(account, [{ name: 'Of another age' }]),
  )
  assert.equal(await logged(`at < '2002-01-01'`), 1)
  const check = await watch.run(workspace)
  assert.deepEqual([check.trimmed.dropped, check.faults], [1, 0])
  const { rows } = await database.pool.query(`SELECT to_regclass('${workspace.schema}.change_2001_02') AS there`)
  assert.equal(rows[0].there, null)
})

test('a record written past the log is found by the nightly look, with its address, and counts in the metrics', async () => {
  await database.pool.query(`UPDATE ${workspace.schema}.contact SET updated_at = now() WHERE id = '${person!.id}'`)
  await watch.handlers['history-upkeep']!({ workspace: 'test' }, { signal: new AbortController().signal, attempt: 1 })
  const { checks } = (await get('meta/history')).body
  assert.deepEqual([checks[0].faults, checks[0].findings], [1, [{ check: 'log', object: 'contact', count: 1, examples: [person!.id] }]])
  assert.equal(watch.gauges.find(({ name }) => name === 'zhike_log_faults')!.read(), 1)
  assert.ok(watch.gauges.find(({ name }) => name === 'zhike_log_checked_seconds')!.read() > 0)
  assert.equal((told.at(-1) as { faults: number }).faults, 1)
})

test('only those who look after the data say how long it is kept', async () => {
  assert.equal((await rep.ask('GET', '/api/v1/meta/history')).statusCode, 403)
  assert.equal((await rep.ask('POST', '/api/v1/meta/history/check', {})).statusCode, 403)
  assert.equal((await rep.ask('POST', '/api/v1/history-retentions', { object: 'contact', months: 1 })).statusCode, 403)
})

test('files of records that are gone for good go with them, and no others', async () => {
  const filesDir = await mkdtemp(join(tmpdir(), 'zhike-held-'))
  after(() => rm(filesDir, { recursive: true, force: true }))
  const files = openStoredFiles(filesDir, (place) => database.write(place))
  const receive = (text: string) => files.receive(session, Readable.from([text]), { name: `${text}.txt`, type: 'text/plain' })
  const [lost, changed, living, same] = [await receive('lost'), await receive('changed'), await receive('living'), await receive('same')]
  const twin = await receive('same')
  const note = (file: object, content: string) => ({ content, account: firm!.id, files: [{ file }] }) as never
  const [removed, other, kept] = await at(30, (work) =>
    work.create(followUp, [note(lost, 'removed'), note(changed, 'changed'), note(same, 'kept')]),
  )
  await at(29, (work) => work.change(followUp, other!.id, { files: [{ file: living }] } as never))
  await at(29, (work) => work.remove(followUp, [removed!.id]))
  await at(28, (work) => work.change(followUp, kept!.id, { files: [{ file: twin }] } as never))
  const contents = async () =>
    (await readdir(join(filesDir, workspace.slug), { recursive: true })).filter((name) => name.length > 40).length
  const upkeep = openHistoryWatch({ engine, filesDir, log: { info() {}, warn() {}, error: assert.fail } })
  assert.equal((await upkeep.run(workspace)).trimmed.files, 0)
  assert.equal(await contents(), 4)
  await ada.ask('POST', '/api/v1/history-retentions', { object: 'followUp', months: 12 })
  assert.equal((await upkeep.run(workspace)).trimmed.files, 3)
  const { rows } = await database.pool.query(`SELECT name FROM ${workspace.schema}.stored_file ORDER BY name`)
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['living.txt', 'same.txt'],
  )
  // The content of the one that went lies there still for the one that is the same.
  assert.equal(await contents(), 2)
})
