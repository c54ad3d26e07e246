import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { member, system } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { taskAssigned } from '#modules/activities'
import { modules } from '../modules.ts'
import { openProduct } from './open-product.ts'

const people = 200
const each = 10

const clone = await cloneDatabase(modules, 'en')
const products = [await openProduct(clone.url, modules), await openProduct(clone.url, modules)]
after(clone.drop)
const { engine, accounts } = products[0]!.installation
const workspace = await engine.workspace('test')
const addresses = await Promise.all(products.map(({ app }) => app.listen({ port: 0, host: '127.0.0.1' })))
const asSystem = { workspace, actor: system('test') }

type News = { unread: number; newest: { id: string; record: string }[] }

/** Listens as a browser does, and notes what it is told about notices. */
async function listen(address: string, key: string): Promise<{ news: News[]; stop(): void }> {
  const abort = new AbortController()
  const answer = await fetch(`${address}/api/v1/stream?objects=task`, { headers: { authorization: `Bearer ${key}` }, signal: abort.signal })
  assert.equal(answer.status, 200)
  const news: News[] = []
  void (async () => {
    let text = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      for (let end = text.indexOf('\n\n'); end >= 0; text = text.slice(end + 2), end = text.indexOf('\n\n')) {
        const [name, data] = text.slice(0, end).split('\n')
        if (name === 'event: notices') news.push(JSON.parse(data!.slice('data: '.length)) as News)
      }
    }
  })().catch(() => undefined)
  return { news, stop: () => abort.abort() }
}

async function within(ms: number, isTrue: () => boolean, what: () => string): Promise<number> {
  const began = performance.now()
  while (!isTrue()) {
    assert.ok(performance.now() - began < ms, what())
    await pause(10)
  }
  return performance.now() - began
}

async function join(count: number, name: string): Promise<{ id: string; key: string }[]> {
  const rows = Array.from({ length: count }, (_, n) => ({
    name: `${name} ${n}`,
    email: `${name}-${n}@example.com`,
    roles: ['rep'] as never,
  }))
  const made = await engine.work(asSystem, { via: 'api' }, (work) => work.create(member, rows))
  const keys: { id: string; key: string }[] = []
  for (const { id, email } of made) keys.push({ id, key: await accounts.createKey({ workspace: 'test', email: email! }) })
  return keys
}

test('what one process tells, the open browsers of all processes hear: how many are unread and what is new', async () => {
  const [person] = await join(1, 'both')
  const ears = await Promise.all(addresses.map((address) => listen(address, person!.key)))
  await within(
    5_000,
    () => ears.every(({ news }) => news.length > 0),
    () => 'the count at the beginning',
  )
  assert.deepEqual(ears[1]!.news[0], { unread: 0, newest: [] })
  const record = randomUUID()
  await engine.work(asSystem, { via: 'api' }, async (work) => work.tell(taskAssigned, [{ person: person!.id, record }]))
  await within(
    5_000,
    () => ears.every(({ news }) => news.at(-1)!.unread === 1),
    () => 'the notice',
  )
  for (const { news } of ears) assert.equal(news.at(-1)!.newest[0]!.record, record)
  const read = await fetch(`${addresses[0]}/api/v1/notices/read`, {
    method: 'POST',
    headers: { authorization: `Bearer ${person!.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ all: true }),
  })
  assert.equal(read.status, 200)
  await within(
    5_000,
    () => ears.every(({ news }) => news.at(-1)!.unread === 0),
    () => 'what was read elsewhere',
  )
  assert.equal(ears[1]!.news.flatMap(({ newest }) => newest).length, 1)
  for (const { stop } of ears) stop()
})

test(`${people * each} notices to ${people} people: written by one statement, each delivered once within five seconds`, async (t) => {
  const persons = await join(people, 'burst')
  const ears = await Promise.all(persons.map(({ key }, n) => listen(addresses[n % addresses.length]!, key)))
  await within(
    20_000,
    () => ears.every(({ news }) => news.length > 0),
    () => 'all browsers are there',
  )
  const wanted = persons.map(() => Array.from({ length: each }, () => randomUUID()))
  const sent: string[] = []
  const stop = engine.database.onStatement((text) => void sent.push(text))
  const began = performance.now()
  await engine.work(asSystem, { via: 'job' }, async (work) =>
    work.tell(
      taskAssigned,
      persons.flatMap(({ id }, n) => wanted[n]!.map((record) => ({ person: id, record }))),
    ),
  )
  const missing = () => ears.filter(({ news }) => news.flatMap(({ newest }) => newest).length < each).length
  await within(
    5_000,
    () => missing() === 0,
    () => `${missing()} of ${people} browsers have not heard all`,
  )
  t.diagnostic(`all heard after ${Math.round(performance.now() - began)} ms`)
  stop()
  assert.equal(sent.filter((text) => text.includes('INSERT INTO') && text.includes('"notice"')).length, 1)
  // One more where the announcement came in two parts; never one per person.
  const asked = sent.filter((text) => text.includes('unnest') && text.includes('"notice"')).length
  assert.ok(asked >= 1 && asked <= 8, `${asked} statements told the browsers of this process`)
  await pause(300)
  for (const [n, { news }] of ears.entries()) {
    assert.deepEqual(news.flatMap(({ newest }) => newest.map(({ record }) => record)).sort(), [...wanted[n]!].sort())
    assert.equal(news.at(-1)!.unread, each)
  }
  const [row] = (
    await engine.database.pool.query(
      'SELECT count(*)::int AS n FROM w_test.notice WHERE change_set_id = (SELECT change_set_id FROM w_test.notice WHERE record_id = $1)',
      [wanted[0]![0]],
    )
  ).rows as { n: number }[]
  assert.equal(row!.n, people * each)
  for (const ear of ears) ear.stop()
})
