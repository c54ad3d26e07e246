import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../../modules.ts'
import { type Ask, openProduct, type Person } from '../open-product.ts'
import { soon } from '../soon.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
const other = await openProduct(clone.url, modules)
after(() => clone.drop())

type Row = Record<string, unknown> & { id: string }
const made = async (ask: Ask, url: string, row: unknown): Promise<Row> => {
  const answer = await ask('POST', `/api/v1/${url}`, row)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}
const statusOf = async (ask: Ask, url: string): Promise<number> => (await ask('GET', `/api/v1/${url}`)).statusCode
const namesOf = async (ask: Ask, url: string): Promise<string[]> =>
  (await ask('GET', `/api/v1/${url}`))
    .json()
    .rows.map(({ name }: { name: string }) => name)
    .sort()

const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const [east, west] = [await made(admin.ask, 'departments', { name: 'East' }), await made(admin.ask, 'departments', { name: 'West' })]
const team = await made(admin.ask, 'departments', { name: 'Team', parent: east.id })
const owner = await product.join({ name: 'owner', roles: ['rep'], department: team.id })
const guest = await product.join({ name: 'guest', roles: ['rep'], department: west.id })
const boss = await product.join({ name: 'boss', roles: ['manager'], department: east.id })
const stranger = await product.join({ name: 'stranger', roles: ['rep'], department: west.id })
const finance = await product.join({ name: 'finance', roles: ['finance'] })
const people = [admin, owner, guest, boss, stranger, finance]
const account = await made(owner.ask, 'accounts', { name: 'Huarui' })
const contact = await made(owner.ask, 'contacts', { name: 'Lin', account: account.id })

test('a share opens one record to a person, with what follows it, and closes again, in every process', async () => {
  assert.equal(await statusOf(guest.ask, `accounts/${account.id}`), 404)
  const share = await made(owner.ask, `accounts/${account.id}/shares`, { person: guest.id })
  for (const who of [guest, other.as(guest)]) {
    await soon(async () => (await statusOf(who.ask, `accounts/${account.id}`)) === 200, 'the record is open')
    assert.equal(await statusOf(who.ask, `contacts/${contact.id}`), 200)
    assert.deepEqual(await namesOf(who.ask, `accounts?filter=${encodeURIComponent('{"id":{"sharedWith":"me"}}')}`), ['Huarui'])
  }
  assert.equal((await guest.ask('PATCH', `/api/v1/accounts/${account.id}`, { website: 'https://a.example' })).statusCode, 403)
  assert.equal((await owner.ask('PATCH', `/api/v1/accounts/${account.id}/shares/${share.id}`, { mayWrite: true })).statusCode, 204)
  assert.equal((await guest.ask('PATCH', `/api/v1/accounts/${account.id}`, { website: 'https://a.example' })).statusCode, 200)
  assert.equal((await guest.ask('DELETE', `/api/v1/accounts/${account.id}`)).statusCode, 403)
  const ended = await owner.ask('DELETE', `/api/v1/accounts/${account.id}/shares/${share.id}`)
  assert.equal(ended.statusCode, 204)
  for (const who of [guest, other.as(guest)])
    await soon(async () => (await statusOf(who.ask, `accounts/${account.id}`)) === 404, 'closed again')
  // Whoever shared it takes the end of the share back, and the share with it.
  assert.equal((await owner.ask('POST', `/api/v1/change-sets/${ended.headers['x-change-set']}/undo`, {})).statusCode, 200)
  assert.equal(await statusOf(guest.ask, `accounts/${account.id}`), 200)
  assert.equal((await owner.ask('DELETE', `/api/v1/accounts/${account.id}/shares/${share.id}`)).statusCode, 204)
})

test('a share past its last day gives nothing, on no road and in no explanation; a day more and it gives again', async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const helped = await made(owner.ask, 'accounts', { name: 'Ended-Co' })
  const share = await made(owner.ask, `accounts/${helped.id}/shares`, { person: guest.id, teamRole: 'Presales', endsOn: day(3) })
  await soon(async () => (await statusOf(guest.ask, `accounts/${helped.id}`)) === 200, 'the record is open')
  const change = async (endsOn: string | null) =>
    assert.equal((await owner.ask('PATCH', `/api/v1/accounts/${helped.id}/shares/${share.id}`, { endsOn })).statusCode, 204)
  await change(day(-2))
  assert.equal(await statusOf(guest.ask, `accounts/${helped.id}`), 404)
  assert.deepEqual(await namesOf(guest.ask, 'accounts?q=Ended-Co'), [])
  assert.deepEqual(await namesOf(guest.ask, `accounts?filter=${encodeURIComponent('{"id":{"sharedWith":"me"}}')}`), [])
  assert.ok(!(await guest.ask('GET', '/api/v1/exports/accounts?format=csv')).body.includes('Ended-Co'))
  const access = (await owner.ask('GET', `/api/v1/accounts/${helped.id}/access?person=${guest.id}`)).json()
  assert.equal(JSON.stringify(access).includes('"way":"team"'), false, JSON.stringify(access))
  const [shown] = (await owner.ask('GET', `/api/v1/accounts/${helped.id}/shares`)).json().rows
  assert.deepEqual([shown.teamRole, shown.endsOn, shown.isOver], ['Presales', day(-2), true])
  await change(day(1))
  assert.equal(await statusOf(guest.ask, `accounts/${helped.id}`), 200)
  assert.equal((await owner.ask('PATCH', `/api/v1/accounts/${helped.id}/shares/${share.id}`, { endsOn: 'soon' })).statusCode, 400)
  // Whoever has one is named once.
  await made(owner.ask, `accounts/${helped.id}/shares`, { person: guest.id, mayWrite: true })
  assert.equal((await owner.ask('GET', `/api/v1/accounts/${helped.id}/shares`)).json().rows.length, 1)
  await owner.ask('DELETE', `/api/v1/accounts/${helped.id}`)
})

test('a record is shared with a department and with a role; a function makes somebody one of the team', async () => {
  const byDepartment = await made(owner.ask, `accounts/${account.id}/shares`, { department: west.id })
  assert.deepEqual(
    [await statusOf(guest.ask, `accounts/${account.id}`), await statusOf(stranger.ask, `accounts/${account.id}`)],
    [200, 200],
  )
  await owner.ask('DELETE', `/api/v1/accounts/${account.id}/shares/${byDepartment.id}`)
  const byRole = await made(owner.ask, `accounts/${account.id}/shares`, { role: 'rep', mayWrite: true })
  assert.equal(await statusOf(stranger.ask, `accounts/${account.id}`), 200)
  await owner.ask('DELETE', `/api/v1/accounts/${account.id}/shares/${byRole.id}`)
  await made(owner.ask, `accounts/${account.id}/shares`, { person: guest.id, teamRole: 'Presales', mayWrite: true })
  const shown = (await guest.ask('GET', `/api/v1/accounts/${account.id}/shares`)).json().rows
  assert.deepEqual(
    shown.map((row: Row) => [row.kind, (row.grantee as Row).name, row.mayWrite, row.teamRole, (row.by as Row).name]),
    [['person', 'guest', true, 'Presales', 'owner']],
  )
})

test('only who may change a record and whose role shares may share it; nobody learns of what he may not read', async () => {
  const url = `/api/v1/accounts/${account.id}/shares`
  for (const [who, status] of [
    [stranger, 404],
    [finance, 403],
    [boss, 201],
  ] as const)
    assert.equal((await who.ask('POST', url, { person: stranger.id })).statusCode, status, who.name)
  const [mine] = (await boss.ask('GET', url)).json().rows.filter(({ grantee }: { grantee: Row }) => grantee.id === stranger.id)
  assert.equal((await boss.ask('DELETE', `${url}/${mine.id}`)).statusCode, 204)
  assert.equal(await statusOf(stranger.ask, `accounts/${account.id}/shares`), 404)
  for (const body of [
    { person: 'nobody' },
    { person: account.id },
    { role: 'nothing' },
    { person: guest.id, role: 'rep' },
    {},
    { department: guest.id },
  ])
    assert.ok([400, 422].includes((await owner.ask('POST', url, body)).statusCode), JSON.stringify(body))
  for (const body of [
    { object: 'nothing', record: account.id, granteeKind: 'person', grantee: guest.id },
    { object: 'product', record: account.id, granteeKind: 'person', grantee: guest.id },
  ])
    assert.equal((await admin.ask('POST', '/api/v1/shares', body)).statusCode, 422)
  assert.equal((await owner.ask('GET', '/api/v1/shares')).statusCode, 403)
})

test('two who share the same record with the same person at once leave one share', async () => {
  const body = { person: stranger.id, mayWrite: true }
  const answers = await Promise.all(
    [owner, boss, other.as(owner), other.as(boss)].map((who) => who.ask('POST', `/api/v1/accounts/${account.id}/shares`, body)),
  )
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [201, 201, 201, 201],
  )
  const rows = (await owner.ask('GET', `/api/v1/accounts/${account.id}/shares`))
    .json()
    .rows.filter(({ grantee }: { grantee: Row }) => grantee.id === stranger.id)
  assert.equal(rows.length, 1)
  assert.equal((await owner.ask('DELETE', `/api/v1/accounts/${account.id}/shares/${rows[0].id}`)).statusCode, 204)
})

test('a further department counts like the own one', async () => {
  assert.equal(await statusOf(boss.ask, `accounts/${account.id}`), 200)
  const wests = await made(stranger.ask, 'accounts', { name: 'Of the west' })
  assert.equal(await statusOf(boss.ask, `accounts/${wests.id}`), 404)
  const further = await made(admin.ask, 'memberships', { member: boss.id, department: west.id, function: 'Acting head' })
  for (const who of [boss, other.as(boss)])
    await soon(async () => (await statusOf(who.ask, `accounts/${wests.id}`)) === 200, 'both departments')
  assert.equal((await admin.ask('DELETE', `/api/v1/memberships/${further.id}`)).statusCode, 204)
  await soon(async () => (await statusOf(boss.ask, `accounts/${wests.id}`)) === 404, 'one department again')
})

test('a wall cuts down what roles give, on reading and on writing, and whatever hangs on it', async () => {
  const walled = {
    read: 'all',
    create: true,
    update: 'all',
    remove: 'all',
    share: true,
    wall: { kind: 'company', or: [{ owner: '$me' }, { 'owner.name': 'owner' }] },
  }
  await made(admin.ask, 'meta/roles', {
    key: 'partner',
    name: 'Partner',
    grants: { account: walled, contact: { read: 'own', create: true, update: 'own' } },
  })
  const partner = await product.join({ name: 'partner', roles: ['partner'] })
  const person = await made(owner.ask, 'accounts', { name: 'A person', kind: 'person' })
  const hers = await made(owner.ask, 'contacts', { name: 'Hers', account: person.id })
  assert.deepEqual(await namesOf(partner.ask, 'accounts'), ['Huarui'])
  assert.deepEqual(
    [
      await statusOf(partner.ask, `accounts/${person.id}`),
      await statusOf(partner.ask, `contacts/${hers.id}`),
      await statusOf(partner.ask, `contacts/${contact.id}`),
    ],
    [404, 404, 200],
  )
  assert.deepEqual((await partner.ask('POST', '/api/v1/accounts/aggregate', { measures: { n: 'count' } })).json().rows, [{ n: 1 }])
  await made(partner.ask, 'accounts', { name: 'Mine', kind: 'company' })
  assert.equal((await partner.ask('POST', '/api/v1/accounts', { name: 'Beyond', kind: 'person' })).statusCode, 403)
  assert.equal((await partner.ask('PATCH', `/api/v1/accounts/${account.id}`, { kind: 'person' })).statusCode, 403)
  assert.equal((await partner.ask('DELETE', `/api/v1/accounts/${person.id}`)).statusCode, 404)
  // Shared with everybody of the role, and still behind the wall.
  await made(owner.ask, `accounts/${person.id}/shares`, { role: 'partner', mayWrite: true })
  assert.equal(await statusOf(partner.ask, `accounts/${person.id}`), 404)
  const told = (await owner.ask('GET', `/api/v1/accounts/${person.id}/access?person=${partner.id}`)).json()
  assert.deepEqual([told.read, told.walls], [false, [{ role: 'partner', object: 'account', holds: false }]])
  await owner.ask('DELETE', `/api/v1/accounts/${person.id}`)
  assert.equal(await statusOf(partner.ask, `accounts/${person.id}/history`), 404)
  people.push(partner)
})

test('what is told of who may do what is what they can do, for everybody and every record', async () => {
  for (const plural of ['accounts', 'contacts', 'leads', 'opportunities'])
    await made(stranger.ask, plural, {
      name: `Of the stranger ${plural}`,
      ...(plural === 'leads' ? { im: 'stranger' } : {}),
      ...(plural === 'contacts' ? { account: (await made(stranger.ask, 'accounts', { name: 'x' })).id } : {}),
    })
  for (const plural of ['accounts', 'contacts', 'leads', 'opportunities']) {
    const rows = (await admin.ask('GET', `/api/v1/${plural}?limit=100`)).json().rows as Row[]
    assert.ok(rows.length > 0)
    for (const { id } of rows) {
      const all = (await admin.ask('GET', `/api/v1/${plural}/${id}/access`)).json().rows as { person: Row }[]
      for (const who of people) {
        const told = (await admin.ask('GET', `/api/v1/${plural}/${id}/access?person=${who.id}`)).json()
        assert.equal(told.read, (await statusOf(who.ask, `${plural}/${id}`)) === 200, `${who.name} ${plural} ${JSON.stringify(told)}`)
        assert.equal(
          all.some(({ person }) => person.id === who.id),
          told.read,
          who.name,
        )
        const write = await who.ask('PATCH', `/api/v1/${plural}/${id}`, {})
        assert.equal(told.write, write.statusCode === 200, `${who.name} ${plural} ${write.body}`)
        assert.equal(told.reasons.length > 0, told.read)
      }
    }
  }
})

test('the reasons name grant, share, team and parent; of a record out of reach nothing is told', async () => {
  const waysOf = async (who: Person, plural: string, id: string) =>
    (await owner.ask('GET', `/api/v1/${plural}/${id}/access?person=${who.id}`)).json().reasons.map(({ way }: { way: string }) => way)
  assert.deepEqual(await Promise.all([admin, owner, guest, boss, finance, stranger].map((who) => waysOf(who, 'accounts', account.id))), [
    ['administrator'],
    ['own'],
    ['team'],
    ['department'],
    ['all'],
    [],
  ])
  assert.deepEqual(await waysOf(guest, 'contacts', contact.id), ['parent'])
  assert.equal(await statusOf(stranger.ask, `accounts/${account.id}/access`), 404)
  assert.equal(await statusOf(stranger.ask, `accounts/${account.id}/access?person=${stranger.id}`), 404)
})

test('what holds back a removal is named as far as whoever removes may read it, however far below it hangs', async () => {
  const labels = (word: string) => ({ en: word, 'zh-CN': word, 'zh-TW': word })
  const object = (name: string, fields: Record<string, unknown>) =>
    made(admin.ask, 'meta/objects', {
      name,
      labels: labels(name),
      owned: true,
      fields: { name: { kind: 'text', labels: labels('name') }, ...fields },
    })
  const linkTo = (to: string, onRemove: string) => ({ kind: 'link', to, onRemove, labels: labels(to) })
  await object('site', {})
  await object('gate', { site: linkTo('site', 'follow') })
  await object('lock', { gate: linkTo('gate', 'forbid') })
  const meta = (await admin.ask('GET', '/api/v1/meta')).json().objects as Record<string, { name: string; plural: string; fields: object }>
  const own = { read: 'own', create: true, update: 'own', remove: 'own' }
  await made(admin.ask, 'meta/roles', { key: 'gatekeeper', name: 'Gatekeeper', grants: { site: own, gate: own, lock: own } })
  const keeper = await product.join({ name: 'keeper', roles: ['gatekeeper'] })
  const place = (name: string) => meta[name]!.plural
  const site = await made(keeper.ask, place('site'), { name: 'S' })
  const gate = await made(keeper.ask, place('gate'), { name: 'G', site: site.id })
  const [hidden, mine] = [
    await made(admin.ask, place('lock'), { name: 'Hidden', gate: gate.id }),
    await made(keeper.ask, place('lock'), { name: 'Mine', gate: gate.id }),
  ]
  const refused = await keeper.ask('DELETE', `/api/v1/${place('site')}/${site.id}`)
  assert.equal(refused.json().code, 'kernel.in-use', refused.body)
  assert.ok(refused.body.includes(mine.id), refused.body)
  assert.ok(!refused.body.includes(hidden.id), refused.body)
})
