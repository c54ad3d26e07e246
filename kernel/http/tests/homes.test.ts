import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSpecimen } from './open-specimen.ts'

const { withKey } = await openSpecimen()
const admin = await withKey('administrator')
const manager = await withKey('manager')
const rep = await withKey('rep')

type Person = typeof rep
type Home = { name: string; label: string; tiles: { kind: string; object?: string; label?: string; width: string }[] }
const homesOf = async (person: Person, locale = 'en'): Promise<Home[]> =>
  (await person.ask('GET', `/api/v1/meta?locale=${locale}`)).json().homes
const namesOf = async (person: Person) => (await homesOf(person)).map(({ label }) => label)
const make = (body: object) => admin.ask('POST', '/api/v1/meta/homes', body)
const undo = async (changeSet: unknown) =>
  assert.equal((await admin.ask('POST', `/api/v1/change-sets/${changeSet}/undo`, {})).statusCode, 200)

test('without a home of their own people see the usual one, of what they may read', async () => {
  const [usual, ...others] = await homesOf(rep)
  assert.deepEqual([usual?.name, others], ['usual', []])
  // `firm` has owners and no board, `visit` has neither.
  assert.deepEqual(usual?.tiles, [{ kind: 'recent', object: 'firm', width: 'third' }])
})

test('a home is there for the roles it names, in order, and is undone and done again like every definition', async () => {
  const tiles = [{ kind: 'number', object: 'firm', filter: { stage: 'open' }, labels: { en: 'Open firms', 'zh-CN': '在谈公司' } }]
  const first = await make({ name: 'reps', labels: { en: 'For reps' }, roles: ['rep'], tiles })
  assert.equal(first.statusCode, 201, first.body)
  const second = await make({ labels: { en: 'For all' }, tiles: [{ kind: 'recent', object: 'firm', width: 'full' }], position: 5 })
  assert.deepEqual([await namesOf(rep), await namesOf(manager)], [['For reps', 'For all'], ['For all']])
  assert.equal((await homesOf(rep, 'zh-CN'))[0]?.tiles[0]?.label, '在谈公司')
  await admin.ask('PATCH', `/api/v1/meta/homes/${second.json().id}`, { position: -1 })
  assert.deepEqual(await namesOf(rep), ['For all', 'For reps'])
  await undo(first.headers['x-change-set'])
  assert.deepEqual(await namesOf(rep), ['For all'])
  const gone = await admin.ask('DELETE', `/api/v1/meta/homes/${second.json().id}`)
  assert.deepEqual([gone.statusCode, (await homesOf(rep)).map(({ name }) => name)], [204, ['usual']])
})

test('tiles about what a reader may not read are not in his home', async () => {
  const closed = { name: 'ledger', labels: { en: 'Ledger' }, grants: {}, fields: { total: { kind: 'money', labels: { en: 'Total' } } } }
  assert.equal((await admin.ask('POST', '/api/v1/meta/objects', closed)).statusCode, 201)
  const made = await make({
    labels: { en: 'Everything' },
    tiles: [
      { kind: 'rows', object: 'firm', columns: ['stage', 'secret'], sort: ['-amount'] },
      { kind: 'rows', object: 'firm', filter: { or: [{ stage: 'open' }, { not: { secret: 'x' } }] } },
      { kind: 'number', object: 'firm', filter: { visits: { any: { subject: 'x' } } } },
      { kind: 'number', object: 'ledger', figure: { measure: 'sum', of: 'total' } },
      { kind: 'chart', object: 'firm', chart: { by: 'secret', measure: 'count' } },
      { kind: 'chart', object: 'firm', chart: { by: 'stage', measure: 'sum', of: 'amount' } },
      { kind: 'rows', object: 'visit', filter: { 'firm.secret': 'x' } },
      { kind: 'report', report: { name: 'trade.all', part: 'count' } },
      { kind: 'panel', panel: { name: 'trade.told', on: 'firm', id: 'f1' } },
      { kind: 'panel', panel: { name: 'trade.told', on: 'ledger', id: 'l1' } },
      { kind: 'create', objects: ['ledger', 'firm'] },
      { kind: 'create', objects: ['ledger'] },
    ],
  })
  assert.equal(made.statusCode, 201, made.body)
  const kinds = async (person: Person) => (await homesOf(person))[0]?.tiles.map(({ kind, object }) => [kind, object].join(' ').trim())
  assert.deepEqual(await kinds(rep), ['rows firm', 'number firm', 'chart firm', 'report', 'panel', 'create'])
  assert.equal((await kinds(manager))?.length, 9)
  assert.equal((await kinds(admin))?.length, 12)
  // What the tiles would ask is refused by itself: the home only spares the reader the refusal.
  const refused = await rep.ask('POST', '/api/v1/firms/aggregate', { by: ['secret'], measures: { n: 'count' } })
  assert.equal(refused.statusCode, 400)
  await undo(made.headers['x-change-set'])
})

test('only whoever may define makes homes, and every fault of one is named', async () => {
  for (const person of [rep, manager]) assert.equal((await person.ask('POST', '/api/v1/meta/homes', { tiles: [] })).statusCode, 403)
  const bad = await make({
    name: 'bad',
    labels: { en: 'Bad' },
    tiles: [
      { kind: 'clock' },
      { kind: 'rows', object: 'nothing' },
      { kind: 'rows', object: 'firm', sort: ['-weight'], limit: 5 },
      { kind: 'rows', object: 'firm', limit: 500 },
      { kind: 'number', object: '*' },
      { kind: 'chart', object: 'firm' },
      { kind: 'report', report: { name: 'trade.all', part: 'none' } },
      { kind: 'recent', object: 'firm', colour: 'red' },
      { kind: 'panel', panel: { name: 'trade.told', on: 'firm' } },
      { kind: 'panel', panel: { name: 'trade.told', on: 'nothing', id: 'n1' } },
    ],
  })
  assert.equal(bad.statusCode, 422, bad.body)
  assert.deepEqual(
    bad.json().issues.map(({ detail }: { detail: string }) => detail),
    [
      'bad · 1: the value of “kind” is not possible.',
      'bad · 2: there is no object “nothing”.',
      'bad · 3: it shows a field that is not there: weight.',
      'bad · 4: the value of “limit” is not possible.',
      'bad · 5: there is no object “*”.',
      'bad · 6: “chart” is missing.',
      'bad · 7: the value of “report” is not possible.',
      'bad · 8: “colour” is not a setting of this kind.',
      'bad · 9: the value of “panel” is not possible.',
      'bad · 10: there is no object “nothing”.',
    ],
  )
  assert.equal((await make({ labels: { en: 'x' } })).statusCode, 422)
})

test('homes go from one workspace to another with the other definitions', async () => {
  const made = await make({ name: 'carried', labels: { en: 'Carried' }, tiles: [{ kind: 'recent', object: '*', limit: 3 }] })
  const file = (await admin.ask('GET', '/api/v1/meta/definitions')).json()
  const [home] = file.definitions.filter(({ kind }: { kind: string }) => kind === 'home')
  assert.deepEqual([home.object, home.name, home.body.tiles.length], ['*', 'carried', 1])
  await undo(made.headers['x-change-set'])
  const taken = await admin.ask('POST', '/api/v1/meta/definitions', file)
  assert.equal(taken.statusCode, 200, taken.body)
  assert.deepEqual(await namesOf(rep), ['Carried'])
  assert.deepEqual((await homesOf(rep))[0]?.tiles, [{ kind: 'recent', object: 'firm', limit: 3, width: 'third' }])
})

test('an object that a home shows is not removed before the home shows it no more', async () => {
  await admin.ask('POST', '/api/v1/meta/objects', { name: 'wagon', labels: { en: 'Wagon' } })
  const made = await make({ name: 'wagons', labels: { en: 'Wagons' }, tiles: [{ kind: 'recent', object: 'wagon' }] })
  const refused = await admin.ask('DELETE', '/api/v1/meta/objects/wagon')
  assert.equal(refused.statusCode, 422, refused.body)
  assert.match(refused.json().issues[0].detail, /wagon/)
  await admin.ask('DELETE', `/api/v1/meta/homes/${made.json().id}`)
  assert.equal((await admin.ask('DELETE', '/api/v1/meta/objects/wagon')).statusCode, 204)
})
