import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSpecimen } from './open-specimen.ts'

const { withKey } = await openSpecimen()
const admin = await withKey('administrator')
const rep = await withKey('rep')
const other = await withKey('rep')

type Person = typeof rep
const made = await admin.ask('POST', '/api/v1/meta/objects', {
  name: 'pin',
  grants: { rep: { read: 'all', create: true, update: 'all' } },
  fields: {
    about: { kind: 'anyLink', labels: { en: 'About' } },
    deal: { kind: 'anyLink', objects: ['firm'], labels: { en: 'Firm' } },
  },
})
assert.equal(made.statusCode, 201, made.body)
const [mine, theirs] = [
  (await rep.ask('POST', '/api/v1/firms', { name: 'Mine' })).json().id as string,
  (await other.ask('POST', '/api/v1/firms', { name: 'Theirs' })).json().id as string,
]
const visit = (await rep.ask('POST', '/api/v1/visits', { subject: 'Look around', firm: mine })).json().id as string
const pin = async (name: string, object: string, id: string) =>
  assert.equal((await admin.ask('POST', '/api/v1/pins', { name, about: { object, id } })).statusCode, 201)
await pin('1', 'firm', mine)
await pin('2', 'firm', theirs)
await pin('3', 'visit', visit)
await pin('4', 'member', rep.id)
await pin('5', 'definition', mine)
const aboutOf = async (person: Person, more = ''): Promise<unknown[]> => {
  const answer = await person.ask('GET', `/api/v1/pins?sort=name${more}`)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json().rows.map(({ about }: { about: { object: string; title: string | null } }) => `${about.object}: ${about.title}`)
}

test('a link to any object carries the title of its record, under the reader’s rights', async () => {
  assert.deepEqual((await aboutOf(rep)).slice(0, 3), ['firm: Mine', 'firm: null', 'visit: Look around'])
  assert.deepEqual((await aboutOf(other)).slice(0, 3), ['firm: null', 'firm: Theirs', 'visit: null'])
  const all = await aboutOf(admin, '&fields=about')
  assert.deepEqual([all.slice(0, 3), all[4]], [['firm: Mine', 'firm: Theirs', 'visit: Look around'], 'definition: null'])
  const [first] = (await rep.ask('GET', '/api/v1/pins?sort=name')).json().rows
  assert.deepEqual(first.about, { object: 'firm', id: mine, title: 'Mine' })
  assert.equal((await rep.ask('GET', `/api/v1/pins/${first.id}`)).json().about.title, 'Mine')
})

test('what nobody asked for is not looked up', async () => {
  const sql = async (fields: string) => (await admin.ask('GET', `/api/v1/pins?fields=${fields}&explain=sql`)).body
  const [asked, spared] = [await sql('about'), await sql('name')]
  assert.ok(asked.includes("WHEN 'firm' THEN"), asked)
  assert.ok(!spared.includes('WHEN'), spared)
  assert.ok(!(await sql('deal')).includes("WHEN 'visit'"))
})

test('an answer may be sent back as it came, and only objects that the field names are taken', async () => {
  const [first] = (await rep.ask('GET', '/api/v1/pins?sort=name')).json().rows
  const same = await rep.ask('PATCH', `/api/v1/pins/${first.id}`, { about: first.about, deal: first.about })
  assert.equal(same.statusCode, 200, same.body)
  assert.deepEqual([same.json().about.title, same.json().deal.title], ['Mine', 'Mine'])
  const wrong = await rep.ask('PATCH', `/api/v1/pins/${first.id}`, { deal: { object: 'visit', id: visit } })
  assert.equal(wrong.statusCode, 400, wrong.body)
  assert.match(wrong.json().detail, /only .*firm/)
  const bad = { kind: 'anyLink', name: 'worse', objects: ['nothing'], labels: { en: 'Worse' } }
  assert.equal((await admin.ask('POST', '/api/v1/meta/objects/pin/fields', bad)).statusCode, 422)
})

test('the title of a record that was called otherwise is the one of the day that is looked at', async () => {
  await new Promise((done) => setTimeout(done, 20))
  const before = new Date().toISOString()
  await new Promise((done) => setTimeout(done, 20))
  await rep.ask('PATCH', `/api/v1/firms/${mine}`, { name: 'Renamed' })
  assert.equal((await aboutOf(rep))[0], 'firm: Renamed')
  assert.equal((await aboutOf(rep, `&asOf=${before}`))[0], 'firm: Mine')
  await rep.ask('DELETE', `/api/v1/firms/${mine}`)
  assert.equal((await aboutOf(rep))[0], 'firm: null')
})
