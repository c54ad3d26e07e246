import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openStand } from './import-stand.ts'

/* A file may name anything. What its reader may not see is to an import what is not there, in its report, its suggestions and its failing rows. */

const app = await testApp(modules, { locale: 'en' })
const stand = await openStand(app)
const rep = await app.as('rep')
const stranger = await app.as('rep', { name: 'stranger' })
const [theirs] = await stranger.create('account', [{ name: 'Zenith harbour works', externalId: 'zq-77', phone: '0571 8600 0000' }])
const [person] = await stranger.create('contact', [{ name: 'Hidden person', email: 'hidden@zenith.example' }])
const [mine] = await rep.create('account', [{ name: 'Own harbour' }])

/** What an import tells, without what must differ between two of them. */
async function told(content: string, words: readonly string[], wish: { match?: string; dryRun?: boolean } = {}): Promise<string> {
  const row = await stand.content(rep.session, content, 'contact', wish)
  const { state, counts, report, error } = row
  return words.reduce((text, word) => text.replaceAll(word, 'WORD'), JSON.stringify({ state, counts, report, error }))
}

test('links to hidden records fail like links to none, whichever key names them', async () => {
  const keys: [hidden: string, missing: string][] = [
    ['Zenith harbour works', 'Nobody harbour works'],
    ['zenith HARBOUR works', 'nobody HARBOUR works'],
    ['zq-77', 'zq-78'],
    [String(theirs!.number), 'KH-1999-000001'],
    [String(theirs!.id), randomUUID()],
  ]
  for (const dryRun of [true, false]) {
    for (const [hidden, missing] of keys) {
      const file = (word: string) => `name,account\nA ${dryRun},${word}\n`
      assert.equal(await told(file(hidden), [hidden], { dryRun }), await told(file(missing), [missing], { dryRun }), hidden)
    }
  }
  assert.equal(await rep.count('contact'), 0)
})

test('no suggestion comes from a hidden title', async () => {
  const text = await told('name,account\nB,Zenith harbour work\nC,Own harbor\n', [], { dryRun: true })
  assert.ok(!text.includes('Zenith harbour works') && text.includes('Own harbour'), text)
})

test('rows are not matched to hidden records', async () => {
  const row = await stand.content(rep.session, `name,email,account\nTaken over,hidden@zenith.example,${String(mine!.id)}\n`, 'contact', {
    match: 'email',
  })
  assert.deepEqual([row.counts.created, row.counts.updated], [1, 0])
  const [still] = await stranger.list('contact', { filter: { id: person!.id } })
  assert.equal(still!.name, 'Hidden person')
})

test('an importer for whom numbers are masked learns none: not by match fields, not by duplicates, not by keys of links', async () => {
  const administrator = await app.as('administrator')
  const all = { read: 'all', create: true, update: 'all', import: true }
  const grants = {
    account: { ...all, fields: { phone: 'masked' } },
    contact: { ...all, fields: { mobile: 'masked', email: 'masked' } },
  }
  await administrator.create('role', [{ key: 'desk', name: 'Desk', grants }])
  const desk = await app.as('desk')
  const [stored, free] = ['13873916502', '13655501188']
  await administrator.create('account', [{ name: 'Masked works', phone: stored, externalId: 'm-1' }])
  await administrator.create('contact', [{ name: 'Masked person', mobile: stored, email: 'masked@zenith.example' }])
  const states: string[] = []
  const asked = async (object: string, content: string, wish: object) => {
    try {
      const row = await stand.content(desk.session, content, object, { dryRun: true, ...wish })
      states.push(row.state)
      const { state, counts, report, error } = row
      return JSON.stringify({ state, counts, report, error, twins: await stand.imports.twins(desk.session, row) })
    } catch (fault) {
      const { code, details, issues } = fault as { code: string; details: object; issues: object }
      states.push(code)
      return JSON.stringify({ code, details, issues })
    }
  }
  /** The same with the number that is stored and with one that is not. */
  const assertBlind = async (object: string, file: (number: string) => string, wish: object) => {
    // What the importer wrote into the file may be said to him again, and nothing else.
    const told = async (number: string) => (await asked(object, file(number), wish)).replaceAll(number, 'N')
    const [one, other] = [await told(stored), await told(free)]
    assert.equal(one, other, JSON.stringify(wish))
    assert.ok(!one.includes('3916') && !one.includes('masked@'), one)
  }
  const before = await administrator.count('contact')
  for (const duplicates of ['create', 'skip', 'update'])
    for (const match of [undefined, 'mobile', 'name'])
      await assertBlind('contact', (number) => `name,mobile\nSomebody,${number}\n`, {
        ...(match ? { match } : {}),
        options: { duplicates },
      })
  for (const onMatch of ['update', 'skip'])
    await assertBlind('account', (number) => `name,phone\nSome works,${number}\n`, { match: 'phone', options: { onMatch } })
  await assertBlind('contact', (number) => `name,account\nSomebody,${number}\n`, {})
  const map = (field: string) => ({ columns: { name: 'name', number: { field } } })
  for (const field of ['mobile', 'account.phone'])
    await assertBlind('contact', (number) => `name,number\nSomebody,${number}\n`, { map: map(field), match: field })
  assert.deepEqual([...new Set(states)].toSorted(), ['done', 'kernel.bad-import'])
  assert.equal(await administrator.count('contact'), before)
})
