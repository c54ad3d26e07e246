import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '../../db/sql.ts'
import { placeHits } from '../../search/place-hits.ts'
import { readSearch } from '../../search/query.ts'
import { compileList } from '../compile-list.ts'
import { compileSearch, type SearchQuestion, searchedTables } from '../compile-search.ts'
import type { QueryContext } from '../question.ts'
import { keepStatistics, readStatistics, type Statistics } from '../statistics.ts'
import { actorWith, openSpecimen, type Row, type Specimen } from './trade-specimen.ts'

let specimen: Specimen
let all: QueryContext
let statistics: Statistics
const rep = actorWith(['rep'])

before(async () => {
  specimen = await openSpecimen()
  all = specimen.context(actorWith(['administrator']))
  await specimen.insert('member', [{ id: rep.memberId, name: '我' }])
  const at = (minutes: number) => new Date(specimen.now.getTime() - minutes * 60_000).toISOString()
  const many = Array.from({ length: 6_000 }, (_, i) => ({ name: `公司${i}`, grade: i % 50 === 0 ? 'low' : 'high', updated_at: at(i) }))
  await specimen.insert('customer', [
    { name: '深圳华瑞科技', updated_at: at(1) },
    { name: '华瑞贸易', updated_at: at(9), owner_id: rep.memberId },
    { name: '北方重工', mobile: '138 1234 5678', updated_at: at(3), owner_id: rep.memberId },
    { name: '臺灣遠航', updated_at: at(20_000) },
    ...many,
  ])
  await specimen.insert('deal', [
    { number: 'D-1', name: '华瑞二期', owner_id: rep.memberId },
    { number: 'D-2', name: '其他' },
  ])
  await specimen.database.control.query(
    sql`ANALYZE ${sql.id(specimen.workspace.schema, 'customer')}, ${sql.id(specimen.workspace.schema, 'deal')}`,
  )
  statistics = await readStatistics(specimen.database.read(specimen.workspace), specimen.workspace, searchedTables(all))
})
after(() => specimen.close())

type Group = { object: string; hits: Row[] }
async function search(
  question: Partial<SearchQuestion>,
  context = all,
  o = { statistics } as { statistics?: Statistics },
): Promise<Group[]> {
  const { sql: piece } = compileSearch(context, { q: '', limit: 5, ...question }, o)
  return (JSON.parse(placeHits(String((await specimen.run(piece))[0]!.answer), question.q ?? '')) as { groups: Group[] }).groups
}

test('statistics tell frequent words from rare ones, and common choices from others', () => {
  const hits = (q: string) => statistics.hitsOf('customer', readSearch(q).words)!
  assert.ok(hits('公司') > 5_000 && hits('华瑞') < 1_000 && hits('公') > 5_000)
  assert.ok(statistics.shareOf('customer', 'grade', 'high')! > 0.9 && statistics.shareOf('customer', 'grade', 'low')! < 0.05)
  assert.equal(statistics.shareOf('customer', 'grade', 'medium'), undefined)
  assert.equal(statistics.hitsOf('nothing', readSearch('x').words), undefined)
})

test('titles that begin with the words come first, and hits say where the words stand', async () => {
  for (const o of [{ statistics }, {}]) {
    const groups = await search({ q: '华瑞' }, all, o)
    assert.deepEqual(
      groups.map(({ object, hits }) => [object, hits.map((hit) => [hit.title, hit.field, hit.text])]),
      [
        [
          'customer',
          [
            ['华瑞贸易', 'name', '华瑞贸易'],
            ['深圳华瑞科技', 'name', '深圳华瑞科技'],
          ],
        ],
        ['deal', [['D-1', 'name', '华瑞二期']]],
      ],
    )
  }
  assert.deepEqual(
    (await search({ q: '12345678' }))[0]!.hits.map((hit) => [hit.title, hit.field, hit.text]),
    [['北方重工', 'mobile', '138 1234 5678']],
  )
  assert.deepEqual(
    (await search({ q: 'huarui', objects: ['deal'] })).map(({ hits }) => hits.map(({ title }) => title)),
    [['D-1']],
  )
  assert.deepEqual(await search({ q: '没有' }), [])
  assert.deepEqual(await search({ q: '!?' }), [])
})

test('a hit by sound, initials or the other script names the field that was meant, and where in it', async () => {
  const placed = async (q: string, object: string) =>
    (await search({ q, objects: [object] }))[0]!.hits.map(({ title, field, text, marks }) => [title, field, text, marks])
  assert.deepEqual(await placed('huarui', 'deal'), [['D-1', 'name', '华瑞二期', [{ from: 0, to: 2, by: 'pinyin' }]]])
  assert.deepEqual(await placed('hreq', 'deal'), [['D-1', 'name', '华瑞二期', [{ from: 0, to: 4, by: 'initials' }]]])
  assert.deepEqual(await placed('远航', 'customer'), [['臺灣遠航', 'name', '臺灣遠航', [{ from: 2, to: 4, by: 'text' }]]])
  assert.deepEqual(await placed('华瑞', 'deal'), [['D-1', 'name', '华瑞二期', undefined]])
})

test('frequent words walk by time and answer the same newest records', async () => {
  const walked = await search({ q: '公司', limit: 20 })
  const gathered = await search({ q: '公司', limit: 20 }, all, {})
  assert.equal(walked[0]!.hits.length, 20)
  assert.deepEqual(walked, gathered)
  const shape = (o: { statistics?: Statistics }) =>
    compileSearch(all, { q: '公司', limit: 20, objects: ['customer'] }, o)
      .sql.chunks.join('')
      .includes('OFFSET 0')
  assert.deepEqual([shape({ statistics }), shape({})], [false, true])
})

test('a search is cut to what the reader may read', async () => {
  const groups = await search({ q: '华瑞' }, specimen.context(rep))
  assert.deepEqual(
    groups.map(({ hits }) => hits.map(({ title }) => title)),
    [['华瑞贸易'], ['D-1']],
  )
  // The telephone number is masked for this reader.
  assert.deepEqual(await search({ q: '12345678' }, specimen.context(rep)), [])
  assert.deepEqual(await search({ q: '公司' }, specimen.context(rep)), [])
  assert.deepEqual(await search({ q: '公司' }, specimen.context(actorWith([]))), [])
})

test('a list narrowed by words is the same along either way', async () => {
  const list = async (q: string, o: { statistics?: Statistics }) => {
    const [row] = await specimen.run(compileList(all, { object: 'customer', q, limit: 30, sort: ['-updatedAt'], fields: ['name'] }, o).sql)
    return JSON.parse(String(row!.rows)) as Row[]
  }
  for (const q of ['公司', '华瑞', 'gs1', '公司12']) {
    const rows = await list(q, { statistics })
    assert.ok(rows.length > 0)
    assert.deepEqual(rows, await list(q, {}))
  }
})

test('beginnings of many words none of which is frequent are counted in a sample', async () => {
  const { words } = readSearch('gs')
  const connection = specimen.database.read(specimen.workspace)
  const sampled = await readStatistics(connection, specimen.workspace, searchedTables(all), 1_000)
  assert.ok(statistics.hitsOf('customer', words)! < 1_000, `${statistics.hitsOf('customer', words)}`)
  assert.ok(sampled.hitsOf('customer', words)! > 5_000, `${sampled.hitsOf('customer', words)}`)
  assert.deepEqual(await search({ q: 'gs', limit: 5 }, all, { statistics: sampled }), await search({ q: 'gs', limit: 5 }, all, {}))
})

test('statistics are kept for a minute, and serve until newer ones are read', async () => {
  let now = 0
  let asked = 0
  const connection = specimen.database.read(specimen.workspace)
  const counting = {
    ...connection,
    query: (...input: Parameters<typeof connection.query>) => {
      asked++
      return connection.query(...input)
    },
  }
  const keep = keepStatistics(() => now)
  const first = await keep(counting, specimen.workspace, ['customer'])
  const before = asked
  now = 59_000
  assert.equal(await keep(counting, specimen.workspace, ['customer']), first)
  assert.equal(asked, before)
  now = 61_000
  assert.equal(await keep(counting, specimen.workspace, ['customer']), first)
  assert.ok(asked > before)
  while ((await keep(counting, specimen.workspace, ['customer'])) === first) await pause(5)
})

test('wrong questions', () => {
  assert.throws(() => compileSearch(all, { q: 'x', limit: 0 }), { code: 'kernel.bad-value' })
  assert.throws(() => compileSearch(all, { q: 'x', limit: 5, objects: ['nothing'] }), { code: 'kernel.unknown-object' })
})
