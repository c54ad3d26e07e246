import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { leads } from '#manifest/leads'
import { pools } from '#manifest/pools'
import { lead } from '#objects/customers'
import { answerTouch, noteTouch, rounds, takeUp } from '../index.ts'

const app = await testApp([company, customers, pools, activities, leads])
const boss = await app.as('administrator')
const anna = await app.as('rep', { name: 'Anna' })
const ben = await app.as('rep', { name: 'Ben' })
let counted = 0
const mobile = (): string => `1390000${String(++counted).padStart(4, '0')}`
const idOf = (value: unknown): string | null => (value as { id: string } | null)?.id ?? null
const arrive = async (more: object, who = boss): Promise<string> =>
  String((await who.create(lead, [{ name: `Lead ${Math.random()}`, im: 'x', ...more }]))[0]!.id)
const bringIn = (rows: readonly object[]) =>
  boss
    .work((work) => app.engine.writes.create(work, 'lead', rows as never), { via: 'import' })
    .then((text) => JSON.parse(text) as { id: string }[])
const tick = async () => {
  for (const round of rounds) await app.system.work((work) => round.run(work, []))
}
const stands = async (id: string) => {
  const { status, disqualifiedReason, joinedTo } = await boss.one(lead, id)
  return [status, disqualifiedReason, idOf(joinedTo)]
}
const touches = async (id: string) =>
  (await boss.list('leadTouch', { filter: { lead: id }, sort: ['at', '-isFirst'] })).map(({ source, isFirst, state }) => [
    source,
    isFirst,
    state,
  ])

test('who is recorded again by the same number joins the open lead, with the source of each time; its owner hears of it', async () => {
  const number = mobile()
  const first = await arrive({ mobile: number, source: 'internet', owner: anna.id })
  const again = await arrive({ phone: `+86 ${number}`, source: 'promotion', need: '要报价', owner: ben.id }, ben)
  assert.deepEqual(await stands(first), ['new', null, null])
  assert.deepEqual((await stands(again)).slice(0, 2), ['disqualified', 'duplicate'])
  assert.equal((await stands(again))[2], first)
  assert.deepEqual(await touches(first), [
    ['internet', true, 'new'],
    ['promotion', false, 'new'],
  ])
  assert.equal((await boss.one(lead, first)).touchCount, 2)
  const told = await app.database.pool.query(`SELECT person FROM w_test.notice WHERE record_id = $1 AND kind = 'leads.joined'`, [first])
  assert.deepEqual(told.rows, [{ person: anna.id }])
  // The other person may not read whose it is, and has no clock to run out.
  const seen = await ben.one(lead, again)
  assert.equal((seen.joinedTo as { title?: string | null }).title ?? null, null)
  assert.equal(seen.answerDueAt, null)
})

test('an import joins within a minute where a rule says so, the earlier row first, and each row says which lead it joined', async () => {
  const [rule] = await boss.list('joinRule')
  await boss.change('joinRule', String(rule!.id), { whenImported: true })
  const [number, own] = [mobile(), mobile()]
  const open = await arrive({ mobile: number, source: 'phone' })
  const rows = await bringIn([
    { name: '张', mobile: number, source: 'media' },
    { name: '李', mobile: own, source: 'media' },
    { name: '李二', mobile: own, source: 'tender' },
    { name: '王', mobile: mobile() },
  ])
  await tick()
  const found = await Promise.all(rows.map(({ id }) => stands(id)))
  assert.deepEqual(
    found.map(([status, , to]) => [status, to]),
    [
      ['disqualified', open],
      ['new', null],
      ['disqualified', rows[1]!.id],
      ['new', null],
    ],
  )
  assert.deepEqual(
    (await touches(rows[1]!.id)).map(([source]) => source),
    ['media', 'tender'],
  )
  await tick()
  assert.equal((await touches(open)).length, 2)
})

test('what is imported is left as it is where no rule says otherwise, so it is taken back whole', async () => {
  const [rule] = await boss.list('joinRule')
  await boss.change('joinRule', String(rule!.id), { whenImported: false })
  const number = mobile()
  const open = await arrive({ mobile: number, source: 'phone' })
  const rows = await bringIn([
    { name: '回头客', mobile: number, source: 'media' },
    { name: '新客', mobile: mobile(), source: 'media' },
  ])
  await tick()
  assert.deepEqual([await stands(rows[0]!.id), (await touches(open)).length], [['new', null, null], 0])
  const [set] = (await boss.changeSets()).filter(({ counts }) => (counts as { lead?: { create?: number } }).lead?.create === 2)
  const ids = { id: { in: rows.map(({ id }) => id) } }
  await boss.undo(String(set!.id))
  assert.equal(await boss.count('lead', ids), 0)
})

test('nothing is joined to a lead that is closed or too old, without a rule for the road, or once it is taken up again', async () => {
  const [rule] = await boss.list('joinRule')
  const number = mobile()
  const first = await arrive({ mobile: number, owner: anna.id })
  await boss.change('joinRule', String(rule!.id), { whenTyped: false })
  const free = await arrive({ mobile: number })
  assert.equal((await stands(free))[0], 'new')
  await boss.change('joinRule', String(rule!.id), { whenTyped: true })
  await boss.change(lead, free, { status: 'disqualified', disqualifiedReason: 'noNeed' })
  const joined = await arrive({ mobile: number, owner: ben.id })
  assert.equal((await stands(joined))[2], first)
  await ben.call(takeUp, { lead: joined })
  assert.deepEqual((await stands(joined)).slice(0, 3), ['working', 'duplicate', null])
  const other = mobile()
  const old = await arrive({ email: `${other}@Example.com` })
  await app.database.pool.query(`UPDATE w_test.lead SET created_at = now() - interval '40 days' WHERE id = $1`, [old])
  assert.equal((await stands(await arrive({ email: `${other}@example.com` })))[0], 'new')
})

test('two at once make one open lead', async () => {
  const number = mobile()
  const made = await Promise.all([arrive({ mobile: number }), arrive({ mobile: number })])
  const open = await boss.list(lead, { filter: { mobile: number, status: 'new' } })
  assert.equal(open.length, 1)
  const gone = made.find((id) => id !== open[0]!.id)!
  assert.equal((await stands(gone))[2], open[0]!.id)
})

test('inquiries are a list that is worked: noted, answered by whom and when, by a follow-up all of a lead, and once each', async () => {
  const id = await arrive({ mobile: mobile(), owner: anna.id })
  const note = (subject: string) => anna.call(noteTouch, { lead: id, subject, source: 'phone', said: '问价格' })
  const touch = String((await note('来电')).leadTouch)
  await note('展会')
  const mine = { 'lead.owner': 'me', state: 'new' }
  assert.equal(await anna.count('leadTouch', { ...mine, lead: id }), 2)
  assert.equal(await ben.count('leadTouch', { lead: id }), 0)
  await assert.rejects(ben.call(answerTouch, { leadTouch: touch }), { code: 'kernel.not-found' })
  const both = await Promise.allSettled([
    anna.call(answerTouch, { leadTouch: touch, answer: '已回电' }),
    anna.call(answerTouch, { leadTouch: touch }),
  ])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const answered = await anna.one('leadTouch', touch)
  assert.deepEqual([answered.state, idOf(answered.answeredBy)], ['answered', anna.id])
  await anna.create('followUp', [{ lead: id, content: '第二次也回了电话' }])
  assert.equal(await anna.count('leadTouch', { ...mine, lead: id }), 0)
  await assert.rejects(anna.change('leadTouch', touch, { state: 'new' }), { code: 'kernel.forbidden' })
})
