import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct } from './open-product.ts'

/* The fields of customers, contacts and opportunities, requirement by requirement: written, read back, in the form, with labels in three languages. */

type Need = Readonly<{ id: string; field: string; value: unknown; read?: unknown; options?: readonly string[] }>
type Meta = Readonly<{
  fields: Record<string, { label: string; options: { choices?: { key: string; label: string }[] } }>
  views: { form: { rows: string[][] }[] }
}>

const clone = await cloneDatabase(modules, 'zh-CN')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const rep = await product.join({ name: 'rep', roles: ['rep'] })
const metaIn = async (locale: string) => (await rep.ask('GET', `/api/v1/meta?locale=${locale}`)).json().objects as Record<string, Meta>
const metas = { 'zh-CN': await metaIn('zh-CN'), 'zh-TW': await metaIn('zh-TW'), en: await metaIn('en') }
const made = async (plural: string, row: object, who = rep) => {
  const answer = await who.ask('POST', `/api/v1/${plural}`, row)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json() as Record<string, unknown> & { id: string }
}

const levels = ['high', 'medium', 'low']
const customer: readonly Need[] = [
  { id: 'ACCF-01', field: 'name', value: '华瑞物流集团' },
  { id: 'ACCF-02', field: 'mnemonic', value: 'HRWL' },
  { id: 'ACCF-03', field: 'number', value: 'KH-2020-000777' },
  { id: 'ACCF-04', field: 'value', value: 'high', options: levels },
  { id: 'ACCF-05', field: 'credit', value: 'low', options: levels },
  { id: 'ACCF-06', field: 'class', value: 'vip', options: ['prospect', 'ordinary', 'vip', 'agent', 'partner', 'lapsed'] },
  { id: 'ACCF-07', field: 'industry', value: 'logistics' },
  { id: 'ACCF-08', field: 'relationship', value: 'close', options: ['close', 'good', 'average', 'poor'] },
  { id: 'ACCF-09', field: 'headcount', value: 1200 },
  { id: 'ACCF-10', field: 'source', value: 'referral' },
  { id: 'ACCF-11', field: 'stage', value: 'presales', options: ['presales', 'execution', 'aftersales', 'expired'] },
  { id: 'ACCF-13', field: 'country', value: '中国' },
  { id: 'ACCF-14', field: 'province', value: '浙江' },
  { id: 'ACCF-15', field: 'city', value: '杭州' },
  { id: 'ACCF-16', field: 'postcode', value: '310000' },
  { id: 'ACCF-17', field: 'address', value: '西湖区文三路 1 号' },
  { id: 'ACCF-18', field: 'phone', value: '0571 8600 0000', read: '+8657186000000' },
  { id: 'ACCF-19', field: 'fax', value: '0571 8600 0001', read: '+8657186000001' },
  { id: 'ACCF-20', field: 'website', value: 'https://huarui.example/' },
  { id: 'ACCF-21', field: 'remark', value: '第一行\n第二行' },
]
const contact: readonly Need[] = [
  { id: 'CONF-02', field: 'name', value: '赵启明' },
  { id: 'CONF-03', field: 'gender', value: 'male', options: ['male', 'female'] },
  { id: 'CONF-04', field: 'class', value: 'key', options: ['key', 'important', 'ordinary', 'minor', 'lapsed'] },
  { id: 'CONF-05', field: 'duty', value: '采购' },
  { id: 'CONF-06', field: 'salutation', value: '赵总' },
  { id: 'CONF-07', field: 'isPrimary', value: true },
  { id: 'CONF-08', field: 'department', value: '采购部' },
  { id: 'CONF-09', field: 'title', value: '总监' },
  { id: 'CONF-10', field: 'workPhone', value: '0571 8600 0002', read: '+8657186000002' },
  { id: 'CONF-11', field: 'fax', value: '0571 8600 0003', read: '+8657186000003' },
  { id: 'CONF-12', field: 'mobile', value: '13812345678', read: '+8613812345678' },
  { id: 'CONF-13', field: 'email', value: 'zhao@huarui.example' },
  { id: 'CONF-14', field: 'homePhone', value: '0571 8600 0004', read: '+8657186000004' },
  { id: 'CONF-15', field: 'im', value: 'QQ 10001' },
  { id: 'CONF-16', field: 'homeAddress', value: '拱墅区 2 号' },
  { id: 'CONF-17', field: 'birthday', value: '1980-02-29' },
  { id: 'CONF-18', field: 'hobbies', value: '围棋' },
  { id: 'CONF-19', field: 'remark', value: '周一不在' },
]
const deal: readonly Need[] = [
  { id: 'OPPF-01', field: 'name', value: '杭州仓' },
  { id: 'OPPF-03', field: 'foundOn', value: '2026-03-01' },
  {
    id: 'OPPF-04',
    field: 'source',
    value: 'tender',
    options: ['phone', 'referral', 'own', 'media', 'promotion', 'existing', 'agent', 'partner', 'tender', 'internet', 'other'],
  },
  { id: 'OPPF-06', field: 'informant', value: '马骁' },
  { id: 'OPPF-07', field: 'need', value: '三个月内上线' },
  { id: 'OPPF-08', field: 'expectedOn', value: '2026-12-31' },
  { id: 'OPPF-09', field: 'amount', value: 300_000, read: { amount: 300_000, currency: 'CNY' } },
  {
    id: 'OPPF-10',
    field: 'stage',
    value: 'solution',
    options: ['contact', 'evaluation', 'analysis', 'solution', 'tender', 'negotiation', 'signing', 'won', 'lost'],
  },
  { id: 'OPPF-11', field: 'probability', value: 70 },
  { id: 'OPPF-12', field: 'stageRemark', value: '等报价' },
]

/** Writes all fields at once and reads them back; each stands in the form and has its label, and its options theirs, in every language. */
async function assertFields(object: string, plural: string, o: { needs: readonly Need[]; more?: object }): Promise<string> {
  const given = Object.fromEntries(o.needs.map(({ field, value }) => [field, value]))
  const { id } = await made(plural, { ...given, ...o.more })
  const row = (await rep.ask('GET', `/api/v1/${plural}/${id}`)).json()
  for (const need of o.needs) {
    assert.deepEqual(row[need.field], need.read ?? need.value, need.id)
    assertWords(object, need)
  }
  return id
}

function assertWords(object: string, { id, field, options }: Pick<Need, 'id' | 'field' | 'options'>): void {
  const labels = new Set<string>()
  for (const meta of Object.values(metas)) {
    const { fields, views } = meta[object]!
    assert.ok(
      views.form.some(({ rows }) => rows.flat().includes(field)),
      `${id}: ${field} stands in no form`,
    )
    const { label, options: more } = fields[field]!
    labels.add(label)
    assert.notEqual(label, field, id)
    if (options)
      assert.deepEqual(
        more.choices?.map(({ key }) => key),
        options,
        id,
      )
    for (const choice of more.choices ?? []) assert.ok(choice.label !== '' && choice.label !== choice.key, `${id} ${choice.key}`)
  }
  assert.ok(labels.size >= 2, `${id}: one word in all languages`)
}

test('fields of a customer, organisation or person, below another customer', async () => {
  const parent = await assertFields('account', 'accounts', { needs: customer })
  const { parent: above } = await made('accounts', { name: '华瑞冷链', parent })
  assert.deepEqual(above, { id: parent, title: '华瑞物流集团' })
  assertWords('account', { id: 'ACCF-12', field: 'parent' })
  const { kind, name, gender } = await made('accounts', { kind: 'person', name: '孙婧', gender: 'female', source: 'internet' })
  assert.deepEqual([kind, name, gender], ['person', '孙婧', 'female'])
  for (const field of ['gender', 'kind']) assertWords('account', { id: 'ACCF-23', field })
  assert.equal((await rep.ask('POST', '/api/v1/accounts', { kind: 'person', name: 'x', headcount: 3 })).statusCode, 422)
})

test('fields of a contact; a customer has several', async () => {
  const { id: account } = await made('accounts', { name: '客户' })
  const id = await assertFields('contact', 'contacts', { needs: contact, more: { account } })
  await made('contacts', { name: '下属', account, reportsTo: id, department: '采购部', class: 'minor' })
  assertWords('contact', { id: 'CONF-01', field: 'account' })
  const { rows } = (
    await rep.ask(
      'GET',
      `/api/v1/contacts?fields=name,account,reportsTo&sort=name&filter=${encodeURIComponent(JSON.stringify({ account }))}`,
    )
  ).json()
  assert.deepEqual(
    rows.map((row: { name: string }) => row.name),
    ['下属', '赵启明'],
  )
})

test('fields of an opportunity, with the history of its stages', async () => {
  const { id: account } = await made('accounts', { name: '客户' })
  const id = await assertFields('opportunity', 'opportunities', { needs: deal, more: { account } })
  const row = (await rep.ask('GET', `/api/v1/opportunities/${id}`)).json()
  assert.deepEqual(
    [row.account, row.owner],
    [
      { id: account, title: '客户' },
      { id: rep.id, title: 'rep' },
    ],
  )
  for (const [need, field] of [
    ['OPPF-02', 'account'],
    ['OPPF-05', 'owner'],
  ] as const)
    assertWords('opportunity', { id: need, field })
  for (const percent of [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
    assert.equal((await rep.ask('PATCH', `/api/v1/opportunities/${id}`, { probability: percent })).json().probability, percent)
  for (const stage of ['negotiation', 'signing']) await rep.ask('POST', `/api/v1/opportunities/${id}/advance`, { stage })
  const history = (await rep.ask('GET', `/api/v1/opportunities/${id}/history`)).json().rows as {
    changes: { field: string; old: unknown; new: unknown }[]
    actor: { name: string }
  }[]
  const stages = history.flatMap(({ changes }) =>
    changes.filter(({ field }) => field === 'stage').map((change) => [change.old, change.new]),
  )
  assert.deepEqual(stages, [
    ['negotiation', 'signing'],
    ['solution', 'negotiation'],
  ])
})

test('leads are recorded, found, given to one person or many at once to another', async () => {
  const leads = (
    await admin.ask('POST', '/api/v1/leads', [
      { name: '线索甲', company: '甲公司', phone: '0571 8600 1001', owner: null },
      { name: '线索乙', company: '乙公司', phone: '0571 8600 1002', owner: null },
    ])
  ).json().rows as { id: string }[]
  assert.equal((await rep.ask('GET', '/api/v1/leads')).json().rows.length, 0)
  assert.equal((await admin.ask('PATCH', `/api/v1/leads/${leads[0]!.id}`, { owner: rep.id })).statusCode, 200)
  assert.deepEqual(
    (await rep.ask('GET', '/api/v1/leads?q=甲公司&fields=name')).json().rows.map(({ name }: { name: string }) => name),
    ['线索甲'],
  )
  const filter = encodeURIComponent(JSON.stringify({ id: { in: leads.map(({ id }) => id) } }))
  assert.equal((await admin.ask('PATCH', `/api/v1/leads?expect=2&filter=${filter}`, { owner: rep.id })).json().changed, 1)
  assert.equal((await rep.ask('GET', '/api/v1/leads?limit=1&count=exact')).json().count.value, 2)
})

test('products stand in a tree of categories', async () => {
  const top = await made('product-categories', { name: '软件' }, admin)
  const low = await made('product-categories', { name: '仓储', parent: top.id }, admin)
  await made('products', { name: 'WMS', code: 'W-1', category: low.id, price: 100, unit: '套' }, admin)
  const filter = encodeURIComponent(JSON.stringify({ category: { under: top.id } }))
  assert.deepEqual((await rep.ask('GET', `/api/v1/products?fields=name,category&filter=${filter}`)).json().rows[0].category, {
    id: low.id,
    title: '仓储',
  })
})

test('deals are browsed by customer, words, contact, time, stage, amount and expected day', async () => {
  const year = new Date().getFullYear()
  const { id: account } = await made('accounts', { name: '浏览客户' })
  const { id: who } = await made('contacts', { name: '浏览联系人', account })
  const { id } = await made('opportunities', {
    name: '浏览单',
    account,
    contact: who,
    need: '冷链监控',
    stage: 'tender',
    amount: 12_345,
    foundOn: '2026-05-05',
    expectedOn: `${year}-11-30`,
  })
  await made('opportunities', { name: '别的单', stage: 'contact', amount: 1, foundOn: '2025-05-05', expectedOn: `${year - 1}-11-30` })
  const filters = [
    { account },
    { contact: who },
    { 'account.name': '浏览客户' },
    { need: { contains: '冷链' } },
    { foundOn: { between: ['2026-05-01', '2026-05-31'] } },
    { stage: 'tender' },
    { amount: { gte: 10_000, lt: 20_000 } },
    { expectedOn: { within: 'thisYear' }, stage: 'tender' },
  ]
  for (const filter of filters) {
    const found = (
      await rep.ask(
        'GET',
        `/api/v1/opportunities?fields=id&sort=-amount,name&filter=${encodeURIComponent(JSON.stringify({ name: { contains: '单' }, ...filter }))}`,
      )
    ).json()
    assert.deepEqual(found.rows, [{ id }], JSON.stringify(filter))
  }
})
