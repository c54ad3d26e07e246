import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct, type Person } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const { engine } = product.installation
const ada = await product.join({ name: 'Ada', roles: ['administrator'] })
const rep = await product.join({ name: 'Rep', roles: ['rep'] })
const other = await product.join({ name: 'Other', roles: ['rep'] })

type Row = Record<string, unknown> & { id: string }
type Offer = { id: string; sure: boolean; reasons: { code: string; fields?: string[] }[] }
const make = async (who: Person, plural: string, values: object): Promise<string> => {
  const answer = await who.ask('POST', `/api/v1/${plural}`, values)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json().id
}
const get = async (who: Person, plural: string, id: string): Promise<Row> =>
  (await who.ask('GET', `/api/v1/${plural}/${id}?fields=*`)).json()
const looked = async (who: Person, leads: readonly string[], more: object = {}) => {
  const answer = await who.ask('POST', '/api/v1/actions/sales.conversion', { leads, ...more })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}
const convert = (who: Person, lead: string, input: object = {}) => who.ask('POST', `/api/v1/leads/${lead}/convert`, input)
const define = async (object: string, fields: object) => {
  for (const [name, field] of Object.entries(fields)) {
    const answer = await ada.ask('POST', `/api/v1/meta/objects/${object}/fields`, { name, ...field })
    assert.equal(answer.statusCode, 201, answer.body)
  }
}
const idOf = (value: unknown) => (value as { id: string } | null)?.id ?? null
const reasons = (offers: readonly Offer[], id: string) =>
  offers.find((one) => one.id === id)?.reasons.map(({ code, fields }) => (fields ? `${code} ${fields.join()}` : code))

test('customers, contacts and open deals that are there are offered with the reason, those out of reach are not', async () => {
  const account = await make(rep, 'accounts', { name: '华瑞物流（上海）有限公司' })
  const contact = await make(rep, 'contacts', { name: '赵启明', mobile: '13800138000', account })
  const near = await make(rep, 'accounts', { name: 'Harbour group' })
  await make(rep, 'contacts', { name: 'Li', email: 'li@harbour.example', account: near })
  const deal = await make(rep, 'opportunities', { name: 'Shelves', account, contact, need: 'WMS', source: 'internet' })
  const plain = await make(rep, 'opportunities', { name: 'Pallets', account })
  const lost = await make(rep, 'opportunities', { name: 'Old', account })
  const why = { kind: 'price', reason: 'Price', lostToNobody: true }
  assert.equal((await rep.ask('POST', `/api/v1/opportunities/${lost}/lose`, why)).statusCode, 200)
  await make(other, 'accounts', { name: '华瑞物流 上海' })
  const lead = await make(rep, 'leads', {
    ...{ name: '赵先生', company: '華瑞物流上海', mobile: '+86 138 0013 8000', email: 'zhao@harbour.example' },
    ...{ need: 'wms', source: 'internet' },
  })
  const { offers } = await looked(rep, [lead])
  assert.deepEqual(
    offers.account.map(({ id, sure }: Offer) => [id, sure]),
    [
      [account, true],
      [near, false],
    ],
  )
  assert.deepEqual([reasons(offers.account, account), reasons(offers.account, near)], [['fields name', 'person'], ['domain']])
  assert.deepEqual([offers.contact.length, reasons(offers.contact, contact)], [1, ['fields mobile']])
  assert.deepEqual(
    offers.opportunity.map(({ id }: Offer) => id),
    [deal, plain],
  )
  assert.deepEqual(reasons(offers.opportunity, deal), ['customer', 'person', 'fields need,source'])
  assert.deepEqual((await looked(rep, [lead], { account: near })).offers.opportunity, [])
  assert.equal((await other.ask('POST', '/api/v1/actions/sales.conversion', { leads: [lead] })).statusCode, 404)

  // The deal alone says which customer; one of another customer is refused.
  const refused = await convert(rep, lead, { account: near, opportunity: deal })
  assert.equal(refused.json().code, 'sales.deal-of-other-account')
  const done = (await convert(rep, lead, { opportunity: deal, contact })).json()
  assert.deepEqual([done.account, done.contact, done.opportunity], [account, contact, deal])
  assert.equal(idOf((await get(rep, 'opportunities', deal)).lead), lead)
})

test("a workspace's own fields go along to those of the same key or label and kind, and what is required is asked for before", async () => {
  const text = (en: string) => ({ kind: 'text', labels: { en } })
  const choice = (en: string, keys: readonly string[], more: object = {}) => ({
    ...{ kind: 'choice', labels: { en }, ...more },
    choices: keys.map((key) => ({ key, labels: { en: key } })),
  })
  await define('lead', { fleet: text('Fleet'), depot: text('Home depot'), size: choice('Size', ['s', 'm', 'l']), other: text('Other') })
  await define('account', {
    fleet: text('Cars'),
    base: text('Home depot'),
    size: choice('Size', ['s']),
    other: { kind: 'integer', labels: { en: 'Other' } },
  })
  await define('account', { region: { kind: 'text', labels: { en: 'Region' }, required: true } })
  const lead = await make(rep, 'leads', {
    name: 'Eve',
    company: 'Fleet house',
    im: 'eve',
    fleet: '40 vans',
    depot: 'Kiel',
    size: 'l',
    other: '7',
  })
  const { drafts } = await looked(rep, [lead])
  assert.deepEqual(
    drafts.account.carried.map(({ from, to }: { from: string; to: string }) => `${from} ${to}`),
    ['fleet fleet', 'depot base'],
  )
  assert.deepEqual([drafts.account.lacking, drafts.contact.lacking, drafts.opportunity.lacking], [['region'], [], []])

  // Refused beside the field it is about, and nothing is made.
  const refused = (await convert(rep, lead)).json()
  assert.deepEqual([refused.code, refused.issues[0].path], ['kernel.invalid', 'values.account.region'])
  assert.match(refused.issues[0].detail, /Region|required/i)
  assert.equal((await get(rep, 'leads', lead)).status, 'new')
  for (const values of [{ account: 7 }, { nobody: {} }, [], { account: { nonsense: 1 } }])
    assert.equal((await convert(rep, lead, { values })).statusCode, 400, JSON.stringify(values))

  const answer = await convert(rep, lead, {
    values: {
      account: { region: 'North', name: 'Fleet house Ltd' },
      opportunity: { name: 'Tyres', amount: 900 },
      contact: { title: 'Head' },
    },
  })
  const made = answer.json()
  const [customer, person, deal] = [
    await get(rep, 'accounts', made.account),
    await get(rep, 'contacts', made.contact),
    await get(rep, 'opportunities', made.opportunity),
  ]
  assert.deepEqual(
    [customer.name, customer.fleet, customer.base, customer.size, customer.region],
    ['Fleet house Ltd', '40 vans', 'Kiel', null, 'North'],
  )
  assert.deepEqual([person.title, deal.name, idOf(deal.lead)], ['Head', 'Tyres', lead])

  // One change set: one undo takes all of it back.
  const set = String(answer.headers['x-change-set'])
  const undone = await rep.ask('POST', `/api/v1/change-sets/${set}/undo`, {})
  assert.equal(undone.statusCode, 200, undone.body)
  assert.equal((await get(rep, 'leads', lead)).status, 'new')
  for (const [plural, id] of [
    ['accounts', customer.id],
    ['contacts', person.id],
    ['opportunities', deal.id],
  ] as const)
    assert.equal((await rep.ask('GET', `/api/v1/${plural}/${id}`)).statusCode, 404)
})

test('many are converted at once: who surely is the same is taken, what a lead does not say is filled, the rest is told', async () => {
  const account = await make(rep, 'accounts', { name: 'Known house', region: 'South' })
  const contact = await make(rep, 'contacts', { name: 'Ann', mobile: '13900139000', account })
  const known = await make(rep, 'leads', { name: 'Ann', company: 'Known house', mobile: '139-0013-9000' })
  const fresh = await make(rep, 'leads', { name: 'Bo', company: 'Fresh house', im: 'bo' })
  const done = await make(rep, 'leads', { name: 'Cy', company: 'Done house', im: 'cy' })
  assert.equal((await convert(rep, done, { values: { account: { region: 'East' } } })).statusCode, 200)
  assert.deepEqual((await looked(rep, [known, fresh])).drafts.account.lacking, ['region'])

  const input = { takeSure: true, withOpportunity: false, defaults: { account: { region: 'West' } } }
  const begun = await rep.ask('POST', '/api/v1/leads/bulk', { do: 'act', action: 'sales.convert', ids: [known, fresh, done], input })
  assert.ok(begun.statusCode < 300, begun.body)
  const run = (await product.bulk.run(await engine.workspace('test'), begun.json().id))!
  assert.deepEqual([run.state, run.counts], ['done', { acted: 2, leftOut: 1 }])
  const [first, second] = [await get(rep, 'leads', known), await get(rep, 'leads', fresh)]
  assert.deepEqual([idOf(first.account), idOf(first.contact)], [account, contact])
  const made = await get(rep, 'accounts', idOf(second.account)!)
  assert.deepEqual([made.name, made.region], ['Fresh house', 'West'])
})

test('what is masked for who converts goes along unseen, and is told to him nowhere', async () => {
  const masked = { mobile: 'masked', email: 'masked' }
  const all = { read: 'all', create: true, update: 'all' }
  const grants = {
    lead: { ...all, fields: masked },
    contact: { ...all, fields: masked },
    account: all,
    opportunity: all,
    member: { read: 'all' },
  }
  assert.equal((await ada.ask('POST', '/api/v1/meta/roles', { key: 'desk', name: 'Desk', grants })).statusCode, 201)
  const desk = await product.join({ name: 'Desk', roles: ['desk'] })
  const lead = await make(ada, 'leads', { name: 'Veiled', company: 'Veiled Ltd', mobile: '13873916502', email: 'veiled.one@example.com' })
  const answer = await convert(desk, lead, { withOpportunity: false, values: { account: { region: 'east' } } })
  assert.equal(answer.statusCode, 200, answer.body)
  const { contact } = answer.json()
  const whole = await get(ada, 'contacts', contact)
  assert.match(String(whole.mobile), /13873916502$/)
  assert.equal(whole.email, 'veiled.one@example.com')
  assert.match(String((await get(desk, 'contacts', contact)).mobile), /\*{4}/)
})
