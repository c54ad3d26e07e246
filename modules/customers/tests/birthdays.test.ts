import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRounds } from '#kernel'
import { testApp } from '#kernel/testing'
import { customers } from '../module.ts'
import { account, contact } from '../objects/index.ts'

const app = await testApp([customers], { now: '2026-09-20T09:05:00Z', locale: 'en' })
const [admin, rep, other] = [await app.as('administrator'), await app.as('rep'), await app.as('rep', { name: 'other' })]
const [customer] = await rep.create(account, [{ name: '华瑞物流' }])
const person = async (values: object, who = rep) =>
  String((await who.create('contact', [{ name: `王 ${Math.random()}`, account: customer!.id, ...values }]))[0]!.id)
const nextOf = async (id: string) => (await admin.one('contact', id)).nextBirthdayOn
const within7 = { nextBirthdayOn: { between: ['2026-09-20', '2026-09-26'] } }
const rounds = openRounds({ engine: app.engine, log: { info() {}, warn() {}, error: (_details, message) => assert.fail(message) } })
/** In everybody's morning. */
const morningOf = (day: string) => rounds.run(app.workspace, new Date(`${day}T09:05:00Z`))
const told = async (who: { id: string }, kind = 'customers.birthday'): Promise<string[]> => {
  const text = `SELECT record_id AS record FROM w_test.notice WHERE person = $1 AND kind = $2 ORDER BY record_id`
  return (await app.database.pool.query(text, [who.id, kind])).rows.map(({ record }) => String(record))
}

test('the next birthday stands on the contact by either calendar, in lists of the next days, and moves on once it is over', async () => {
  const solar = await person({ birthday: '1980-09-22' })
  const lunar = await person({ birthdayBy: 'lunar', lunarMonth: 'm8', lunarDay: 15 })
  const born = await person({ birthdayBy: 'lunar', birthday: '1980-09-23' })
  const later = await person({ birthday: '1980-12-01' })
  assert.deepEqual(await Promise.all([solar, lunar, born, later].map(nextOf)), ['2026-09-22', '2026-09-25', '2026-09-25', '2026-12-01'])
  const row = await rep.one('contact', born)
  assert.deepEqual([row.lunarMonth, row.lunarDay, row.lunarLeap], ['m8', 15, false])
  const soon = await rep.list('contact', { filter: within7, sort: ['nextBirthdayOn', 'createdAt'] })
  assert.deepEqual(
    soon.map(({ id }) => id),
    [solar, lunar, born],
  )
  await assert.rejects(person({ birthdayBy: 'lunar', lunarDay: 3 }), (error: { issues?: { code: string }[] }) =>
    Boolean(error.issues?.some(({ code }) => code === 'customers.lunar-day-half')),
  )
  await assert.rejects(rep.change('contact', solar, { nextBirthdayOn: '2026-01-01' }))
  // Another calendar, and nothing known any more.
  await rep.change('contact', born, { birthdayBy: 'solar' })
  await rep.change('contact', lunar, { lunarMonth: null, lunarDay: null })
  assert.deepEqual([await nextOf(born), (await rep.one('contact', born)).lunarMonth, await nextOf(lunar)], ['2026-09-23', null, null])

  await morningOf('2026-09-23')
  assert.deepEqual([await nextOf(solar), await nextOf(born), await nextOf(later)], ['2027-09-22', '2026-09-23', '2026-12-01'])
})

test('a customer who is a person has the same: the next birthday by either calendar, the morning before it, and no company has one', async () => {
  const buyer = async (values: object) =>
    String((await rep.create('account', [{ name: `赵 ${Math.random()}`, kind: 'person', ...values }]))[0]!.id)
  const nextFor = async (id: string) => (await admin.one('account', id)).nextBirthdayOn
  const solar = await buyer({ birthday: '1980-09-26' })
  const lunar = await buyer({ birthdayBy: 'lunar', lunarMonth: 'm8', lunarDay: 16 })
  const later = await buyer({ birthday: '1980-12-01' })
  const refused = (code: string) => (error: { issues?: { code: string }[] }) => Boolean(error.issues?.some((one) => one.code === code))
  await assert.rejects(buyer({ birthdayBy: 'lunar', lunarMonth: 'm8' }), refused('customers.lunar-day-half'))
  const asCompany = { kind: 'company', birthdayBy: 'lunar', lunarMonth: 'm8', lunarDay: 16 }
  await assert.rejects(buyer(asCompany), refused('customers.person-only'))
  assert.deepEqual(await Promise.all([solar, lunar, later].map(nextFor)), ['2026-09-26', '2026-09-26', '2026-12-01'])
  for (const day of ['2026-09-22', '2026-09-24', '2026-09-24', '2026-09-25']) {
    await morningOf(day)
    assert.deepEqual(await told(rep, 'customers.person-birthday'), day === '2026-09-22' ? [] : [solar, lunar].toSorted())
  }
  assert.deepEqual(await told(other, 'customers.person-birthday'), [])
  await morningOf('2026-09-27')
  assert.deepEqual(await Promise.all([solar, later].map(nextFor)), ['2027-09-26', '2026-12-01'])
})

test('three days before, whoever has the contact and whoever has its customer are told in the morning, once for each birthday', async () => {
  const mine = await person({ birthday: '1975-09-23' })
  const shared = await person({ birthday: '1975-09-23' })
  await app.system.change('contact', shared, { owner: other.id })
  await person({ birthday: '1975-09-24' })
  await person({ birthday: '1975-09-23', leftOn: '2026-01-01' })
  await morningOf('2026-09-20')
  await morningOf('2026-09-20')
  const of = (await told(rep)).filter((id) => [mine, shared].includes(id))
  assert.deepEqual(of, [mine, shared].toSorted())
  assert.deepEqual(await told(other), [shared])
  const before = (await told(rep)).length
  await morningOf('2026-09-21')
  assert.equal((await told(rep)).length, before + 1)
  const [rule] = await admin.list('birthdayRule')
  await admin.change('birthdayRule', String(rule!.id), { isActive: false })
  await morningOf('2026-09-22')
  assert.equal((await told(rep)).length, before + 1)
  assert.equal(await admin.count(contact, { leftOn: { empty: false } }), 1)
})
