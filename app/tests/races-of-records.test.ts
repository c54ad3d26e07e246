import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { openProduct } from './open-product.ts'

/*
 * Two at once on whatever looks before it writes: exactly one is done, or both one after the other, and the other is told. Each race is run
 * several times, as a race that is lost seldom is lost all the same.
 */

const clone = await cloneDatabase([catalog, customers, activities, sales], 'en')
const product = await openProduct(clone.url, [catalog, customers, activities, sales])
const admin = await product.join({ name: 'admin', roles: ['administrator'] })
after(() => clone.drop())

type Row = Record<string, unknown> & { id: string }
type Call = readonly [method: 'POST' | 'PATCH' | 'DELETE', url: string, body?: object]

const ask = (...[method, url, body]: Call) => admin.ask(method, `/api/v1/${url}`, body)
const make = async (plural: string, row: object): Promise<Row> => {
  const answer = await ask('POST', plural, row)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json() as Row
}
const read = async (url: string) => admin.ask('GET', `/api/v1/${url}`)
const value = async (url: string, field: string): Promise<unknown> => ((await read(url)).json() as Row)[field]
const changeSetOf = (answer: { headers: Record<string, unknown> }) => String(answer.headers['x-change-set'])

/** Makes both calls at once; answers their statuses, the smaller first. */
async function together(...calls: Call[]): Promise<number[]> {
  const answers = await Promise.all(calls.map((call) => ask(...call)))
  for (const { statusCode, body } of answers) assert.ok(statusCode < 500, body)
  return answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)
}
const rounds = 6
const race = (name: string, run: (round: number) => Promise<void>) =>
  test(name, async () => {
    for (let round = 0; round < rounds; round += 1) await run(round)
  })

race('a record is removed once', async () => {
  const { id } = await make('accounts', { name: 'Leaves' })
  assert.deepEqual(await together(['DELETE', `accounts/${id}`], ['DELETE', `accounts/${id}`]), [204, 404])
})

race('a record comes back from the bin once', async () => {
  const { id } = await make('accounts', { name: 'Returns' })
  await ask('DELETE', `accounts/${id}`)
  const [done, refused] = await together(['POST', `accounts/${id}/restore`], ['POST', `accounts/${id}/restore`])
  // Back already, or coming back at this moment.
  assert.ok(done === 200 && (refused === 404 || refused === 409), String(refused))
  const { rows } = (await read(`accounts/${id}/history`)).json() as { rows: { kind: string }[] }
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['create', 'remove', 'create'],
  )
})

race('two changes of one version: one is written', async () => {
  const { id, version } = await make('accounts', { name: 'Seen by both' })
  const to = (city: string): Call => ['PATCH', `accounts/${id}`, { city, version }]
  assert.deepEqual(await together(to('Lyon'), to('Nice')), [200, 409])
})

race('without versions both are written, each its own field', async () => {
  const { id } = await make('accounts', { name: 'For both' })
  assert.deepEqual(
    await together(['PATCH', `accounts/${id}`, { city: 'Lyon' }], ['PATCH', `accounts/${id}`, { remark: 'both' }]),
    [200, 200],
  )
  assert.deepEqual([await value(`accounts/${id}`, 'city'), await value(`accounts/${id}`, 'remark')], ['Lyon', 'both'])
})

race('a unique value belongs to one record, made or changed', async (round) => {
  const key = `key ${round}`
  assert.deepEqual(
    await together(['POST', 'accounts', { name: 'One', externalId: key }], ['POST', 'accounts', { name: 'Two', externalId: key }]),
    [201, 409],
  )
  const [one, two] = [await make('accounts', { name: 'Three' }), await make('accounts', { name: 'Four' })]
  const take = ({ id }: Row): Call => ['PATCH', `accounts/${id}`, { externalId: `other ${round}` }]
  assert.deepEqual(await together(take(one), take(two)), [200, 409])
})

race('a change set is taken back once', async () => {
  const { id } = await make('accounts', { name: 'Before' })
  const set = changeSetOf(await ask('PATCH', `accounts/${id}`, { name: 'After' }))
  const undo: Call = ['POST', `change-sets/${set}/undo`, {}]
  assert.deepEqual(await together(undo, undo), [200, 409])
  assert.equal(await value(`accounts/${id}`, 'name'), 'Before')
})

race('an undo and a change at once: nobody’s work is lost without a word', async () => {
  const { id } = await make('accounts', { name: 'Before' })
  const set = changeSetOf(await ask('PATCH', `accounts/${id}`, { name: 'After' }))
  const [undone, changed] = await Promise.all([
    ask('POST', `change-sets/${set}/undo`, {}),
    ask('PATCH', `accounts/${id}`, { name: 'Newer' }),
  ])
  assert.equal(changed!.statusCode, 200, changed!.body)
  assert.ok(undone!.statusCode === 200 || undone!.statusCode === 409, undone!.body)
  const entries = ((await read(`accounts/${id}/history`)).json() as { rows: { changes: { old: unknown; new: unknown }[] }[] }).rows
  // Either the undo came first and the change over it, or it met the change as a conflict.
  assert.equal(await value(`accounts/${id}`, 'name'), 'Newer')
  assert.equal(entries.length, undone!.statusCode === 200 ? 4 : 3)
})

race('two records merged into each other at once: one of them stays', async () => {
  const [one, two] = [await make('accounts', { name: 'Left' }), await make('accounts', { name: 'Right' })]
  const contact = await make('contacts', { name: 'Whose', account: two.id })
  const into = (stays: Row, goes: Row): Call => ['POST', `accounts/${stays.id}/merge`, { others: [goes.id] }]
  assert.deepEqual(await together(into(one, two), into(two, one)), [200, 404])
  const left = await Promise.all([one, two].map(async ({ id }) => ((await read(`accounts/${id}`)).statusCode === 200 ? id : null)))
  const stays = left.filter((id) => id !== null)
  assert.equal(stays.length, 1)
  assert.equal(((await value(`contacts/${contact.id}`, 'account')) as Row).id, stays[0])
})

race('a merge and a removal of the same record at once', async () => {
  const [one, two] = [await make('accounts', { name: 'Stays' }), await make('accounts', { name: 'Goes' })]
  const statuses = await together(['POST', `accounts/${one.id}/merge`, { others: [two.id] }], ['DELETE', `accounts/${two.id}`])
  assert.ok(statuses.includes(404), String(statuses))
  assert.equal((await read(`accounts/${two.id}`)).statusCode, 404)
  assert.equal((await read(`accounts/${one.id}`)).statusCode, 200)
})

race('a merge is taken back once, while somebody hangs a record on the one that stays', async () => {
  const [one, two] = [await make('accounts', { name: 'Stays' }), await make('accounts', { name: 'Was merged' })]
  const set = changeSetOf(await ask('POST', `accounts/${one.id}/merge`, { others: [two.id] }))
  const undo: Call = ['POST', `change-sets/${set}/undo`, {}]
  assert.deepEqual(await together(undo, undo, ['POST', 'contacts', { name: 'New', account: one.id }]), [200, 201, 409])
  assert.equal((await read(`accounts/${two.id}`)).statusCode, 200)
})

race('a customer goes while a contact comes: never a contact of nobody', async () => {
  const { id } = await make('accounts', { name: 'Parent' })
  const [removed, made] = await Promise.all([ask('DELETE', `accounts/${id}`), ask('POST', 'contacts', { name: 'Child', account: id })])
  for (const { statusCode, body } of [removed!, made!]) assert.ok(statusCode < 500, body)
  const isThere = (await read(`accounts/${id}`)).statusCode === 200
  assert.equal(isThere, removed!.statusCode !== 204)
  if (made!.statusCode === 201) {
    const found = await read(`contacts/${(made!.json() as Row).id}`)
    assert.ok(isThere ? found.statusCode === 200 : found.statusCode === 404 || (found.json() as Row).account === null, found.body)
  }
})

race('a deal is won or lost, not both', async () => {
  const account = await make('accounts', { name: 'Buyer' })
  const { id } = await make('opportunities', { name: 'Deal', account: account.id, amount: 10 })
  const [won, lost] = await Promise.all([
    ask('POST', `opportunities/${id}/win`, {}),
    ask('POST', `opportunities/${id}/lose`, { kind: 'price', lostToNobody: true }),
  ])
  const ok = [won!, lost!].filter(({ statusCode }) => statusCode === 200)
  assert.equal(ok.length, 1, `${won!.statusCode} ${won!.body} ${lost!.statusCode} ${lost!.body}`)
  assert.equal(await value(`opportunities/${id}`, 'outcome'), won!.statusCode === 200 ? 'won' : 'lost')
})

race('a lead becomes one customer', async () => {
  const { id } = await make('leads', { name: 'Zoe', company: 'Zoe Ltd', im: 'zoe' })
  const convert: Call = ['POST', `leads/${id}/convert`, {}]
  assert.deepEqual(await together(convert, convert), [200, 409])
})

race('of the last two administrators one stays', async (round) => {
  const other = await product.join({ name: `second-${round}`, roles: ['administrator'] })
  const [one, two] = await Promise.all([
    ask('PATCH', `members/${other.id}`, { roles: ['rep'] }),
    other.ask('PATCH', `/api/v1/members/${admin.id}`, { roles: ['rep'] }),
  ])
  const done = [one!, two!].map(({ statusCode }) => statusCode)
  assert.equal(done.filter((status) => status === 200).length, 1, `${one!.body} ${two!.body}`)
  if (two!.statusCode === 200) {
    const back = await other.ask('PATCH', `/api/v1/members/${admin.id}`, { roles: ['administrator'] })
    assert.equal(back.statusCode, 200, back.body)
    assert.equal((await ask('PATCH', `members/${other.id}`, { roles: ['rep'] })).statusCode, 200)
  }
})

race('the same call with the same key is done once', async (round) => {
  const headers = { 'idempotency-key': `round ${round}` }
  const call = () => admin.ask('POST', '/api/v1/accounts', { name: `Once ${round}` }, headers)
  const both = await Promise.all([call(), call()])
  const [first, second] = both.map((answer) => (answer.json() as Row).id)
  assert.deepEqual([both.map(({ statusCode }) => statusCode), first], [[201, 201], second])
})
