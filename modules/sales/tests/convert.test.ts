import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { askOwner, convert, giveToOwner } from '#modules/sales'
import { conversion } from '../actions/conversion.ts'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales], { locale: 'zh-CN', now: '2030-05-20T09:00:00Z' })
const rep = await app.as('rep')

const newLead = async (more: Record<string, unknown> = {}) => {
  const [lead] = await rep.create('lead', [
    { name: '赵启明', company: '华瑞物流', mobile: '13800138000', source: 'internet', city: '杭州', ...more },
  ])
  return lead!
}
const id = (value: unknown) => (value as { id: string }).id

test('a lead becomes customer, contact and deal, and says so', async () => {
  const lead = await newLead({ need: 'WMS' })
  const made = await rep.call(convert, { lead: lead.id, amount: 300_000 })
  const customer = await rep.one('account', made.account as string)
  const person = await rep.one('contact', made.contact as string)
  const deal = await rep.one('opportunity', made.opportunity as string)
  assert.deepEqual([customer.name, customer.kind, customer.source, customer.city], ['华瑞物流', 'company', 'internet', '杭州'])
  assert.deepEqual([person.name, id(person.account), person.isPrimary], ['赵启明', customer.id, true])
  assert.deepEqual(
    [deal.name, id(deal.account), id(deal.contact), id(deal.lead), deal.need],
    ['华瑞物流', customer.id, person.id, lead.id, 'WMS'],
  )
  const after = await rep.one('lead', lead.id as string)
  assert.deepEqual([after.status, id(after.account), id(after.contact)], ['qualified', customer.id, person.id])
  assert.ok(after.convertedAt)
})

test('what was asked, said and planned with a lead goes along to the customer', async () => {
  const lead = await newLead({ im: 'zhao-qm' })
  await rep.create('followUp', [{ lead: lead.id, content: '想看演示' }])
  await app.system.create('leadTouch', [{ subject: '官网表单', lead: lead.id }])
  const { account, contact } = await rep.call(convert, { lead: lead.id })
  for (const object of ['followUp', 'leadTouch'])
    assert.deepEqual(
      (await rep.list(object, { filter: { account } })).map((row) => id(row.lead)),
      [lead.id],
      object,
    )
  assert.equal((await rep.one('contact', contact as string)).im, 'zhao-qm')
})

test('converting twice answers the ids of the first time', async () => {
  const lead = await newLead()
  const first = await rep.call(convert, { lead: lead.id })
  await assert.rejects(rep.call(convert, { lead: lead.id }), { code: 'sales.lead-already-converted', details: first })
})

test('two at once convert once', async () => {
  const lead = await newLead({ company: '拓海供应链' })
  const both = await Promise.allSettled([rep.call(convert, { lead: lead.id }), rep.call(convert, { lead: lead.id })])
  assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
  assert.equal(await rep.count('account', { name: '拓海供应链' }), 1)
})

test('an existing customer and contact may be named, the deal left out', async () => {
  const [customer] = await rep.create('account', [{ name: '天岚汽车' }])
  const [person] = await rep.create('contact', [{ name: '孙婧', account: customer!.id }])
  const lead = await newLead()
  const made = await rep.call(convert, { lead: lead.id, account: customer!.id, contact: person!.id, withOpportunity: false })
  assert.deepEqual(made, { account: customer!.id, contact: person!.id, opportunity: null })
})

test('a contact of another customer is refused, and nothing is made', async () => {
  const [one, other] = await rep.create('account', [{ name: '甲' }, { name: '乙' }])
  const [person] = await rep.create('contact', [{ name: '孙婧', account: other!.id }])
  const lead = await newLead()
  await assert.rejects(rep.call(convert, { lead: lead.id, account: one!.id, contact: person!.id }), {
    code: 'sales.contact-of-other-account',
  })
  assert.equal((await rep.one('lead', lead.id as string)).status, 'new')
})

test('without a company the lead becomes a personal customer', async () => {
  const lead = await newLead({ company: null })
  const made = await rep.call(convert, { lead: lead.id })
  const customer = await rep.one('account', made.account as string)
  assert.deepEqual([customer.name, customer.kind], ['赵启明', 'person'])
})

test('undoing the conversion takes back what was made and opens the lead again', async () => {
  const lead = await newLead({ company: '合众优鲜' })
  await rep.call(convert, { lead: lead.id })
  const [last] = await rep.changeSets()
  await rep.undo(last!.id as string)
  assert.equal((await rep.one('lead', lead.id as string)).status, 'new')
  assert.equal(await rep.count('account', { name: '合众优鲜' }), 0)
})

test('beside a customer of the same name that another has, nothing is joined or made: the owner is asked, or given the lead, or a reason said', async () => {
  const other = await app.as('rep', { name: '另一位' })
  const [customer] = await other.create('account', [{ name: '启明精工' }])
  const lead = await newLead({ company: '启明精工' })
  await assert.rejects(rep.call(convert, { lead: lead.id }), { code: 'sales.customer-of-other', details: { name: '启明精工' } })
  assert.equal((await rep.one('lead', lead.id as string)).status, 'new')
  assert.deepEqual(await rep.call(askOwner, { lead: lead.id, question: '是同一家吗' }), { asked: 1 })
  const told = await app.database.pool.query('SELECT kind, person, record_id AS record FROM w_test.notice WHERE person = $1', [other.id])
  assert.deepEqual(told.rows, [{ kind: 'sales.customer-asked-for', person: other.id, record: customer!.id }])
  const made = await rep.call(convert, { lead: lead.id, second: '同名的另一家公司' })
  const mine = await rep.one('account', made.account as string)
  assert.deepEqual([id(mine.owner), mine.remark], [rep.id, '同名的另一家公司'])
  const next = await newLead({ company: '启明精工', name: '钱立' })
  // Now there is one of his own too, which the dialog offers; the other's is still asked about.
  await assert.rejects(rep.call(convert, { lead: next.id }), { code: 'sales.customer-of-other' })
  await rep.call(giveToOwner, { lead: next.id })
  assert.equal(id((await other.one('lead', next.id as string)).owner), other.id)
  const alone = await newLead({ company: '无人同名' })
  await assert.rejects(rep.call(askOwner, { lead: alone.id }), { code: 'sales.no-same-customer' })
  await assert.rejects(other.call(giveToOwner, { lead: alone.id }), { code: 'kernel.not-found' })
})

const spellings = [
  '星海物流(上海)有限公司',
  '星海物流（上海）',
  '星海物流　（上海）有限责任公司',
  '星海物流上海',
  '星海物流（上海）股份有限公司',
  '星海物流(上海)集團有限公司',
  '星海物流（上海）總公司',
]

test('a customer of somebody else is met however the lead spells it, by his number and site as well; alone, among many and by the page beforehand', async () => {
  const other = await app.as('rep', { name: '星海的负责人' })
  await other.create('account', [{ name: '星海物流（上海）有限公司', phone: '021-66778899', website: 'https://www.xinghai-sh.cn' }])
  for (const company of spellings) {
    const lead = await newLead({ company, mobile: null, im: 'x' })
    await assert.rejects(rep.call(convert, { lead: lead.id }), { code: 'sales.customer-of-other', details: { name: company } }, company)
    assert.deepEqual(await rep.call(askOwner, { lead: lead.id }), { asked: 1 }, company)
  }
  const byNumber = await newLead({ company: '星海上海仓', phone: '(021) 6677 8899', mobile: null })
  const bySite = await newLead({ company: '星海供应链', website: 'xinghai-sh.cn/about', mobile: null, im: 'y' })
  const free = await newLead({ company: '星河物流（上海）有限公司', mobile: null, im: 'z' })
  const leads = [byNumber.id, bySite.id, free.id]
  assert.equal((await rep.call(conversion, { leads })).ofOthers, 2)
  assert.equal((await rep.call(conversion, { leads: [bySite.id] })).ofOthers, 1)
  for (const lead of [byNumber, bySite]) await assert.rejects(rep.call(convert, { lead: lead.id }), { code: 'sales.customer-of-other' })
  assert.ok((await rep.call(convert, { lead: free.id })).account)
  assert.equal((await rep.call(conversion, { leads: [byNumber.id, (await newLead({ company: '没有第二家' })).id] })).ofOthers, 1)
})
