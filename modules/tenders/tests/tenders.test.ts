import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { addDays, dayOf } from '#kernel/model'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { cancelTender, handIn, loseTender, reopenTender, tenderDays, winTender } from '../index.ts'
import { tenders } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, tenders])
const boss = await app.as('administrator')
const make = async (who: TestPerson, object: string, row: Readonly<Record<string, unknown>>): Promise<string> =>
  String((await who.create(object, [row]))[0]!.id)
const department = await make(boss, 'department', { name: '华东' })
const head = await app.as('manager', { name: 'Head', department })
await boss.change('department', department, { head: head.id })
const rep = await app.as('rep', { name: 'Rep', department })
const stranger = await app.as('rep', { name: 'Stranger' })
const rival = await make(rep, 'competitor', { name: '华网科技' })
const account = await make(rep, 'account', { name: '市政数据中心' })
const ago = (days: number) => addDays(dayOf(new Date(), app.workspace.timeZone), -days)
const whole = { handInBy: ago(-10), ourPrice: 90_000 }
let count = 0
const invite = (more: Readonly<Record<string, unknown>> = {}) =>
  make(rep, 'tender', { name: `招标 ${++count}`, number: `ZB-${count}`, account, ...more })
const see = (id: string) => rep.one('tender', id)
const actions = { handedIn: handIn, won: winTender, lost: loseTender, cancelled: cancelTender, back: reopenTender } as const
const does = (id: string, step: keyof typeof actions) =>
  rep.call(actions[step], { tender: id, ...(step === 'lost' || step === 'cancelled' ? { reason: '价格' } : {}) } as never)
const theirs = { competitor: rival, price: 80_000, rank: 1, score: 92.5, isWinner: true }
const tasksOf = async (id: string) =>
  (await boss.list('task', { filter: { tender: id }, sort: ['tenderStep'] })).map(({ tenderStep, state, dueOn }) => [
    tenderStep,
    state,
    dueOn,
  ])

/** A tender that came to a state by its own steps. */
async function at(state: string): Promise<string> {
  const id = await invite(whole)
  if (state === 'cancelled') await does(id, 'cancelled')
  if (['handedIn', 'won', 'lost'].includes(state)) await does(id, 'handedIn')
  if (state === 'won') await does(id, 'won')
  if (state === 'lost') {
    const bids = (await see(id)).bids as readonly { id: string }[]
    await rep.change('tender', id, { bids: [...bids.map((bid) => ({ id: bid.id })), theirs] })
    await does(id, 'lost')
  }
  return id
}

test('every pair of states that is allowed passes, and every other is refused', async () => {
  const passes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    preparing: { handedIn: 'handedIn', cancelled: 'cancelled' },
    handedIn: { won: 'won', cancelled: 'cancelled', back: 'preparing' },
    won: { back: 'handedIn' },
    lost: { back: 'handedIn' },
    cancelled: { back: 'preparing' },
  }
  for (const [from, to] of Object.entries(passes))
    for (const step of Object.keys(actions) as (keyof typeof actions)[]) {
      const id = await at(from)
      assert.equal((await see(id)).state, from)
      if (to[step]) assert.equal((await does(id, step)).state, to[step], `${from} ${step}`)
      // What a lost tender asks for is the next test's.
      else if (from === 'handedIn' && step === 'lost') await assert.rejects(does(id, step), { code: 'tenders.missing' })
      else await assert.rejects(does(id, step), { code: 'tenders.no-such-step' }, `${from} ${step}`)
      const now = String((await see(id)).state)
      await assert.rejects(rep.change('tender', id, { state: now === 'won' ? 'lost' : 'won' }), { code: 'kernel.invalid' })
    }
})

test('a refusal names all that is missing', async () => {
  const id = await invite({ deposit: 20_000 })
  await assert.rejects(does(id, 'handedIn'), {
    code: 'tenders.missing',
    details: { to: 'handedIn', missing: ['handInBy', 'ourPrice', 'depositPaidOn'] },
  })
  await rep.change('tender', id, { ...whole, depositPaidOn: ago(1) })
  await does(id, 'handedIn')
  await assert.rejects(does(id, 'lost'), { code: 'tenders.missing', details: { to: 'lost', missing: ['bids'] } })
  const late = await invite({ handInBy: ago(2), ourPrice: 1 })
  await assert.rejects(does(late, 'handedIn'), { code: 'tenders.too-late' })
  await assert.rejects(invite({ handInBy: ago(-3), openingOn: ago(-1) }), { code: 'kernel.invalid' })
})

test('the result holds the prices of all bidders, and the deal knows them from then on', async () => {
  const opportunity = await make(rep, 'opportunity', { name: '数据中心', account, amount: 90_000, rivals: [{ competitor: rival }] })
  const id = await invite({ ...whole, opportunity })
  await does(id, 'handedIn')
  const [ours] = (await see(id)).bids as readonly Record<string, unknown>[]
  assert.deepEqual([ours!.isOurs, (ours!.price as { amount: number }).amount], [true, 90_000])
  const bids = [{ id: ours!.id, rank: 2, score: 88 }, theirs, { bidder: '无名公司', price: 99_000, rank: 3 }]
  await rep.change('tender', id, { bids })
  await assert.rejects(rep.change('tender', id, { bids: [...bids, { bidder: '又一家', isWinner: true }] }), { code: 'kernel.invalid' })
  await does(id, 'lost')
  assert.deepEqual([(await see(id)).state, (await see(id)).reason], ['lost', '价格'])
  const [known] = await rep.list('dealRival', { filter: { opportunity } })
  assert.equal((known!.price as { amount: number }).amount, 80_000)
})

test('each day to keep is a task of the owner that moves with it, and a notice some days before', async () => {
  const id = await invite({ questionsBy: ago(-1), handInBy: ago(-2), openingOn: ago(-20), ourPrice: 1 })
  assert.deepEqual(await tasksOf(id), [
    ['handIn', 'open', ago(-2)],
    ['opening', 'open', ago(-20)],
    ['questions', 'open', ago(-1)],
  ])
  await rep.change('tender', id, { handInBy: ago(-3) })
  assert.deepEqual((await tasksOf(id))[0], ['handIn', 'open', ago(-3)])
  const told = async (who: TestPerson) =>
    (await app.database.pool.query(`SELECT FROM w_test.notice WHERE person = $1 AND record_id = $2`, [who.id, id])).rowCount
  await runRound(app.engine, app.workspace, tenderDays, { now: new Date() })
  await runRound(app.engine, app.workspace, tenderDays, { now: new Date() })
  assert.equal(await told(rep), 1)
  await does(id, 'handedIn')
  assert.deepEqual(
    (await tasksOf(id)).map(([, state]) => state),
    ['cancelled', 'open', 'cancelled'],
  )
})

test('a deposit that should be back is marked, is a task, and is told to its owner and his superior', async () => {
  const id = await invite({ deposit: 20_000, depositPaidOn: ago(40), depositDueOn: ago(3) })
  assert.equal((await see(id)).depositState, 'overdue')
  assert.deepEqual(await tasksOf(id), [['deposit', 'open', ago(3)]])
  await runRound(app.engine, app.workspace, tenderDays, { now: new Date() })
  await rep.change('tender', id, { depositBackOn: ago(0) })
  assert.equal((await see(id)).depositState, 'back')
  assert.deepEqual(await tasksOf(id), [['deposit', 'cancelled', ago(3)]])
  const unpaid = await invite({ deposit: 20_000 })
  assert.equal((await see(unpaid)).depositState, 'toPay')
  await assert.rejects(rep.change('tender', unpaid, { depositBackOn: ago(0) }), { code: 'kernel.invalid' })
})

test('two at once decide once; a stranger sees nothing; handing in can be taken back', async () => {
  const id = await at('handedIn')
  const outcomes = await Promise.allSettled([does(id, 'won'), does(id, 'cancelled')])
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  await assert.rejects(stranger.one('tender', id), { code: 'kernel.not-found' })
  assert.equal(await head.count('tender', { id }), 1)
  const other = await invite(whole)
  await does(other, 'handedIn')
  const [set] = await rep.changeSets()
  await rep.undo(String(set!.id))
  assert.deepEqual([(await see(other)).state, ((await see(other)).bids as unknown[]).length], ['preparing', 0])
})
