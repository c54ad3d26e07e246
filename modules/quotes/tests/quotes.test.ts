import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import * as verbs from '../index.ts'
import { quotes } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes], { locale: 'zh-CN' })
const boss = await app.as('administrator')
const [east] = await boss.create('department', [{ name: 'East' }])
const manager = await app.as('manager', { name: 'Head', department: String(east!.id) })
const rep = await app.as('rep', { name: 'Rep', department: String(east!.id) })
const stranger = await app.as('rep', { name: 'Stranger' })
const finance = await app.as('finance')
const reader = await app.as('readonly')
await boss.change('department', String(east!.id), { head: manager.id })

type Row = Record<string, unknown>
const idOf = (value: unknown): string => String((value as { id: string }).id)
const make = async (who: TestPerson, object: string, row: Row) => idOf((await who.create(object, [row]))[0])
const cny = (amount: number) => ({ amount, currency: 'CNY' })
const broke = (code: string) => (fault: { code: string; issues?: readonly { code: string }[] }) =>
  fault.code === code || !!fault.issues?.some((one) => one.code === code) || assert.fail(`${fault.code} ${JSON.stringify(fault.issues)}`)

await boss.create('legalEntity', [{ name: '知客科技', isDefault: true, defaultTax: 13 }])
const group = await make(boss, 'productCategory', { name: '设备' })
const pumps = await make(boss, 'productCategory', { name: '水泵', parent: group })
const pump = await make(boss, 'product', { name: '水泵 A', price: 1000, cost: 600, unit: '台', taxRate: 13, category: pumps })
const service = await make(boss, 'product', { name: '安装', price: 300, cost: 100, taxRate: 6 })
const list = await make(boss, 'priceList', { name: '标准价', isDefault: true })
await boss.create('priceRow', [
  { list, product: pump, price: 900 },
  { list, product: pump, price: 850, minQuantity: 10 },
])
const customer = await make(rep, 'account', { name: '华瑞物流' })
const person = await make(rep, 'contact', { name: '赵启明', account: customer })

/** A quote of the rep's with these lines, as the manager sees it. */
const quoted = async (lines: readonly Row[], more: Row = {}) =>
  make(rep, 'quote', { title: '报价', account: customer, contact: person, lines, ...more })
const see = (id: string, who = manager) => who.one('quote', id)
const linesOf = (id: string, who = manager): Promise<Row[]> =>
  who.list('quoteLine', { filter: { quote: id }, sort: ['position'], fields: ['*'] } as never)
const act = (who: TestPerson, verb: keyof typeof verbs, id: string, more: Row = {}) =>
  who.call(verbs[verb] as never, { quote: id, ...more })
const one = [{ product: pump }]

test('a line takes price, cost, unit and rate from its product and list; sums follow, and the rep learns no cost', async () => {
  const id = await quoted([
    { product: pump, quantity: 2 },
    { position: 1, description: '运费', price: 100 },
  ])
  const [first, second] = await linesOf(id)
  assert.deepEqual(
    [first!.price, first!.priceFrom, first!.cost, first!.unit, first!.taxRate, first!.description, first!.gross],
    [cny(900), '标准价', cny(600), '台', 13, '水泵 A', cny(1800)],
  )
  assert.deepEqual([second!.listPrice, second!.cost, second!.taxRate], [null, null, 13])
  const whole = await see(id)
  assert.deepEqual([whole.gross, whole.net, whole.tax, whole.cost, whole.concern], [cny(1900), cny(1681.42), cny(218.58), null, 'noCost'])
  const [seen, ofRep] = [await see(id, rep), (await linesOf(id, rep))[0]!]
  for (const name of ['cost', 'margin', 'marginRate']) assert.ok(!(name in seen) && !(name in ofRep), name)
  await assert.rejects(stranger.one('quote', id), { code: 'kernel.not-found' })
  assert.ok(!('linkKey' in (await see(id, reader))))
})

test('quantity breaks move the price of the list, and leave a price that somebody typed', async () => {
  const id = await quoted([{ product: pump }, { product: pump, price: 888, position: 1 }])
  const lines = await linesOf(id)
  await rep.change('quote', id, { lines: lines.map((line) => ({ id: line.id, quantity: 10 })) })
  const after = await linesOf(id)
  assert.deepEqual(
    after.map(({ price, listPrice }) => [price, listPrice]),
    [
      [cny(850), cny(850)],
      [cny(888), cny(850)],
    ],
  )
  assert.deepEqual((await see(id)).gross, cny(17380))
  await rep.remove('quoteLine', [idOf(after[0])])
  assert.deepEqual((await see(id)).gross, cny(8880))
})

test('the whole discount is spread over the lines and rounded so that lines add up to the total', async () => {
  const id = await quoted([{ product: pump }, { product: service, position: 1 }, { description: 'x', price: 0.01, position: 2 }], {
    handDiscount: 100,
  })
  const [lines, whole] = [await linesOf(id), await see(id)]
  const sum = (name: string) => Math.round(lines.reduce((total, line) => total + (line[name] as { amount: number }).amount, 0) * 100) / 100
  assert.deepEqual(
    [sum('gross'), sum('net'), sum('tax')],
    ['gross', 'net', 'tax'].map((name) => (whole[name] as { amount: number }).amount),
  )
  assert.deepEqual(whole.gross, cny(1100.01))
  await assert.rejects(quoted([{ description: 'y', price: 5 }], { handDiscount: 6 }), broke('quotes.discount-beyond-sum'))
  await assert.rejects(quoted([{ description: 'y', price: { amount: 5, currency: 'USD' } }]), broke('quotes.lines-mix-currencies'))
})

test('nothing is submitted without cost on every line; whoever is asked gives it and sees no contacts', async () => {
  const id = await quoted([{ product: pump }, { description: '特制底座', price: 500, position: 1 }])
  await assert.rejects(act(rep, 'submit', id), (fault: { code: string; details: Row }) => {
    assert.deepEqual([fault.code, fault.details.lines], ['quotes.lines-without-cost', ['特制底座']])
    return true
  })
  await assert.rejects(act(rep, 'askCost', id, { person: stranger.id }), broke('quotes.cannot-read'))
  await act(rep, 'askCost', id, { person: finance.id })
  assert.equal(await finance.count('quote', { costAskedOf: finance.id, concern: 'noCost' }), 1)
  const [, base] = await linesOf(id, finance)
  await finance.change('quoteLine', idOf(base), { cost: 200 })
  await assert.rejects(finance.change('quoteLine', idOf(base), { price: 1 }), (fault: { code: string }) => fault.code.startsWith('kernel.'))
  assert.deepEqual([(await see(id)).cost, (await see(id)).concern], [cny(800), null])
  assert.equal((await act(rep, 'submit', id)).status, 'approved')
  const empty = await quoted([{ kind: 'heading', description: '一' }])
  await assert.rejects(act(rep, 'submit', empty), broke('quotes.no-lines'))
  await assert.rejects(act(rep, 'submit', await quoted([{ description: 'z' }])), broke('quotes.lines-without-price'))
})

/** A quote that stands at this state, by the steps that lead there. */
async function at(state: string): Promise<string> {
  const id = await quoted(state === 'inApproval' ? [{ product: pump, discount: 50 }] : one)
  if (state === 'draft') return id
  await act(rep, 'submit', id)
  if (['inApproval', 'approved'].includes(state)) return id
  if (state === 'superseded') {
    await act(rep, 'revise', id)
    return id
  }
  await act(rep, 'send', id)
  if (state === 'accepted') await act(rep, 'accept', id, { acceptedBy: '赵', proof: '合同章' })
  if (state === 'declined') await act(rep, 'decline', id, { reason: '太贵' })
  if (state === 'withdrawn') await act(rep, 'withdraw', id, { reason: '停产' })
  if (state === 'expired') await tick('2999-01-01T04:00:00Z', id)
  return id
}
async function tick(now: string, id: string) {
  // Others that are out are put out of the way of the round.
  for (const round of verbs.rounds) await app.system.work((work) => round.run(work, []), { now: new Date(now) } as never)
  assert.equal((await see(id)).status, 'expired')
}
const states = ['draft', 'inApproval', 'approved', 'sent', 'accepted', 'declined', 'expired', 'withdrawn', 'superseded'] as const
type Verb = 'submit' | 'approve' | 'reject' | 'recall' | 'send' | 'accept' | 'decline' | 'withdraw' | 'revise'
/** From where each step leads, and whereto; everything else is refused. */
const table: readonly [Verb, Readonly<Record<string, string>>, Row?][] = [
  ['submit', { draft: 'approved' }],
  ['approve', { inApproval: 'approved' }],
  ['reject', { inApproval: 'draft' }, { reason: '毛利太低' }],
  ['recall', { inApproval: 'draft' }],
  ['send', { approved: 'sent' }],
  ['accept', { sent: 'accepted' }, { acceptedBy: '赵启明', proof: '回签' }],
  ['decline', { sent: 'declined' }, { reason: '选了别家' }],
  ['withdraw', { sent: 'withdrawn' }, { reason: '写错' }],
  ['revise', { approved: 'superseded', sent: 'superseded', expired: 'superseded' }],
]
await boss.create('discountLimit', [
  { name: '业务员', roles: ['rep'], mostDiscount: 10, leastMargin: 5 },
  { name: '经理', roles: ['manager'], mostDiscount: 60 },
])

for (const state of states)
  test(`from ${state} a quote goes only where it may`, async () => {
    for (const [verb, ways, input] of table) {
      const id = await at(state)
      assert.equal((await see(id)).status, state)
      const who = verb === 'approve' || verb === 'reject' ? manager : rep
      const to = ways[state]
      if (to) {
        await act(who, verb, id, input)
        assert.equal((await see(id)).status, to, `${verb} from ${state}`)
      } else
        await assert.rejects(act(who, verb, id, input), (fault: { code: string; details: Row }) => {
          assert.deepEqual([fault.code, fault.details.status], ['quotes.no-such-step', state], `${verb} from ${state}`)
          assert.ok((fault.details.from as string[]).length > 0)
          return true
        })
    }
  })

test('beyond his limits a rep needs his superior, who is told, may not go beyond his own, and nobody approves his own', async () => {
  const id = await quoted([{ product: pump, discount: 20 }])
  assert.deepEqual(
    [(await see(id)).exceeds, (await see(id)).concern, (await linesOf(id))[0]!.exceeds],
    [['discount'], 'beyondLimits', 'discount'],
  )
  assert.equal((await act(rep, 'submit', id)).status, 'inApproval')
  const told = await app.database.pool.query("SELECT person FROM w_test.notice WHERE record_id = $1 AND kind = 'quotes.asked'", [id])
  assert.deepEqual(
    told.rows.map((row) => row.person),
    [manager.id],
  )
  await assert.rejects(rep.change('quote', id, { handDiscount: 1 }), broke('quotes.is-fixed'))
  await assert.rejects(act(rep, 'approve', id), { code: 'kernel.forbidden' })
  await act(manager, 'approve', id)
  const far = await quoted([{ product: pump, discount: 65 }])
  await act(rep, 'submit', far)
  await assert.rejects(act(manager, 'approve', far), broke('quotes.beyond-own-limits'))
  await act(boss, 'approve', far)
  const own = await make(manager, 'quote', { title: '自己的', account: customer, lines: [{ product: pump, discount: 70 }] })
  await act(manager, 'submit', own)
  await assert.rejects(act(manager, 'approve', own), broke('quotes.own-quote'))
})

test('the limit of a group of products holds for groups below it, and by the margin', async () => {
  await boss.create('discountLimit', [{ name: '设备毛利', roles: ['rep'], category: group, leastMargin: 30, mostDiscount: 50 }])
  // 900 with tax are 796.46 without; a margin of 24.67 %.
  const id = await quoted(one)
  assert.deepEqual([(await see(id)).exceeds, (await linesOf(id))[0]!.exceeds], [['margin'], 'margin'])
  assert.equal((await see(await quoted([{ product: service }]))).exceeds, null)
  const [row] = await boss.list('discountLimit', { filter: { name: '设备毛利' } })
  await boss.change('discountLimit', idOf(row), { isActive: false })
})

test('approval holds for the figures approved: what is better keeps it, what is worse ends it', async () => {
  const id = await at('approved')
  const [line] = await linesOf(id)
  await rep.change('quote', id, { lines: [{ id: line!.id, price: 950 }] })
  assert.equal((await see(id)).status, 'approved')
  await rep.change('quote', id, { lines: [{ id: line!.id, price: 899 }] })
  assert.deepEqual([(await see(id)).status, (await see(id)).approvedBy], ['draft', null])
})

test('what is out stays as it is said, by every road', async () => {
  const id = await at('sent')
  const [line] = await linesOf(id)
  await assert.rejects(rep.change('quote', id, { validUntil: '2999-01-01' }), broke('quotes.is-fixed'))
  await assert.rejects(rep.change('quote', id, { lines: [] }), broke('quotes.is-fixed'))
  await assert.rejects(rep.change('quoteLine', idOf(line), { price: 1 }), broke('quotes.is-fixed'))
  await assert.rejects(rep.create('quoteLine', [{ quote: id, description: 'x', price: 1 }]), broke('quotes.is-fixed'))
  await assert.rejects(rep.remove('quoteLine', [idOf(line)]), broke('quotes.is-fixed'))
  await assert.rejects(rep.change('quote', id, { status: 'accepted' }), (fault: { code: string }) => fault.code.startsWith('kernel.'))
  await act(rep, 'extend', id, { validUntil: '2998-01-01' })
  assert.equal((await see(id)).validUntil, '2998-01-01')
  await assert.rejects(act(rep, 'extend', id, { validUntil: '2997-01-01' }), broke('quotes.not-longer'))
})

test('a deal becomes a quote in one step; its first one drives its amount, an accepted one takes over, a lost deal withdraws them', async () => {
  const deal = await make(rep, 'opportunity', {
    name: '泵站改造',
    account: customer,
    contact: person,
    lines: [{ product: pump, quantity: 3, position: 1 }],
  })
  const first = String((await rep.call(verbs.fromDeal, { opportunity: deal })).quote)
  const made = await see(first)
  assert.deepEqual([made.title, idOf(made.contact), made.isPrimary, made.gross], ['泵站改造', person, true, cny(2700)])
  const amount = async () => (await rep.one('opportunity', deal)).amount
  assert.deepEqual(await amount(), cny(2700))
  const second = await quoted([{ product: pump, quantity: 2 }], { opportunity: deal })
  assert.deepEqual([(await see(second)).isPrimary, await amount()], [false, cny(2700)])
  await act(rep, 'makePrimary', second)
  assert.deepEqual([(await see(first)).isPrimary, (await see(second)).isPrimary, await amount()], [false, true, cny(1800)])
  await act(rep, 'submit', first)
  await act(rep, 'send', first)
  await act(rep, 'accept', first, { acceptedBy: '赵启明', proof: '邮件' })
  assert.deepEqual([(await see(first)).isPrimary, (await see(second)).isPrimary, await amount()], [true, false, cny(2700)])
  await rep.change('opportunity', deal, { stage: 'lost', lossKind: 'price', lostToNobody: true, lossReason: '预算取消' })
  assert.deepEqual(
    [(await see(second)).status, (await see(second)).reason, (await see(first)).status],
    ['withdrawn', '预算取消', 'accepted'],
  )
  const unknown = await make(rep, 'opportunity', { name: '无客户' })
  await assert.rejects(rep.call(verbs.fromDeal, { opportunity: unknown }), broke('quotes.deal-without-account'))
})

test('a new version keeps number and lines, takes the place of the old one, and knows which line came from which', async () => {
  const deal = await make(rep, 'opportunity', { name: '二期', account: customer })
  const id = await quoted(
    [
      { product: pump, price: 930 },
      { kind: 'optional', description: '培训', price: 200, position: 1 },
    ],
    { opportunity: deal, remark: '含运费' },
  )
  await manager.change('quoteLine', idOf((await linesOf(id))[1]), { cost: 50 })
  await act(rep, 'submit', id)
  const next = String((await act(rep, 'revise', id)).quote)
  const [old, fresh] = [await see(id), await see(next)]
  assert.deepEqual(
    [old.status, fresh.status, fresh.number, fresh.revision, fresh.isPrimary, old.isPrimary],
    ['superseded', 'draft', `${old.number}-V2`, 2, true, false],
  )
  assert.deepEqual([fresh.gross, fresh.cost, idOf(fresh.owner), fresh.remark], [old.gross, old.cost, rep.id, '含运费'])
  const [before, after] = [await linesOf(id), await linesOf(next)]
  assert.deepEqual(
    after.map((line) => idOf(line.was)),
    before.map(idOf),
  )
  assert.deepEqual(
    after.map(({ price, kind }) => [price, kind]),
    before.map(({ price, kind }) => [price, kind]),
  )
})

test('the last price of a customer and the lowest ever stand beside the price', async () => {
  const goods = await make(boss, 'product', { name: '滤芯', price: 50, cost: 20 })
  const other = await make(rep, 'account', { name: '另一家' })
  for (const [account, price] of [
    [other, 46],
    [customer, 48],
  ] as const) {
    const id = await quoted([{ product: goods, price }], { account, contact: null })
    await act(rep, 'submit', id)
    await act(rep, 'send', id)
    await act(rep, 'accept', id, { acceptedBy: 'x', proof: 'y' })
  }
  const [line] = await linesOf(await quoted([{ product: goods }]), rep)
  assert.deepEqual([line!.lastPrice, line!.lowestPrice], [cny(48), cny(46)])
})

test('a quote that was declined, withdrawn or expired is a task of its owner; who is asked for costs has one until they are there', async () => {
  const tasksOf = async (quote: string): Promise<Row[]> =>
    boss.list('task', { filter: { quote }, sort: ['createdAt', 'id'], fields: ['*'] } as never)
  const said = { declined: '报价被谢绝：报价', withdrawn: '报价已撤回：报价', expired: '报价已过期：报价' }
  for (const [state, subject] of Object.entries(said)) {
    const id = await at(state)
    const [made, ...more] = await tasksOf(id)
    assert.deepEqual(
      [made!.subject, idOf(made!.owner), made!.state, idOf(made!.account), more],
      [subject, rep.id, 'open', customer, []],
      state,
    )
    if (state !== 'expired') assert.ok(String(made!.remark).length > 0)
  }
  const deal = await make(rep, 'opportunity', { name: '丢单', account: customer })
  const lost = await quoted(one, { opportunity: deal })
  await act(rep, 'submit', lost)
  await act(rep, 'send', lost)
  await rep.change('opportunity', deal, { stage: 'lost', lossKind: 'price', lostToNobody: true })
  assert.deepEqual([(await see(lost)).status, await tasksOf(lost)], ['withdrawn', []])
  const bare = await quoted([{ description: '运费', price: 100 }])
  const stands = async () => (await tasksOf(bare)).map((row) => [row.subject, idOf(row.owner), row.state, row.contact])
  await act(rep, 'askCost', bare, { person: finance.id })
  assert.deepEqual(await stands(), [['补充成本：报价', finance.id, 'open', null]])
  await act(rep, 'askCost', bare, { person: manager.id })
  assert.deepEqual(
    (await stands()).map(([, who, state]) => [who, state]),
    [
      [finance.id, 'cancelled'],
      [manager.id, 'open'],
    ],
  )
  const [line] = await linesOf(bare)
  await boss.change('quoteLine', idOf(line), { cost: 60 })
  assert.deepEqual((await stands())[1]!.slice(1, 3), [manager.id, 'done'])
})

test('who has the right offers a product that the catalogue lacks: it is on the line, marked until it is taken in', async () => {
  const id = await quoted(one)
  const wish = { name: '定制阀体', quantity: 2, unit: '套', price: cny(500), taxRate: 13 }
  await assert.rejects(act(rep, 'newProduct', id, wish), { code: 'kernel.forbidden' })
  await assert.rejects(act(manager, 'newProduct', id, { ...wish, name: '水泵 A' }), broke('quotes.in-catalogue'))
  await act(manager, 'newProduct', id, wish)
  const [, line] = await linesOf(id, rep)
  assert.deepEqual(
    [line!.description, line!.quantity, line!.unit, line!.price, line!.gross, (line!.product as Row).mark],
    ['定制阀体', 2, '套', cny(500), cny(1000), 'uncatalogued'],
  )
  const [waits] = await manager.list('product', { filter: { isUncatalogued: true } })
  assert.deepEqual([waits!.name, waits!.standing], ['定制阀体', 'uncatalogued'])
  await manager.change('product', idOf(waits), { isUncatalogued: false, code: 'V-1' })
  assert.equal(((await linesOf(id, rep))[1]!.product as Row).mark ?? null, null)
  await boss.change('quoteLine', idOf(line), { cost: 100 })
  await act(rep, 'submit', id)
  await act(rep, 'send', id)
  await assert.rejects(act(manager, 'newProduct', id, { ...wish, name: '另一件' }), broke('quotes.is-fixed'))
})

test('three days before its end the owner is told once; a blocked customer is sent nothing', async () => {
  const id = await at('sent')
  const validUntil = String((await see(id)).validUntil)
  const at4 = (days: number) => new Date(Date.parse(`${validUntil}T04:00:00Z`) + days * 86_400_000)
  const tickAt = async (now: Date) => {
    for (const round of verbs.rounds) await app.system.work((work) => round.run(work, []), { now } as never)
  }
  const told = async (kind: string) =>
    (await app.database.pool.query('SELECT 1 FROM w_test.notice WHERE record_id = $1 AND kind = $2', [id, kind])).rows.length
  await tickAt(at4(-4))
  assert.equal(await told('quotes.expiring'), 0)
  await tickAt(at4(-3))
  await tickAt(at4(-2))
  assert.deepEqual([await told('quotes.expiring'), (await see(id)).status], [1, 'sent'])
  await tickAt(at4(1))
  assert.deepEqual([await told('quotes.expired'), (await see(id)).status], [1, 'expired'])
  const bad = await make(boss, 'account', { name: '失信', owner: rep.id, blacklist: 'blockQuote', blacklistReason: '欠款' })
  const blocked = await quoted(one, { account: bad, contact: null })
  await act(rep, 'submit', blocked)
  await assert.rejects(act(rep, 'send', blocked), broke('quotes.customer-blocked'))
})
