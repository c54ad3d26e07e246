import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { advance, convert } from '#modules/sales'
import { modules } from '../modules.ts'

/*
 * How many statements each piece of work may send, beside BEGIN and COMMIT. A figure that grows with the number of rows shows here at once.
 */

const app = await testApp(modules)
const admin = await app.as('administrator')
const rep = await app.as('rep')
const { reads } = app.engine

const names = (count: number, word: string) => Array.from({ length: count }, (_, i) => ({ name: `${word} ${i}` }))
const [first] = await rep.create('account', names(60, '客户'))
const deals = await rep.create(
  'opportunity',
  names(60, '商机').map((row) => ({ ...row, account: first!.id })),
)
// What a process keeps in memory is there from here on: catalog, people, frequencies.
await Promise.all([admin, rep].map((person) => person.list('account')))

test('each reading call is one statement, whoever asks', async () => {
  for (const person of [admin, rep]) {
    await app.atMost(1, () => person.list('account', { limit: 50, filter: { 'parent.name': { empty: true } }, sort: ['owner', '-name'] }))
    await app.atMost(1, () => person.list('opportunity', { limit: 50, fields: ['name', 'account.name', 'owner'] }))
    await app.atMost(1, () => person.one('account', first!.id as string))
    await app.atMost(1, () => person.count('opportunity', { account: { ne: null } }))
    await app.atMost(1, () =>
      person.aggregate({ object: 'opportunity', by: ['stage'], measures: { n: 'count', total: { sum: 'amount' } } }),
    )
    await app.atMost(1, () => reads.search(person.session, { q: '客户', limit: 5 }))
    await app.atMost(1, () => person.list('account', { asOf: new Date(Date.now() - 1), limit: 50 }))
  }
})

test('history and change sets cost the same for one row and for many', async () => {
  await app.atMost(4, () => reads.history(rep.session, 'opportunity', deals[0]!.id as string, { limit: 50 }))
  const [set] = await rep.changeSets()
  await app.atMost(4, () => reads.changeSet(rep.session, set!.id as string, { limit: 50 }))
  await app.atMost(1, () => reads.bin(rep.session, { limit: 50 }))
})

test('a hundred records are created by as many statements as one', async () => {
  await app.atMost(3, () => admin.create('product', [{ name: 'one', code: 'one' }]))
  await app.atMost(3, () =>
    admin.create(
      'product',
      Array.from({ length: 100 }, (_, i) => ({ name: `p ${i}`, code: `c-${i}` })),
    ),
  )
})

test('a hundred records are changed and removed by as many statements as one', async () => {
  const filter = { name: { startsWith: 'p ' } }
  await app.atMost(6, () =>
    admin.work((work) => app.engine.writes.changeWhere(work, 'product', { filter, to: { unit: 'x' }, expect: 100 })),
  )
  const [set] = await admin.changeSets()
  await app.atMost(12, () => admin.undo(set!.id as string))
  // One for each link that names a product, however many products there are.
  const { objects } = await app.engine.catalogOf(await app.engine.workspace('test'))
  const links = Object.values(objects).flatMap(({ fields }) => Object.values(fields).filter(({ refers }) => refers === 'product'))
  await app.atMost(3 + links.length, () => admin.work((work) => app.engine.writes.removeWhere(work, 'product', filter, 100)))
  assert.equal(await admin.count('product', filter), 0)
})

test('actions keep to their budget', async () => {
  // Rules and stages are read once and stay in the process.
  const [first] = await rep.create('opportunity', [{ name: 'first to move' }])
  await rep.call(advance, { opportunity: first!.id, stage: 'evaluation' })
  // Six for the step itself, five for what is noted of it: the movement, and the stages left and come to; one asks who follows the deal.
  await app.atMost(12, () => rep.call(advance, { opportunity: deals[1]!.id, stage: 'evaluation' }))
  const [lead] = await rep.create('lead', [{ name: '赵', company: '新公司', im: 'zhao' }])
  // Six of them look for what goes along with the lead: follow-ups, tasks, visits, calls, inquiries and web visits; one asks who follows it,
  // one what must hold of pools, two whether somebody else has the customer, by any spelling.
  await app.atMost(29, () => rep.call(convert, { lead: lead!.id }))
})
