import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '#manifest/customers'
import { forms } from '#manifest/forms'
import { pools } from '#manifest/pools'
import { takeIn } from '../index.ts'

const app = await testApp([customers, pools, forms])
const boss = await app.as('administrator')
const anna = await app.as('rep', { name: 'Anna' })

let counted = 0
const mobile = (): string => `1380000${String(++counted).padStart(4, '0')}`
const makeForm = async (more: object = {}): Promise<string> =>
  String((await boss.create('webForm', [{ name: '官网', source: 'internet', ...more }]))[0]!.id)
const take = (form: string, values: object, more: object = {}) => boss.call(takeIn, { form, values, ...more })

test('a form asks the usual questions, and refuses to ask what strangers must not fill', async () => {
  await makeForm()
  const ask = (fields: readonly string[]) => makeForm({ questions: fields.map((field) => ({ field })) })
  await ask(['name', 'email'])
  const codes = async (fields: readonly string[]) =>
    ask(fields).then(
      () => 'made',
      (error) => error.issues[0].code,
    )
  assert.equal(await codes(['name', 'mobile', 'status']), 'forms.cannot-ask')
  assert.equal(await codes(['name', 'mobile', 'account']), 'forms.cannot-ask')
  assert.equal(await codes(['name', 'mobile', 'nowhere']), 'forms.cannot-ask')
  assert.equal(await codes(['mobile']), 'forms.asks-no-name')
  assert.equal(await codes(['name', 'need']), 'forms.asks-no-reach')
  assert.equal(await codes(['name', 'mobile', 'mobile']), 'forms.asks-twice')
})

test('a form in use cannot be changed into one that asks for no name', async () => {
  const form = await makeForm({ questions: [{ field: 'name' }, { field: 'mobile' }] })
  await assert.rejects(boss.change('webForm', form, { questions: [{ field: 'mobile' }] }), { code: 'kernel.invalid' })
  await boss.change('webForm', form, { questions: [{ field: 'name' }, { field: 'email' }] })
})

test('a target names whom it means, and sites are sites', async () => {
  await assert.rejects(makeForm({ target: 'person' }), { code: 'kernel.invalid' })
  await assert.rejects(makeForm({ target: 'pool' }), { code: 'kernel.invalid' })
  for (const site of ['example.com', 'https://example.com/shop', "https://a.com;script-src 'unsafe-inline'", 'javascript:alert(1)'])
    await assert.rejects(makeForm({ sites: [site] }), { code: 'kernel.invalid' }, site)
  await makeForm({ sites: ['https://www.example.com', 'http://localhost:8080'] })
})

test('leads go to a person, who is told, to a pool, or to nobody', async () => {
  const form = await makeForm({ target: 'person', person: anna.id })
  const made = await take(form, { name: '王先生', mobile: mobile() })
  const lead = await anna.one('lead', String(made.lead))
  assert.deepEqual([(lead.owner as { id: string }).id, lead.source, lead.status], [anna.id, 'internet', 'new'])
  const [pool] = await boss.create('pool', [{ name: '线索公海', kind: 'lead' }])
  const pooled = await take(await makeForm({ target: 'pool', pool: pool!.id }), { name: '李女士', mobile: mobile() })
  const inPool = await boss.one('lead', String(pooled.lead))
  assert.deepEqual([inPool.owner, (inPool.pool as { id: string }).id], [null, pool!.id])
  const open = await take(await makeForm(), { name: '赵先生', mobile: mobile() })
  const nobodys = await boss.one('lead', String(open.lead))
  assert.deepEqual([nobodys.owner, nobodys.pool], [null, null])
})

test('the same number or address joins the open lead, whichever field it stands in, and each source is kept', async () => {
  const number = mobile()
  const first = await take(await makeForm({ source: 'internet' }), { name: '王先生', mobile: number }, { utmSource: 'baidu' })
  const ask = [{ field: 'name' }, { field: 'phone' }, { field: 'email' }]
  const other = await makeForm({ name: '展会', source: 'promotion', questions: ask })
  const second = await take(other, { name: 'Wang', phone: `+86 ${number}`, email: 'Wang@Example.com' }, { utmCampaign: 'spring' })
  assert.deepEqual(second, { joined: true, lead: first.lead })
  const lead = await boss.one('lead', String(first.lead))
  assert.deepEqual([lead.name, lead.touchCount], ['王先生', 2])
  const touches = await boss.list('leadTouch', { filter: { lead: first.lead }, sort: ['at'] })
  assert.deepEqual(
    touches.map(({ source, isFirst, utmSource, utmCampaign }) => [source, isFirst, utmSource, utmCampaign]),
    [
      ['internet', true, 'baidu', null],
      ['promotion', false, null, 'spring'],
    ],
  )
})

test('whoever is no longer open, came too long ago or by a form that joins nobody is a new lead', async () => {
  const number = mobile()
  const form = await makeForm()
  const first = await take(form, { name: '王先生', mobile: number })
  const apart = await makeForm({ joinDays: 0 })
  assert.equal((await take(apart, { name: '王先生', mobile: number })).joined, false)
  assert.equal((await take(form, { name: '王先生', mobile: number })).joined, true)
  const late = mobile()
  const closed = await take(form, { name: '李女士', mobile: late })
  await boss.change('lead', String(closed.lead), { status: 'disqualified', disqualifiedReason: 'noNeed' })
  const again = await take(form, { name: '李女士', mobile: late })
  assert.equal(again.joined, false)
  assert.notEqual(again.lead, closed.lead)
  assert.ok(first.lead)
})

test('of ten at once with the same number one makes the lead and nine join it', async () => {
  const form = await makeForm()
  const other = await makeForm({ name: '另一个' })
  const number = mobile()
  const all = await Promise.all(Array.from({ length: 10 }, (_, i) => take(i % 2 ? form : other, { name: `王 ${i}`, mobile: number })))
  assert.equal(all.filter(({ joined }) => !joined).length, 1)
  assert.equal(new Set(all.map(({ lead }) => lead)).size, 1)
  assert.equal(await boss.count('lead', { mobile: number }), 1)
  assert.equal(await boss.count('leadTouch', { lead: all[0]!.lead }), 10)
})

test('an action takes what the form asks and nothing else, and names the lead to those alone who may read it', async () => {
  const form = await makeForm()
  await assert.rejects(take(form, { name: 'x', mobile: mobile(), status: 'qualified' }), { code: 'kernel.bad-value' })
  await assert.rejects(take(form, { name: 'x' }), { code: 'kernel.invalid' })
  await assert.rejects(take(form, { name: ['x'], mobile: mobile() }), { code: 'kernel.invalid' })
  const number = mobile()
  await assert.rejects(anna.call(takeIn, { form, values: { name: 'x', mobile: number } }), { code: 'kernel.not-found' })
  const hers = await makeForm({ owner: anna.id })
  const made = await take(form, { name: '别人的线索', mobile: number })
  const joined = await anna.call(takeIn, { form: hers, values: { name: 'x', mobile: number } })
  assert.deepEqual(joined, { joined: true, lead: null })
  assert.equal(await boss.count('leadTouch', { lead: made.lead }), 2)
})

test('an undo takes a lead and its inquiry back together', async () => {
  const form = await makeForm()
  const made = await take(form, { name: '误填', mobile: mobile() })
  const [set] = await boss.changeSets()
  await boss.undo(String(set!.id))
  assert.equal(await boss.count('lead', { id: made.lead }), 0)
  assert.equal(await boss.count('leadTouch', { lead: made.lead }), 0)
})
