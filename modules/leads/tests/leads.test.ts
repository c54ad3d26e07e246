import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { leads } from '#manifest/leads'
import { pools } from '#manifest/pools'
import { sales } from '#manifest/sales'
import { claimLead, releaseLead } from '#modules/pools'
import { convert } from '#modules/sales'
import { account, contact, lead } from '#objects/customers'
import { assign, disqualify, giveOut, rounds, takeUp } from '../index.ts'

const app = await testApp([company, customers, pools, activities, catalog, sales, leads])
const boss = await app.as('administrator')
const [east] = await boss.create('department', [{ name: 'East' }])
const [head, anna, ben] = (await Promise.all([
  app.as('manager', { name: 'Head' }),
  app.as('rep', { name: 'Anna', department: String(east!.id) }),
  app.as('rep', { name: 'Ben' }),
])) as [TestPerson, TestPerson, TestPerson]

await boss.change('department', String(east!.id), { head: head.id })

const idOf = (value: unknown): string | null => (value as { id: string } | null)?.id ?? null
const see = (id: string) => boss.one(lead, id)
/** The rounds of a minute at a moment. */
const tick = async (at: string) => {
  for (const round of rounds) await app.system.work((work) => round.run(work, []), { now: new Date(at) } as never)
}
/** What was told of a lead, and to whom. */
const told = async (id: string): Promise<unknown[][]> => {
  const rows = await app.database.pool.query('SELECT kind, person FROM w_test.notice WHERE record_id = $1 ORDER BY kind', [id])
  return rows.rows.map(({ kind, person }) => [kind, person])
}
let counted = 0
async function arrive(more: object = {}): Promise<string> {
  const [made] = await boss.create(lead, [
    { name: `Lead ${Math.random()}`, mobile: `1380001${String(++counted).padStart(4, '0')}`, ...more },
  ])
  return String(made!.id)
}
const broke = (code: string) => (fault: { code: string; issues: readonly { code: string }[] }) =>
  fault.code === code || fault.issues.some((one) => one.code === code)

test('a lead has its clock in working hours, the first contact stops it, and the lead is worked on', async () => {
  const id = await arrive({ owner: anna.id })
  const fresh = await see(id)
  assert.ok(fresh.answerDueAt && !fresh.answeredAt)
  await anna.create('followUp', [{ lead: id, content: 'Called, wants a quote' }])
  const answered = await see(id)
  assert.equal(answered.status, 'working')
  assert.ok(answered.answeredAt)
  assert.deepEqual([answered.answerIsLate, answered.answerNextAt], [false, null])
})

test('the rule of a source goes before the one for all', async () => {
  await head.create('answerRule', [{ name: 'Tenders at once', sources: ['tender'], minutes: 10 }])
  const rules = await boss.list('answerRule')
  const [tender, other] = [await see(await arrive({ source: 'tender' })), await see(await arrive({ source: 'media' }))]
  const nameOf = (row: Record<string, unknown>) => rules.find(({ id }) => id === idOf(row.answerRule))?.name
  assert.equal(nameOf(tender), 'Tenders at once')
  assert.notEqual(nameOf(other), 'Tenders at once')
})

/** A rule that means the leads of one industry alone, so that tests stay out of each other's way. */
async function rule(industry: string, seats: readonly object[], more: object = {}): Promise<string> {
  const [made] = await head.create('assignRule', [{ name: industry, filter: { industry }, seats, ...more }])
  return String(made!.id)
}
const arriveAlone = (industry: string, more: object = {}) => arrive({ owner: null, industry, ...more })
const ownersOf = async (ids: readonly string[]) => Promise.all(ids.map(async (id) => idOf((await see(id)).owner)))

test('leads without owner go to people in turn by weight, with the reason and who would have been next', async () => {
  await rule('energy', [{ person: anna.id, weight: 2 }, { person: ben.id }])
  const ids = []
  for (let i = 0; i < 6; i++) ids.push(await arriveAlone('energy'))
  const owners = await ownersOf(ids)
  assert.deepEqual([owners.filter((id) => id === anna.id).length, owners.filter((id) => id === ben.id).length], [4, 2])
  const first = await see(ids[0]!)
  assert.deepEqual([first.assignReason, idOf(first.assignNext)], ['turn', ben.id])
  const told = (await anna.list('lead', { filter: { industry: 'energy' } })).length
  assert.equal(told, 4)
})

test('of twenty leads at the same moment each of two people gets ten', async () => {
  await rule('finance', [{ person: anna.id }, { person: ben.id }])
  const ids = await Promise.all(Array.from({ length: 20 }, () => arriveAlone('finance')))
  const owners = await ownersOf(ids)
  assert.deepEqual(
    [anna.id, ben.id].map((id) => owners.filter((owner) => owner === id).length),
    [10, 10],
  )
})

test('whoever is away or full is passed over; when nobody is left the lead waits, and is given when somebody is there', async () => {
  await rule('food', [
    { person: anna.id, mostOpen: 1_000 },
    { person: ben.id, mostOpen: 1 },
  ])
  const [away] = await boss.create('absence', [{ owner: anna.id, firstDay: '2000-01-01', lastDay: '2100-01-01' }])
  await arrive({ owner: ben.id })
  const id = await arriveAlone('food')
  assert.deepEqual([(await see(id)).owner, (await see(id)).assignReason], [null, 'waiting'])
  await boss.remove('absence', [String(away!.id)])
  await tick(new Date().toISOString())
  assert.equal(idOf((await see(id)).owner), anna.id)
})

test('a lead of a customer we have goes to whoever has the customer', async () => {
  await rule('education', [{ person: anna.id }])
  const [customer] = await boss.create(account, [{ name: '育才教育', owner: ben.id }])
  await boss.create(contact, [{ name: '李', mobile: '13911112222', account: customer!.id, owner: ben.id }])
  const found = await see(await arriveAlone('education', { mobile: '13911112222' }))
  assert.deepEqual([idOf(found.owner), found.assignReason, idOf(found.assignNext)], [ben.id, 'ownerOfCustomer', anna.id])
})

test('a customer is known by number and name however they are spelt, and an owner who is away or full is passed over', async () => {
  await rule('realEstate', [{ person: anna.id }, { person: ben.id, mostOpen: 1_000 }])
  const [customer, second] = await boss.create(account, [
    { name: '恒信地产（杭州）有限公司', owner: ben.id },
    { name: '恒信地產 杭州', owner: anna.id },
  ])
  await boss.create(contact, [{ name: '周', mobile: '13922223333', account: customer!.id, owner: ben.id }])
  const lead = { industry: 'realEstate', name: '周先生' }
  const byPhone = await see(await arriveAlone('realEstate', { ...lead, phone: '+86 139-2222-3333', company: '别家' }))
  assert.deepEqual([idOf(byPhone.owner), byPhone.assignReason], [ben.id, 'ownerOfCustomer'])
  await boss.remove(account, [String(second!.id)])
  const byName = await see(await arriveAlone('realEstate', { ...lead, company: '恒信地产杭州', mobile: '13900001111' }))
  assert.deepEqual([idOf(byName.owner), byName.assignReason], [ben.id, 'ownerOfCustomer'])
  const [away] = await boss.create('absence', [{ owner: ben.id, firstDay: '2000-01-01', lastDay: '2100-01-01' }])
  const passed = await see(await arriveAlone('realEstate', { ...lead, company: '恒信地产杭州', mobile: '13900001112' }))
  assert.deepEqual([idOf(passed.owner), passed.assignReason], [anna.id, 'turn'])
  await boss.remove('absence', [String(away!.id)])
})

test('by hand it goes to the next one, never to whoever has it; without a rule that says so', async () => {
  await rule('medical', [{ person: anna.id }, { person: ben.id }])
  const id = await arrive({ owner: anna.id, industry: 'medical' })
  await anna.call(assign, { lead: id })
  assert.equal(idOf((await see(id)).owner), ben.id)
  const other = await arrive({ owner: anna.id, industry: 'government' })
  await assert.rejects(anna.call(assign, { lead: other }), broke('leads.no-rule'))
  await assert.rejects(anna.call(assign, { lead: id }), broke('kernel.not-found'))
})

test('steps come once each: the owner is reminded, the manager told, the lead given to another with a clock of his own', async () => {
  await rule('textiles', [{ person: anna.id }, { person: ben.id }])
  const steps = [
    { afterMinutes: 60, act: 'remind' },
    { afterMinutes: 120, act: 'tellManager' },
    { afterMinutes: 180, act: 'reassign' },
  ]
  await head.create('answerRule', [{ name: 'By phone', sources: ['phone'], minutes: 120, steps }])
  const id = await arrive({ owner: anna.id, industry: 'textiles', source: 'phone' })
  for (let step = 1; step <= 3; step++) {
    const next = String((await see(id)).answerNextAt)
    await tick(next)
    await tick(next)
    if (step < 3) assert.equal((await see(id)).answerSteps, step)
  }
  const after = await see(id)
  assert.equal(idOf(after.owner), ben.id)
  assert.deepEqual([after.answerSteps, after.answeredAt], [0, null])
  assert.deepEqual(await told(id), [
    ['leads.given', ben.id],
    ['leads.taken-away', anna.id],
    ['leads.unanswered', head.id],
    ['leads.waits', anna.id],
  ])
  await ben.create('followUp', [{ lead: id, content: 'Reached them' }])
  assert.equal((await see(id)).answerNextAt, null)
})

test('a score says what counts, follows the lead, and follows the factors within a minute', async () => {
  const [mail] = await head.create('scoreFactor', [{ name: 'Has mail', filter: { email: { empty: false } }, points: 40 }])
  await head.create('scoreFactor', [{ name: 'Agriculture', filter: { industry: 'agriculture' }, points: -15 }])
  const id = await arrive({ owner: anna.id, industry: 'agriculture' })
  assert.deepEqual([(await see(id)).score, (await see(id)).heat], [-15, 'cold'])
  const row = await see(id)
  await anna.change(lead, id, { email: 'a@example.com', version: row.version })
  const scored = await see(id)
  assert.deepEqual([scored.score, scored.heat, scored.scoreReason], [25, 'warm', 'Has mail +40 · Agriculture −15'])
  const factor = await head.one('scoreFactor', String(mail!.id))
  await head.change('scoreFactor', String(mail!.id), { points: 90, version: factor.version })
  await tick(new Date().toISOString())
  assert.deepEqual([(await see(id)).score, (await see(id)).heat], [75, 'hot'])
  assert.ok((await head.one('scoreFactor', String(mail!.id))).countedAt)
})

test('a lead set aside comes back on its day, with a clock of its own and the reason of then', async () => {
  const id = await arrive({ owner: anna.id })
  await anna.call(disqualify, { lead: id, reason: 'noBudget', recallOn: '2030-01-15' })
  await tick('2030-01-14T02:00:00Z')
  assert.equal((await see(id)).status, 'disqualified')
  await tick('2030-01-15T02:00:00Z')
  const back = await see(id)
  assert.deepEqual([back.status, back.disqualifiedReason, back.answeredAt, back.recallOn], ['working', 'noBudget', null, null])
  assert.ok(String(back.answerDueAt).startsWith('2030-01-15'))
})

/** Brings a lead into a state by the ways there are. */
async function inState(status: string): Promise<string> {
  if (status === 'qualified') {
    const id = await inState('working')
    await anna.call(convert, { lead: id })
    return id
  }
  const id = await arrive({ owner: anna.id })
  if (status === 'working') await anna.create('followUp', [{ lead: id, content: 'Called' }])
  if (status === 'disqualified') await anna.call(disqualify, { lead: id, reason: 'noNeed' })
  return id
}

const states = ['new', 'working', 'disqualified', 'qualified'] as const
/** What is missing, by step; a step that is not here is allowed. */
const refusals: Readonly<Record<string, string>> = {
  'new working': 'leads.answer-first',
  'new qualified': 'customers.lead-needs-conversion',
  'working qualified': 'customers.lead-needs-conversion',
  'new disqualified': 'customers.disqualify-needs-reason',
  'working disqualified': 'customers.disqualify-needs-reason',
  'working new': 'leads.no-such-step',
  'disqualified new': 'leads.no-such-step',
  'disqualified qualified': 'leads.no-such-step',
  'qualified new': 'customers.lead-stays-converted',
  'qualified working': 'customers.lead-stays-converted',
  'qualified disqualified': 'customers.lead-stays-converted',
}

for (const from of states)
  for (const to of states.filter((one) => one !== from))
    test(`by hand ${from} → ${to}: ${refusals[`${from} ${to}`] ?? 'allowed'}`, async () => {
      const id = await inState(from)
      const step = anna.change(lead, id, { status: to })
      if (refusals[`${from} ${to}`]) await assert.rejects(step, broke(refusals[`${from} ${to}`]!))
      else assert.equal((await step).status, to)
      assert.equal((await see(id)).status, refusals[`${from} ${to}`] ? from : to)
    })

test('with what was missing the same steps are allowed, and actions refuse the states they are not for', async () => {
  const [fresh, aside] = [await inState('new'), await inState('disqualified')]
  await assert.rejects(anna.call(disqualify, { lead: fresh, reason: 'other' }), broke('customers.disqualify-needs-note'))
  await anna.change(lead, fresh, { status: 'disqualified', disqualifiedReason: 'duplicate' })
  await assert.rejects(anna.call(disqualify, { lead: aside, reason: 'noNeed' }), broke('leads.not-open'))
  await anna.call(takeUp, { lead: aside })
  assert.equal((await see(aside)).status, 'working')
  await assert.rejects(anna.call(takeUp, { lead: aside }), broke('leads.not-set-aside'))
})

test('a customer named beside the typed state makes no conversion of it', async () => {
  const [customer] = await boss.create(account, [{ name: `Kunde ${Math.random()}`, owner: anna.id }])
  for (const from of ['new', 'working']) {
    const id = await inState(from)
    await assert.rejects(anna.change(lead, id, { status: 'qualified', account: customer!.id }), broke('customers.lead-needs-conversion'))
    assert.equal((await see(id)).status, from)
  }
})

test('– → new: a name or a company, and one way to be reached; no other state, and nobody without the right', async () => {
  const [made] = await anna.create(lead, [{ company: '无名公司', im: 'wx-1' }])
  assert.deepEqual([made!.name, made!.status], ['无名公司', 'new'])
  for (const [row, code] of [
    [{ mobile: '13700001111' }, 'customers.lead-needs-name'],
    [{ name: 'Nobody' }, 'customers.lead-needs-reach'],
    [{ name: 'Ada', im: 'a', status: 'working' }, 'customers.lead-begins-new'],
    [{ name: 'Ada', im: 'a', status: 'qualified' }, 'customers.lead-needs-conversion'],
  ] as const)
    await assert.rejects(anna.create(lead, [row]), broke(code))
  await assert.rejects((await app.as('readonly')).create(lead, [{ name: 'Ada', im: 'a' }]), { code: 'kernel.forbidden' })
  const [old] = await anna.work((work) => work.create(lead, [{ name: 'Old', status: 'disqualified' }]), { via: 'import' })
  assert.equal(old!.status, 'disqualified')
})

const [hall] = await boss.create('pool', [{ name: '线索大厅', kind: 'lead', mostHeld: 1 }])
await boss.create('share', [{ object: 'pool', record: hall!.id, granteeKind: 'role', grantee: 'rep' }])
const [cara, dora] = [await app.as('rep', { name: 'Cara' }), await app.as('rep', { name: 'Dora' })]

for (const from of ['new', 'working'] as const)
  test(`${from} → pool: with a reason, by the owner; his limit is free again, and who claims it has a clock of his own`, async () => {
    const id = await inState(from)
    await boss.change(lead, id, { owner: cara.id })
    const [pool, to] = [hall!.id, { lead: id, pool: hall!.id }]
    await assert.rejects(dora.call(releaseLead, { ...to, reason: 'noIntent' }), { code: 'kernel.not-found' })
    await assert.rejects(cara.call(releaseLead, to), { code: 'kernel.bad-value' })
    await assert.rejects(cara.call(releaseLead, { ...to, reason: 'other' }), broke('pools.needs-note'))
    const [waiting] = await boss.create(lead, [{ name: 'Waiting', im: `w-${from}`, owner: null, pool }])
    await assert.rejects(cara.call(claimLead, { lead: waiting!.id }), { code: 'pools.limit' })
    await cara.call(releaseLead, { ...to, reason: 'noIntent' })
    const pooled = await see(id)
    assert.deepEqual([pooled.owner, idOf(pooled.pool), pooled.poolReason], [null, pool, 'noIntent'])
    await cara.call(claimLead, { lead: waiting!.id })
    await boss.change(lead, String(waiting!.id), { owner: head.id })
    await dora.call(claimLead, { lead: id })
    const claimed = await see(id)
    assert.deepEqual([idOf(claimed.owner), claimed.pool], [dora.id, null])
    if (from === 'new') assert.ok(String(claimed.answerFrom) > String(pooled.answerFrom), 'a clock of his own')
    await boss.change(lead, id, { owner: head.id })
  })

test('qualified → working: by whoever converted it, by his manager; by nobody else, and changed records are shown first', async () => {
  const last = async (who: TestPerson) => String((await who.changeSets())[0]!.id)
  const convertedBy = async (who: TestPerson) => {
    const id = await inState('working')
    const made = await who.call(convert, { lead: id })
    return { id, made, set: await last(who) }
  }
  for (const who of [anna, boss]) {
    const { id, made, set } = await convertedBy(anna)
    await assert.rejects(dora.undo(set))
    await who.undo(set)
    assert.deepEqual([(await see(id)).status, (await see(id)).account], ['working', null])
    await assert.rejects(boss.one(account, String(made.account)), { code: 'kernel.not-found' })
  }
  const { id, made, set } = await convertedBy(anna)
  await anna.change(account, String(made.account), { name: 'Renamed since' })
  await assert.rejects(anna.undo(set), (fault: { code: string }) => /conflict|changed|undo/.test(fault.code))
  assert.equal((await see(id)).status, 'qualified')
})

test('other limits of heat count at once for what is scored, and within a minute for all', async () => {
  await head.create('scoreFactor', [{ name: 'Retailer', filter: { industry: 'retail' }, points: 50 }])
  const id = await arrive({ owner: anna.id, industry: 'retail' })
  const [before, [rule]] = [await see(id), await head.list('heatRule')]
  assert.equal(before.heat, Number(before.score) >= 60 ? 'hot' : 'warm')
  await tick(new Date().toISOString())
  await assert.rejects(anna.change('heatRule', String(rule!.id), { hotFrom: 50 }), { code: 'kernel.forbidden' })
  await assert.rejects(head.change('heatRule', String(rule!.id), { hotFrom: 20 }), broke('leads.hot-above-warm'))
  await head.change('heatRule', String(rule!.id), { hotFrom: Number(before.score) })
  await tick(new Date().toISOString())
  assert.equal((await see(id)).heat, 'hot')
  await head.change('heatRule', String(rule!.id), { hotFrom: 60 })
})

test("a customer's owner who has as many open as he may is passed over", async () => {
  await rule('chemicals', [{ person: anna.id }, { person: ben.id, mostOpen: 1 }])
  const [customer] = await boss.create(account, [{ name: '满员化工', owner: ben.id }])
  await boss.create(contact, [{ name: '周', mobile: '13911113333', account: customer!.id, owner: ben.id }])
  await arrive({ owner: ben.id })
  const found = await see(await arriveAlone('chemicals', { mobile: '13911113333' }))
  assert.deepEqual([idOf(found.owner), found.assignReason], [anna.id, 'turn'])
})

test('what was given, answered or set aside is taken back by undo', async () => {
  const id = await inState('new')
  await anna.call(disqualify, { lead: id, reason: 'noNeed' })
  const [last] = await anna.changeSets()
  await anna.undo(String(last!.id))
  assert.deepEqual([(await see(id)).status, (await see(id)).disqualifiedReason], ['new', null])
})

test('leads of a pool are given out by the rules, those alone that a rule means', async () => {
  await rule('retail', [{ person: anna.id }, { person: ben.id }])
  const [pool] = await boss.create('pool', [{ name: '线索池', kind: 'lead' }])
  const ids = []
  for (const industry of ['retail', 'retail', 'logistics']) ids.push(await arriveAlone(industry, { pool: pool!.id }))
  assert.deepEqual(await ownersOf(ids), [null, null, null])
  assert.deepEqual(await boss.call(giveOut, { pool: pool!.id, most: 10 }), { looked: 3, given: 2, leftOut: null })
  assert.deepEqual(new Set(await ownersOf(ids)), new Set([anna.id, ben.id, null]))
  assert.equal((await see(ids[0]!)).pool, null)
  const [customers] = await boss.create('pool', [{ name: '客户池', kind: 'account' }])
  await assert.rejects(boss.call(giveOut, { pool: customers!.id, most: 10 }), broke('leads.not-a-pool-of-leads'))
})

test('a factor that is removed takes its points along, the last one too', async () => {
  for (const { id } of await boss.list('scoreFactor', { limit: 100 })) await boss.remove('scoreFactor', [String(id)])
  const now = new Date().toISOString()
  const [site] = await head.create('scoreFactor', [{ name: 'Has a site', filter: { website: { empty: false } }, points: 30 }])
  const [need] = await head.create('scoreFactor', [{ name: 'Has a need', filter: { need: { empty: false } }, points: 20 }])
  const id = await arrive({ owner: anna.id, website: 'https://example.com', need: 'Pumps' })
  await tick(now)
  assert.equal((await see(id)).score, 50)
  await head.remove('scoreFactor', [String(site!.id)])
  await tick(now)
  assert.deepEqual([(await see(id)).score, (await see(id)).scoreReason], [20, 'Has a need +20'])
  const { version } = await see(id)
  await tick(now)
  assert.equal((await see(id)).version, version)
  await head.remove('scoreFactor', [String(need!.id)])
  await tick(now)
  assert.deepEqual([(await see(id)).score, (await see(id)).heat], [null, null])
})
