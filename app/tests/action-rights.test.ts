import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { fillCompany, mayRead } from './leak-company.ts'
import { openProduct } from './open-product.ts'

/* Most actions write as the system, so who may call one is settled before it runs: whoever may only read a record takes none of the actions that change it. */

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const company = await fillCompany(product)
const { meta, viewers, known } = company
const changing = modules.flatMap(({ actions }) => actions.filter(({ on, byReaders }) => on && !byReaders))

test('whoever reads everything and changes nothing calls no action that changes a record, whatever he sends along', async () => {
  const reader = viewers.find(({ role }) => role === 'readonly')!
  let called = 0
  for (const { name, on } of changing) {
    const record = known.find((one) => one.object === on!.name && mayRead(company, reader, one))
    // Of some objects the company has no records; they are refused by the same line.
    if (!record) continue
    called += 1
    const verb = name.slice(name.indexOf('.') + 1)
    const calls = [
      [`/api/v1/${meta[record.object]!.plural}/${record.id}/${verb}`, {}],
      [`/api/v1/actions/${name}`, { [record.object]: record.id }],
    ] as const
    for (const [url, body] of calls) {
      const answer = await reader.ask('POST', url, body)
      assert.deepEqual([name, answer.statusCode, answer.json().code], [name, 403, 'kernel.forbidden'], answer.body)
    }
  }
  assert.ok(called > 80, String(called))
})

/** What a reader's own look leaves behind: papers made for him, cards he opened, stars of his own. */
const ofLooking = /^(documents\.(quote-pdf|contract-pdf|invoice-pdf|make-|statement|preview)|pools\.open-card|(activities|sales)\.follow-)/

const sample: Readonly<Record<string, unknown>> = {
  text: 'x',
  longText: 'x',
  day: '2031-01-01',
  instant: '2031-01-01T00:00:00Z',
  integer: 1,
  money: 1,
  yesNo: true,
  json: {},
  webAddress: 'https://www.example.com/x',
}

test('nor does he write by an action that is for readers, but for what looking leaves', async () => {
  const reader = viewers.find(({ role }) => role === 'readonly')!
  const { database } = product.installation.engine
  const sets = async () => Number((await database.pool.query('SELECT count(*) AS n FROM w_test.change_set')).rows[0]!.n)
  let called = 0
  const wrote = new Set<string>()
  for (const { name, on } of modules.flatMap(({ actions }) => actions).filter(({ on, byReaders }) => on && byReaders)) {
    const { plural, actions } = meta[on!.name]!
    const asked = Object.values(actions.find((one) => one.name === name)?.input ?? {}).filter(
      (field) => field.required || field.name === 'reason',
    )
    const input = asked.map((field) => {
      const { to, choices } = field.options as { to?: string; choices?: readonly { key: string }[] }
      return [field.name, choices ? choices[0]!.key : to ? known.find((one) => one.object === to)?.id : sample[field.kind]]
    })
    for (const { id } of known.filter((one) => one.object === on!.name && mayRead(company, reader, one)).slice(0, 2)) {
      called += 1
      const before = await sets()
      const answer = await reader.ask('POST', `/api/v1/${plural}/${id}/${name.slice(name.indexOf('.') + 1)}`, Object.fromEntries(input))
      if ((await sets()) !== before && !ofLooking.test(name)) wrote.add(`${name} ${answer.statusCode}`)
    }
  }
  assert.deepEqual([...wrote], [])
  assert.ok(called > 40, String(called))
})

test('a representative who reads a customer that was shown to him calls none either', async () => {
  const [rep, stranger] = ['rep', 'stranger'].map((name) => viewers.find((one) => one.name === name)!)
  const admin = await product.join({ name: 'chief', roles: ['administrator'] })
  const { id } = (await admin.ask('POST', '/api/v1/accounts', { name: 'Shown', owner: stranger!.id })).json()
  const shared = await admin.ask('POST', `/api/v1/accounts/${id}/shares`, { person: rep!.id })
  assert.ok(shared.statusCode < 300, shared.body)
  assert.equal((await rep!.ask('GET', `/api/v1/accounts/${id}`)).statusCode, 200)
  const answer = await rep!.ask('POST', `/api/v1/accounts/${id}/blacklist`, { reason: 'out of spite' })
  assert.deepEqual([answer.statusCode, answer.json().code], [403, 'kernel.forbidden'])
  assert.equal((await admin.ask('GET', `/api/v1/accounts/${id}?fields=blacklist`)).json().blacklist, null)
})

test('an action that names no one record says which object it is about, and the right to it and limits of keys count', async () => {
  const alone = modules.flatMap(({ actions }) => actions).filter(({ on }) => !on)
  assert.deepEqual(
    alone.filter(({ about }) => !about).map(({ name }) => name),
    [],
  )
  const rep = await product.join({ name: 'keyed', roles: ['rep'] })
  const { accounts } = product.installation
  const key = await accounts.createKey({
    workspace: 'test',
    email: 'keyed@example.com',
    name: 'reads',
    limits: { verbs: ['read'] },
  } as never)
  const reads = product.as({ ...rep, key }).ask
  for (const { name } of alone) assert.equal((await reads('POST', `/api/v1/actions/${name}`, {})).statusCode, 403, name)
  // Taken from a role for one, it is taken for many.
  const admin = await product.join({ name: 'second-chief', roles: ['administrator'] })
  const account = { read: 'own', create: true, update: 'own', actions: { 'customers.transfer': false } }
  const laid = await admin.ask('PATCH', '/api/v1/meta/roles/rep', { name: 'Rep', grants: { account } })
  assert.equal(laid.statusCode, 200, laid.body)
  const many = { accounts: [], to: rep.id, along: [] }
  assert.equal((await rep.ask('POST', '/api/v1/actions/customers.transfer-many', many)).statusCode, 403)
})
