import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { account, applyGrades, blacklist, gradeAll, lift } from '../index.ts'
import { customers } from '../module.ts'

const app = await testApp([customers])
const [admin, manager, rep, finance] = await Promise.all(
  (['administrator', 'manager', 'rep', 'finance'] as const).map((role) => app.as(role)),
)
const broke = (code: string) => (error: { issues?: readonly { code: string }[] }) => error.issues?.some((one) => one.code === code) ?? false
const customer = async (person = rep, more: object = {}) =>
  String((await person!.create('account', [{ name: `华瑞 ${Math.random()}`, ...more }]))[0]!.id)

test('a customer has several billing titles, the first of them the default until another is chosen; a used one stays as it is', async () => {
  const account = await customer()
  const [first, second] = await rep!.create('billingTitle', [
    { account, name: '华瑞物流有限公司', taxNumber: ' 91330100ma2 ' },
    { account, name: '华瑞仓储有限公司' },
  ])
  const chosen = async () => ((await rep!.one('account', account)).billingTitle as { id: string }).id
  assert.deepEqual([first!.taxNumber, await chosen()], ['91330100MA2', first!.id])
  await rep!.change('account', account, { billingTitle: second!.id })
  assert.equal(await chosen(), second!.id)
  const [other] = await rep!.create('billingTitle', [{ account: await customer(), name: '别家' }])
  await assert.rejects(rep!.change('account', account, { billingTitle: other!.id }), { code: 'customers.title-of-other' })
  await app.system.change('billingTitle', String(first!.id), { isFrozen: true })
  await assert.rejects(rep!.change('billingTitle', String(first!.id), { bank: '招商银行' }), broke('customers.title-frozen'))
  await rep!.change('billingTitle', String(first!.id), { remark: '旧抬头' })
})

test('several titles made at once: one of them is the default', async () => {
  const account = await customer()
  const made = await Promise.all(['甲', '乙', '丙'].map((name) => rep!.create('billingTitle', [{ account, name }])))
  const { id } = (await rep!.one('account', account)).billingTitle as { id: string }
  assert.ok(made.some(([row]) => row!.id === id))
})

test('rules give grades, the first that fits; what a person says holds to its day, then the rules speak again', async () => {
  const [big, small] = [await customer(rep, { annualRevenue: { amount: '900', currency: 'CNY' } }), await customer()]
  const rules = [
    { name: 'Big', grade: 'A', position: 1, filter: { annualRevenue: { gte: 500 } } },
    { name: 'Rest', grade: 'C', position: 2, filter: { name: { empty: false } } },
  ]
  const [rule] = await admin!.create('gradeRule', rules)
  await assert.rejects(admin!.create('gradeRule', [{ name: 'Circle', grade: 'B', filter: { grade: 'A' } }]), {
    code: 'customers.grade-by-grade',
  })
  const grades = async () => (await Promise.all([big, small].map((id) => rep!.one('account', id)))).map(({ grade }) => grade)
  await assert.rejects(rep!.call(applyGrades, { gradeRule: rule!.id }), { code: 'kernel.forbidden' })
  const before = (await admin!.changeSets()).length
  await admin!.call(applyGrades, { gradeRule: rule!.id })
  assert.deepEqual(await grades(), ['A', 'C'])
  assert.equal((await admin!.changeSets()).length, before + 1, 'one change set')
  assert.equal(((await rep!.one('account', big)).gradeRule as { title: string }).title, 'Big')
  await assert.rejects(rep!.change('account', small, { grade: 'B' }), broke('customers.grade-needs-reason'))
  const until = '2099-12-31'
  const set = await rep!.change('account', small, { grade: 'B', gradeReason: '战略客户', gradeUntil: until })
  assert.deepEqual([set.grade, set.gradeRule], ['B', null])
  assert.equal(await app.system.work((work) => gradeAll(work)), 0)
  const later = await app.system.work((work) => gradeAll({ ...work, today: '2100-01-01' }))
  assert.deepEqual([later, await grades()], [1, ['A', 'C']])
  assert.equal((await rep!.one('account', small)).gradeReason, null)
})

test('a blacklisted customer is marked wherever it is named; managers blacklist, and lifting waits for approval', async () => {
  const account = await customer(manager)
  await assert.rejects(rep!.call(blacklist, { account: await customer(), effect: 'warn', reason: 'x' }), { code: 'kernel.forbidden' })
  await assert.rejects(manager!.change('account', account, { blacklist: 'warn' }), { code: 'kernel.forbidden' })
  await assert.rejects(admin!.change('account', account, { blacklist: 'warn' }), broke('customers.blacklist-by-action'))
  await assert.rejects(manager!.call(blacklist, { account, effect: 'warn', reason: 'x', until: '2020-01-01' }), {
    code: 'customers.end-in-past',
  })
  await manager!.call(blacklist, { account, effect: 'blockOrder', reason: '三次违约' })
  const row = await manager!.one('account', account)
  assert.deepEqual([row.blacklist, row.blacklistReason, (row.blacklistedBy as { id: string }).id], ['blockOrder', '三次违约', manager!.id])
  const [person] = await manager!.create('contact', [{ name: '王总', account }])
  assert.equal((person!.account as { mark: string }).mark, 'blockOrder')
  await assert.rejects(manager!.call(lift, { account, reason: '已付清' }), { code: 'kernel.needs-approval' })
  await manager!.call(blacklist, { account, effect: 'warn', reason: '观察', until: '2099-01-01' })
  await app.system.work((work) =>
    customers.rounds.find(({ name }) => name === 'customers.end-blacklist')!.run({ ...work, today: '2099-01-02' }, []),
  )
  assert.equal((await manager!.one('account', account)).blacklist, null)
})

test('credit is written by finance alone, and finance writes nothing else of a customer', async () => {
  const account = await customer()
  const creditLimit = { amount: '50000', currency: 'CNY' }
  await assert.rejects(rep!.change('account', account, { creditLimit }), broke('kernel.forbidden'))
  await assert.rejects(finance!.change('account', account, { name: 'Mine' }), broke('kernel.forbidden'))
  const row = await finance!.change('account', account, { creditLimit, creditDays: 30, creditHold: true })
  assert.deepEqual([row.creditDays, row.creditHold], [30, true])
})

test('a person has a birthday and an ID whose number is shown by its end only, a company has none', async () => {
  const [person] = await rep!.create('account', [
    { name: '赵启明', kind: 'person', birthday: '1980-05-20', idKind: 'idCard', idNumber: '330102198005201234' },
  ])
  assert.doesNotMatch(JSON.stringify(person), /33010219/)
  await assert.rejects(rep!.create('account', [{ name: '公司', birthday: '1980-05-20' }]), broke('customers.person-only'))
})

test('search says who is blacklisted, and an undo takes nobody off the list: that is for lifting, and its approval', async () => {
  const [row] = await manager!.create('account', [{ name: '黑榜搜索样本' }])
  const account = String(row!.id)
  await manager!.call(blacklist, { account, effect: 'blockQuote', reason: '失信' })
  const set = String((await manager!.changeSets())[0]!.id)
  const answer = await app.engine.reads.search(manager!.session, { q: '黑榜搜索样本', limit: 5 })
  const { hits } = JSON.parse(answer).groups.find(({ object }: { object: string }) => object === 'account')
  assert.deepEqual([hits[0]!.id, hits[0]!.mark], [account, 'blockQuote'])
  await assert.rejects(manager!.undo(set), { code: 'customers.lift-instead' })
  await assert.rejects(admin!.undo(set), { code: 'customers.lift-instead' })
  assert.equal((await manager!.one('account', account)).blacklist, 'blockQuote')
})

test('the form asks what only a company has of companies alone', () => {
  const askedWhen = (name: string) => account.views.form!.find(({ rows }) => rows.flat().includes(name as never))!.shownWhen
  for (const name of ['creditCode', 'legalPerson', 'headcount']) assert.equal(askedWhen(name), "kind != 'person'", name)
  assert.equal(askedWhen('gender'), "kind == 'person'")
})
