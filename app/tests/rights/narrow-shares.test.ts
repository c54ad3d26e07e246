import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../../modules.ts'
import { type Ask, openProduct, type Person } from '../open-product.ts'
import { soon } from '../soon.ts'

/* A share says what goes along with its record: on every road the helper meets that and nothing else of what hangs on it. */

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
const statusOf = async ({ ask }: Person, url: string): Promise<number> => (await ask('GET', `/api/v1/${url}`)).statusCode
const bodyOf = async ({ ask }: Person, url: string): Promise<string> => (await ask('GET', `/api/v1/${url}`)).body
const withFilter = (plural: string, filter: unknown) => `${plural}?filter=${encodeURIComponent(JSON.stringify(filter))}`

const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const [east, west] = [await made(admin.ask, 'departments', { name: 'East' }), await made(admin.ask, 'departments', { name: 'West' })]
const owner = await product.join({ name: 'owner', roles: ['rep'], department: east.id })
const guest = await product.join({ name: 'guest', roles: ['rep'], department: west.id })

const account = await made(owner.ask, 'accounts', { name: 'Huarui' })
const contact = await made(owner.ask, 'contacts', { name: 'Zqcontact', account: account.id })
const deal = await made(owner.ask, 'opportunities', { name: 'Zqdeal', account: account.id, amount: { amount: 700, currency: 'CNY' } })
const followUp = await made(owner.ask, 'follow-ups', { account: account.id, kind: 'call', content: 'Zqcall' })
const quote = await made(owner.ask, 'quotes', { title: 'Zqquote', account: account.id, opportunity: deal.id })
const places = {
  contact: `contacts/${contact.id}`,
  deal: `opportunities/${deal.id}`,
  followUp: `follow-ups/${followUp.id}`,
  quote: `quotes/${quote.id}`,
}
type Kind = keyof typeof places

const shareUrl = `accounts/${account.id}/shares`
const share = await made(owner.ask, shareUrl, { person: guest.id, along: [] })
const narrow = async (along: readonly string[] | null) =>
  assert.equal((await owner.ask('PATCH', `/api/v1/${shareUrl}/${share.id}`, { along })).statusCode, 204)
const readable = async (who: Person): Promise<Kind[]> => {
  const found: Kind[] = []
  for (const [kind, url] of Object.entries(places)) if ((await statusOf(who, url)) === 200) found.push(kind as Kind)
  return found
}
const inOther = { ...guest, ask: other.as(guest).ask }

test('each kind goes along by its switch, in every process; without a word all of it does', async () => {
  for (const [along, want] of [
    [[], []],
    [['contact'], ['contact']],
    [['opportunity'], ['deal', 'quote']],
    [['quote'], ['quote']],
    [
      ['followUp', 'contact'],
      ['contact', 'followUp'],
    ],
    [null, ['contact', 'deal', 'followUp', 'quote']],
  ] as const) {
    await narrow(along)
    assert.equal(await statusOf(guest, `accounts/${account.id}`), 200)
    assert.deepEqual(await readable(guest), want, JSON.stringify(along))
    await soon(async () => String(await readable(inOther)) === String(want), `the other process knows ${JSON.stringify(along)}`)
  }
})

test('lists, search, counts, figures, filters over children, exports and the timeline hold what goes along and nothing else', async () => {
  const roads = async (): Promise<string[]> => {
    const searched = await bodyOf(guest, 'search?q=zq')
    const lists = await Promise.all(['contacts', 'opportunities', 'follow-ups', 'quotes'].map((plural) => bodyOf(guest, plural)))
    const files = await Promise.all(['contacts', 'opportunities'].map((plural) => bodyOf(guest, `exports/${plural}?format=csv`)))
    const text = [searched, ...lists, ...files, await bodyOf(guest, `accounts/${account.id}/history`)].join()
    return ['Zqcontact', 'Zqdeal', 'Zqcall', 'Zqquote'].filter((word) => text.includes(word))
  }
  const figures = async () => {
    const record = (await guest.ask('GET', `/api/v1/accounts/${account.id}`)).json()
    const rows = (await guest.ask('POST', '/api/v1/opportunities/aggregate', { measures: { n: 'count' } })).json().rows
    const withDeals = (await guest.ask('GET', `/api/v1/${withFilter('accounts', { opportunities: { some: { name: 'Zqdeal' } } })}`)).json()
      .rows
    const withOne = (await guest.ask('GET', `/api/v1/${withFilter('accounts', { opportunities: { count: 1 } })}`)).json().rows
    const ofContacts = (await guest.ask('GET', `/api/v1/${withFilter('accounts', { contacts: { some: { name: 'Zqcontact' } } })}`)).json()
      .rows
    return [record.openOpportunities, rows[0]?.n ?? 0, withDeals.length, withOne.length, ofContacts.length]
  }
  await narrow(['contact'])
  assert.deepEqual(await roads(), ['Zqcontact'])
  assert.deepEqual(await figures(), [0, 0, 0, 0, 1])
  await narrow(['opportunity'])
  assert.deepEqual(await roads(), ['Zqdeal', 'Zqquote'])
  assert.deepEqual(await figures(), [1, 1, 1, 1, 0])
  await narrow(null)
  assert.deepEqual(await roads(), ['Zqcontact', 'Zqdeal', 'Zqcall', 'Zqquote'])
  assert.deepEqual(await figures(), [1, 1, 1, 1, 1])
})

test('what is the helper’s own stays his, and a further share without a word opens the rest', async () => {
  await narrow([])
  const mine = await made(guest.ask, 'opportunities', { name: 'Zqmine', account: account.id })
  assert.equal(await statusOf(guest, `opportunities/${mine.id}`), 200)
  assert.equal((await guest.ask('GET', `/api/v1/accounts/${account.id}`)).json().openOpportunities, 1)
  const whole = await made(owner.ask, shareUrl, { department: west.id })
  assert.deepEqual(await readable(guest), ['contact', 'deal', 'followUp', 'quote'])
  await owner.ask('DELETE', `/api/v1/${shareUrl}/${whole.id}`)
  assert.deepEqual(await readable(guest), [])
  await made(owner.ask, `opportunities/${deal.id}/shares`, { person: guest.id, along: [] })
  assert.deepEqual(await readable(guest), ['deal'], 'a shared deal without its quotes')
})

test('who may see it and why says the same as the roads', async () => {
  const told = async (url: string) => (await owner.ask('GET', `/api/v1/${url}/access?person=${guest.id}`)).json().read
  for (const along of [[], ['contact'], ['opportunity', 'followUp'], null]) {
    await narrow(along)
    for (const url of Object.values(places)) assert.equal(await told(url), (await statusOf(guest, url)) === 200, `${url} ${along}`)
  }
  const shown = (await owner.ask('GET', `/api/v1/${shareUrl}`)).json().rows as Row[]
  assert.deepEqual(
    shown.map(({ along }) => along),
    [null],
  )
})

test('what goes along is something that follows the record; anything else is refused with the name of the field', async () => {
  for (const [along, status] of [
    [['product'], 422],
    [['nothing'], 422],
    ['contact', 400],
    [[7], 400],
  ] as const) {
    const answer = await owner.ask('PATCH', `/api/v1/${shareUrl}/${share.id}`, { along })
    assert.equal(answer.statusCode, status, answer.body)
    assert.match(answer.body, /along/)
  }
})

test('of merged records all goes along that went along with one of them', async () => {
  const twins = [await made(owner.ask, 'accounts', { name: 'Twin A' }), await made(owner.ask, 'accounts', { name: 'Twin B' })]
  await made(owner.ask, `accounts/${twins[0]!.id}/shares`, { person: guest.id, along: ['contact'] })
  await made(owner.ask, `accounts/${twins[1]!.id}/shares`, { person: guest.id, along: ['followUp', 'contact'] })
  const merged = await owner.ask('POST', `/api/v1/accounts/${twins[0]!.id}/merge`, { others: [twins[1]!.id] })
  assert.equal(merged.statusCode, 200, merged.body)
  const [left] = (await owner.ask('GET', `/api/v1/accounts/${twins[0]!.id}/shares`)).json().rows as Row[]
  assert.deepEqual((left!.along as string[]).toSorted(), ['contact', 'followUp'])
})
