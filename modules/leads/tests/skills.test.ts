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
import { account, lead } from '#objects/customers'
import { replayScores } from '../index.ts'

const app = await testApp([company, customers, pools, activities, catalog, sales, leads])
const boss = await app.as('administrator')
const [head, anna] = (await Promise.all([app.as('manager', { name: 'Head' }), app.as('rep', { name: 'Anna' })])) as [TestPerson, TestPerson]

const idOf = (value: unknown): string | null => (value as { id: string } | null)?.id ?? null
const see = (id: string) => boss.one(lead, id)
let counted = 0
async function arrive(more: object = {}): Promise<string> {
  const mobile = `1380002${String(++counted).padStart(4, '0')}`
  const [made] = await boss.create(lead, [{ name: `Lead ${Math.random()}`, mobile, ...more }])
  return String(made!.id)
}
async function rule(name: string, seats: readonly object[], more: object): Promise<void> {
  await head.create('assignRule', [{ name, seats, ...more }])
}

test('by skill a lead goes to who has one of the name that it says, to the least loaded of them, and waits where nobody has it', async () => {
  const [carl, dora] = [await app.as('rep', { name: 'Curt' }), await app.as('rep', { name: 'Dina' })]
  await boss.change('member', anna.id, { skills: ['German', '物流'] })
  await boss.change('member', carl.id, { skills: ['german '] })
  await assert.rejects(dora.change('member', dora.id, { skills: ['German'] }))
  await arrive({ owner: anna.id })
  const people = [anna, carl, dora].map(({ id }) => ({ person: id }))
  await assert.rejects(
    rule('skilled', people, { way: 'skill', filter: { department: 'skilled' } }),
    (error: { issues?: { code: string }[] }) => Boolean(error.issues?.some(({ code }) => code === 'leads.skill-needs-field')),
  )
  await rule('by tag', people, { way: 'skill', skillField: 'tags', filter: { department: 'skilled' }, ownerFirst: false })
  const skilled = async (more: object) => {
    const row = await see(await arrive({ owner: null, department: 'skilled', ...more }))
    return [idOf(row.owner), row.assignReason, row.assignSkill]
  }
  const german = [await skilled({ tags: ['German'] }), await skilled({ tags: ['GERMAN'] })]
  assert.ok(german.every(([owner, reason]) => (owner === anna.id || owner === carl.id) && reason === 'skill'))
  assert.equal(german[0]![0], carl.id, 'who has fewer open leads')
  assert.equal(german[0]![2], 'german')
  assert.deepEqual(await skilled({ tags: ['French'] }), [null, 'waiting', null])
  // What says nothing asks for nothing.
  assert.deepEqual((await skilled({}))[1], 'fewest')
})

test('an option is a skill by what it is called in any language, and whoever is full by the rule is passed over although he has the customer', async () => {
  const [ella, fritz] = [await app.as('rep', { name: 'Ella' }), await app.as('rep', { name: 'Fritz' })]
  await boss.change('member', ella.id, { skills: ['Logistics'] })
  await boss.change('member', fritz.id, { skills: ['物流仓储'] })
  const people = [ella, fritz].map(({ id }) => ({ person: id }))
  await rule('logistics', people, {
    way: 'skill',
    skillField: 'industry',
    mostOpen: 2,
    filter: { industry: 'logistics', department: 'sk2' },
  })
  const come = async (more: object = {}) => {
    const row = await see(await arrive({ owner: null, department: 'sk2', industry: 'logistics', ...more }))
    return [idOf(row.owner), row.assignReason]
  }
  await boss.create(account, [{ name: '远洋货运', owner: ella.id }])
  assert.deepEqual(await come({ company: '远洋货运' }), [ella.id, 'ownerOfCustomer'])
  assert.deepEqual(await come(), [fritz.id, 'skill'])
  assert.deepEqual(await come({ company: '远洋货运' }), [ella.id, 'ownerOfCustomer'])
  assert.deepEqual(await come({ company: '远洋货运' }), [fritz.id, 'skill'])
  assert.deepEqual(await come(), [null, 'waiting'])
})

test('scores are replayed by the factors and limits of another day beside those of now, for leads one may read, and nothing is written', async () => {
  const replay = async (who: typeof boss, asOf: string) => {
    const today = await dayNow()
    return (await who.call(replayScores, { asOf, from: today, to: today })) as unknown as Readonly<{
      looked: number
      differing: number
      then: Record<string, number>
      now: Record<string, number>
      rows: { id: string; then: { score: number; heat: string; why: string[] }; now: { score: number; heat: string } }[]
    }>
  }
  const dayNow = () => app.system.work(async (work) => work.today)
  const dayBefore = new Date(Date.parse(await dayNow()) - 86_400_000).toISOString().slice(0, 10)
  const id = await arrive({ department: 'replayed', owner: boss.id })
  const [factor] = await head.create('scoreFactor', [{ name: 'Replayed', points: 70, filter: { department: 'replayed' } }])
  const written = (await boss.changeSets()).length
  const answer = await replay(boss, dayBefore)
  assert.equal((await boss.changeSets()).length, written)
  const row = answer.rows.find((one) => one.id === id)!
  assert.deepEqual([row.then.heat, row.now.score - row.then.score, row.now.heat], ['cold', 70, 'hot'])
  assert.ok(answer.differing >= 1 && answer.now.hot! >= 1 && answer.looked >= answer.differing)
  // By the factors of today nothing differs; a factor that was removed counts where it was there.
  assert.equal((await replay(boss, await dayNow())).differing, 0)
  await head.remove('scoreFactor', [String(factor!.id)])
  assert.equal((await replay(boss, await dayNow())).differing, 0)
  // Whoever reads fewer leads is told of fewer, and who sets no factors asks nothing.
  assert.ok((await replay(head, dayBefore)).looked < answer.looked)
  await assert.rejects(replay(anna, dayBefore), { code: 'kernel.forbidden' })
  await assert.rejects(boss.call(replayScores, { asOf: dayBefore, from: '2030-02-01', to: '2030-01-01' }), {
    code: 'leads.period-backwards',
  })
})
