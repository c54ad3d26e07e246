import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBulk } from '#kernel'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openStand } from './import-stand.ts'

/*
 * The roads that write many records at once, and what a flow costs all of them.
 */

const app = await testApp(modules)
const admin = await app.as('administrator')
const rep = await app.as('rep')
const stand = await openStand(app)
const bulk = openBulk({
  engine: app.engine,
  log: {
    warn() {},
    error(details: object) {
      throw new Error('a run failed unexpectedly', { cause: (details as { err?: unknown }).err })
    },
  },
})
const steps = [
  { key: 's1', name: 'One', mode: 'any', empty: 'administrator', self: 'skip', approvers: { kind: 'people', people: [admin.id] } },
]
const large = { title: 'Large customers', object: 'account', condition: 'headcount >= 100', active: true, steps }
const names = (count: number, word: string, headcount: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => ({ name: `${word} ${i}`, headcount: headcount(i) }))

test('without a flow nothing is asked; with one a hundred records cost as much as one', async () => {
  await rep.create(
    'account',
    names(100, 'many', () => 1),
  )
  const [one, ...rest] = await rep.list('account', { limit: 100 })
  await app.atMost(3, () => rep.change('account', one!.id as string, { remark: 'a' }))
  await admin.create('approvalFlow', [
    { ...large, occasion: 'create' },
    { ...large, occasion: 'change' },
  ])
  await rep.list('account')
  await rep.change('account', one!.id as string, { remark: 'b' })
  await app.atMost(5, () => rep.change('account', one!.id as string, { remark: 'c' }))
  const filter = { id: { in: rest.map(({ id }) => id) } }
  const change = (remark: string) =>
    rep.work((work) => app.engine.writes.changeWhere(work, 'account', { filter, to: { remark }, expect: rest.length }))
  await app.atMost(6, () => change('d'))
})

test('an import leaves out the rows that need approval and names them, others come in', async () => {
  const rows = ['公司名称,人数规模', ...Array.from({ length: 20 }, (_, i) => `进口 ${i},${i % 10 === 3 ? 500 : 5}`)]
  const map = { columns: { 公司名称: 'name', 人数规模: 'headcount' } }
  const done = await stand.content(admin.session, rows.join('\n'), 'account', { map })
  assert.deepEqual([done.counts.created, done.counts.failed], [18, 2])
  const [problem] = done.report.problems!
  assert.deepEqual([problem!.code, problem!.lines], ['kernel.needs-approval', [5, 15]])
})

test('work over many records passes over what needs approval, with the reason, and undo cannot bring it about either', async () => {
  await rep.create(
    'account',
    names(10, 'bulk', () => 1),
  )
  const filter = { name: { startsWith: 'bulk' } }
  const some = await rep.list('account', { filter, limit: 10 })
  await admin.create('approvalFlow', [{ ...large, title: 'Marked', condition: 'remark == "mark" && name.endsWith("3")' }])
  await rep.list('account')
  const made = await bulk.create(
    rep.session,
    { kind: 'change', object: 'account', wish: { filter, expect: some.length, set: { remark: 'mark' } } },
    { via: 'api' },
  )
  const done = (await bulk.run(app.workspace, made.id))!
  assert.deepEqual([done.state, done.counts.changed, done.counts.leftOut], ['done', 9, 1])
  assert.equal(await rep.count('account', { ...filter, remark: 'mark' }), 9)

  const [big] = await admin.work(
    async (work) => JSON.parse(await app.engine.writes.create(work, 'account', [{ name: 'was large', headcount: 5 }])) as { id: string }[],
  )
  await admin.work((work) => app.engine.writes.change(work, 'account', big!.id, { headcount: 6 }))
  const [flow] = await admin.list('approvalFlow', { filter: { title: 'Large customers', occasion: 'change' }, limit: 1 })
  await admin.change('approvalFlow', flow!.id as string, { condition: 'headcount == 5' })
  const sets = await admin.changeSets()
  const lowered = sets.find(
    ({ counts }) => (counts as Record<string, unknown>).account && !(counts as Record<string, unknown>).approvalFlow,
  )
  await assert.rejects(admin.undo(String(lowered!.id)), { code: 'kernel.needs-approval' })
})
