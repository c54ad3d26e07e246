import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openBulk } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openStand } from './import-stand.ts'
import { openProduct } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const { engine } = product.installation
const ada = await product.join({ name: 'Ada', roles: ['administrator'] })
const rep = await product.join({ name: 'Rep', roles: ['rep'] })
const bulk = openBulk({ engine, log: { warn() {}, error: (details) => assert.fail(JSON.stringify(details)) } })
const stand = await openStand(product.installation)
const sessionOf = async (id: string) => {
  const workspace = await engine.workspace('test')
  return { workspace, actor: await engine.actorOf(workspace, id) }
}

const text = (en: string) => ({ kind: 'text', labels: { en } })
const define = (to: object) => ada.ask('PATCH', '/api/v1/meta/objects/project', to)
const alike = async (values: object) => (await ada.ask('POST', '/api/v1/projects/duplicates', { values })).json()
const groups = async () => {
  const run = await bulk.create(await sessionOf(ada.id), { kind: 'find', object: 'project', wish: {} }, { via: 'api' })
  assert.equal((await bulk.run((await sessionOf(ada.id)).workspace, run.id))!.state, 'done')
  return (await ada.ask('GET', '/api/v1/projects/duplicates')).json().rows as { by: string[]; records: { id: string }[] }[]
}

test('an object of the workspace says by which fields its duplicates are told: typing, groups and import go by that', async () => {
  const fields = { name: text('Name'), code: text('Code'), town: text('Town'), size: { kind: 'integer', labels: { en: 'Size' } } }
  const grants = { rep: { read: 'own', create: true, update: 'own', import: true } }
  const made = await ada.ask('POST', '/api/v1/meta/objects', { name: 'project', plural: 'projects', title: 'name', fields, grants })
  assert.equal(made.statusCode, 201, made.body)
  const rows = ['North bridge', 'Bridge, north'].map((name) => ({ name, code: 'NB 100', town: 'Hamburg' }))
  for (const row of rows) assert.equal((await ada.ask('POST', '/api/v1/projects', row)).statusCode, 201)
  assert.deepEqual((await alike({ code: 'nb100' })).rows, [])

  for (const [duplicates, reason] of [
    [[{ by: ['nothing'] }], 'told by the field nothing'],
    [[{ by: ['size'] }], 'told by the field size'],
    [[{ by: [] }], '“duplicates” is not possible'],
    [{ by: ['code'] }, '“duplicates” is not possible'],
  ] as const) {
    const refused = await define({ duplicates })
    assert.equal(refused.statusCode, 422, refused.body)
    assert.match(refused.body, new RegExp(reason))
  }

  assert.equal((await define({ duplicates: [{ by: ['code'], sure: true }] })).statusCode, 200)
  // What was there before is told by the next look through all of them.
  assert.deepEqual(
    (await groups()).map(({ by, records }) => [by, records.length]),
    [[['code'], 2]],
  )
  assert.equal((await alike({ code: 'nb100' })).rows.length, 2)
  assert.deepEqual((await ada.ask('GET', '/api/v1/meta')).json().objects.project.duplicates, ['code'])

  const file = 'name,code\nSomething,NB-100\nOther,ZZ 1\n'
  const done = await stand.content(await sessionOf(rep.id), file, 'project', { options: { duplicates: 'skip' } })
  assert.deepEqual([done.counts.created, done.counts.skipped], [1, 1])
})

test('ways that change leave nothing behind that says wrong things', async () => {
  assert.equal((await define({ duplicates: [{ by: ['town'] }, { by: ['name', 'town'] }] })).statusCode, 200)
  assert.deepEqual(
    (await groups()).map(({ by }) => by),
    [['town']],
  )
  assert.deepEqual((await alike({ code: 'nb100' })).rows, [])
  assert.equal((await define({ duplicates: null })).statusCode, 200)
  assert.equal((await ada.ask('GET', '/api/v1/meta')).json().objects.project.duplicates?.length ?? 0, 0)
})

test('by what objects of the product are told is theirs to say', async () => {
  const answer = await ada.ask('PATCH', '/api/v1/meta/objects/account', { duplicates: [{ by: ['city'] }] })
  assert.equal(answer.statusCode, 422)
})
