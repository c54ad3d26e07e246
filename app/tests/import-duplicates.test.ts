import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportRow } from '#kernel'
import { testApp } from '#kernel/testing'
import { blacklist } from '#modules/customers'
import { modules } from '../modules.ts'
import { openStand } from './import-stand.ts'

const app = await testApp(modules)
const admin = await app.as('administrator')
const rep = await app.as('rep')
const other = await app.as('rep', { name: 'other' })
const stand = await openStand(app)

const countsOf = ({ counts }: ImportRow) => [counts.created, counts.updated, counts.skipped, counts.failed]
const reasonsOf = ({ report }: ImportRow) => report.problems!.map(({ details, lines }) => [details.reason, lines])
const shown = (row: ImportRow, who = admin) => stand.imports.twins(who.session, row)

test('a dry run tells which rows look like records that are there or like earlier rows, and nothing is written', async () => {
  const [kept] = await admin.create('account', [{ name: '华瑞物流（上海）有限公司', phone: '021-6888 1234' }])
  const file = 'name,phone\n華瑞物流(上海),\n全新的客户,0571-86001111\n全新的客户有限公司,\n华瑞物流上海,+86 21 68881234\n'
  const dry = await stand.content(admin.session, file, 'account', { dryRun: true })
  assert.deepEqual(countsOf(dry), [4, 0, 0, 0])
  const { rows, ...counts } = await shown(dry)
  assert.deepEqual(counts, { count: 3, sure: 1, hidden: 0, inFile: 1 })
  const told = rows.map(({ line, records, sameAs, by, sure }) => [line, records.map(({ id }) => id), sameAs, by, sure])
  assert.deepEqual(told, [
    [2, [kept!.id], null, ['name'], false],
    [4, [], 3, ['name'], false],
    [5, [kept!.id], null, ['name', 'phone'], true],
  ])
  assert.equal(rows[0]!.records[0]!.title, '华瑞物流（上海）有限公司')
  assert.deepEqual(rows[0]!.cells, { name: '華瑞物流(上海)' })
  assert.equal(await admin.count('account', { name: { contains: '全新的客户' } }), 0)
})

test('left out as wanted: neither what is there nor its double comes in', async () => {
  await admin.create('contact', [{ name: '周同', mobile: '13900001111' }])
  const file = 'name,mobile\n周同,139 0000 1111\n新人,13900002222\n新人甲,13900002222\n又一人,13900003333\n'
  const wish = { options: { duplicates: 'skip' } }
  const dry = await stand.content(admin.session, file, 'contact', { ...wish, dryRun: true })
  const done = await stand.content(admin.session, file, 'contact', wish)
  assert.deepEqual(
    [countsOf(dry), countsOf(done)],
    [
      [2, 0, 2, 0],
      [2, 0, 2, 0],
    ],
  )
  assert.equal(await admin.count('contact', { name: '新人甲' }), 0)
})

test('the one that a row looks like is changed; of two the row is reported, and of a double in the file too', async () => {
  const [one] = await admin.create('contact', [{ name: '改前', mobile: '13700001111' }])
  await admin.create('contact', [
    { name: '甲', email: 'both@example.com' },
    { name: '乙', email: 'both@example.com' },
  ])
  const file = [
    'name,mobile,email,title',
    '改后,13700001111,,经理',
    '两个,,both@example.com,',
    '头一回,13700002222,,',
    '第二回,13700002222,,',
    '又改,13700001111,,总监',
  ].join('\n')
  const wish = { options: { duplicates: 'update' } }
  const dry = await stand.content(admin.session, file, 'contact', { ...wish, dryRun: true })
  const done = await stand.content(admin.session, file, 'contact', wish)
  for (const row of [dry, done]) {
    assert.deepEqual(countsOf(row), [1, 1, 0, 3])
    assert.deepEqual(
      reasonsOf(row).toSorted((a, b) => String(a).localeCompare(String(b))),
      [
        ['like-line', [5, 6]],
        ['like-several', [3]],
      ],
    )
  }
  const after = await admin.one('contact', String(one!.id))
  assert.deepEqual([after.name, after.title, after.mobile], ['改后', '经理', '+8613700001111'])
})

test('a record found by the match fields is no duplicate of itself', async () => {
  await admin.create('account', [{ name: '匹配公司' }])
  const done = await stand.content(admin.session, 'name,city\n匹配公司,杭州\n', 'account', {
    match: 'name',
    options: { duplicates: 'skip' },
  })
  assert.deepEqual(countsOf(done), [0, 1, 0, 0])
})

test('of a record out of reach only that it is there is told, and it is never changed', async () => {
  const [secret] = await other.create('contact', [{ name: 'Secret person', mobile: '13600006666' }])
  const file = 'name,mobile\nSomebody,13600006666\n'
  const done = await stand.content(rep.session, file, 'contact', { options: { duplicates: 'update' } })
  assert.deepEqual([countsOf(done), reasonsOf(done)], [[0, 0, 0, 1], [['like-hidden', [2]]]])
  assert.ok(!JSON.stringify(done).includes('Secret') && !JSON.stringify(done).includes(String(secret!.id)))
  assert.deepEqual(
    (await shown(done, rep)).rows.map(({ records, hidden }) => [records, hidden]),
    [[[], 1]],
  )
  assert.equal((await other.one('contact', String(secret!.id))).name, 'Secret person')
  const [open] = await admin.create('contact', [{ name: 'Seen by the administrator', mobile: '13600007777' }])
  const dry = await stand.content(admin.session, 'name,mobile\nX,13600007777\n', 'contact', { dryRun: true })
  assert.deepEqual((await shown(dry)).rows[0]!.records, [{ id: open!.id, title: 'Seen by the administrator' }])
  assert.deepEqual((await shown(dry, rep)).rows[0]!.records, [])
})

test('ten thousand rows are held against ten thousand records in seconds', async () => {
  const mobile = (i: number) => `138${String(10_000_000 + i)}`
  const rows = Array.from({ length: 10_000 }, (_, i) => `人${i},${mobile(i)},p${i}@example.com`)
  const file = `name,mobile,email\n${rows.join('\n')}\n`
  const made = await stand.content(admin.session, file, 'contact')
  assert.equal(made.counts.created, 10_000)
  const again = await stand.content(admin.session, file, 'contact', { options: { duplicates: 'skip' } })
  assert.deepEqual(countsOf(again), [0, 0, 10_000, 0])
  console.log(`held against each other in ${again.tookMs} ms, written in ${made.tookMs} ms`)
  assert.ok(again.tookMs < 30_000, `took ${again.tookMs} ms`)
})

test('rows that name a blacklisted customer, or are one, say so with what it warns of', async () => {
  const [listed] = await admin.create('account', [{ name: '失信物流' }])
  await admin.call(blacklist, { account: String(listed!.id), effect: 'blockOrder', reason: '违约' })
  const markedOf = ({ report }: ImportRow) => report.marked!.rows.map(({ line, title, mark }) => [line, title, mark])
  const named = await stand.content(admin.session, 'name,account\n新人甲乙,失信物流\n新人丙丁,\n', 'contact', { dryRun: true })
  assert.deepEqual([countsOf(named), markedOf(named)], [[2, 0, 0, 0], [[2, '失信物流', 'blockOrder']]])
  const own = await stand.content(admin.session, 'name,city\n失信物流,苏州\n', 'account', { match: 'name' })
  assert.deepEqual(markedOf(own), [[2, '失信物流', 'blockOrder']])
})

test('whoever may not see the warning, or the name, is not told them by an import', async () => {
  const all = { read: 'all', create: true, update: 'all', import: true }
  const own = { contact: all, account: { ...all, fields: { name: 'masked' } } }
  await admin.create('role', [{ key: 'veiled', name: 'Veiled', grants: own }])
  await admin.create('role', [
    { key: 'unwarned', name: 'Unwarned', grants: { contact: all, account: { ...all, fields: { blacklist: 'hidden' } } } },
  ])
  const [listed] = await admin.list('account', { filter: { name: '失信物流' } })
  const file = `name,account\n新人甲乙,${String(listed!.id)}\n`
  const markedTo = async (role: string) =>
    (await stand.content((await app.as(role)).session, file, 'contact', { dryRun: true })).report.marked!.rows
  const [veiled] = await markedTo('veiled')
  assert.ok(veiled && !veiled.title.includes('失信物流') && veiled.mark === 'blockOrder', JSON.stringify(veiled))
  assert.deepEqual(await markedTo('unwarned'), [])
})
