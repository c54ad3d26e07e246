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
