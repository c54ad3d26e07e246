import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { company } from '#manifest/company'
import { absentOn, defaultEntity, isWorkTime, workHours } from '../index.ts'

const app = await testApp([company])
const finance = await app.as('finance')
const manager = await app.as('manager')
const rep = await app.as('rep')

const broke = (code: string) => (error: { issues?: readonly { code: string }[] }) => error.issues?.some((one) => one.code === code) ?? false

test('a fresh workspace works Monday to Friday, and what a calendar says is what the clocks go by', async () => {
  const [seeded] = await rep.list('workCalendar')
  assert.equal(seeded!.isDefault, true)
  await manager.change('workCalendar', String(seeded!.id), {
    version: seeded!.version,
    saturday: '09:00-12:00',
    days: [{ day: '2026-10-01', name: 'National day' }],
  })
  await app.system.work(async (work) => {
    const hours = await workHours(work)
    const open = (text: string) => isWorkTime(hours, new Date(text))
    assert.equal(hours.timeZone, 'Asia/Shanghai')
    assert.deepEqual(
      ['03T10', '03T13', '01T10', '02T10'].map((text) => open(`2026-10-${text}:00:00+08:00`)),
      [true, false, false, true],
    )
  })
})

test('hours that cannot be read are refused with how to write them', async () => {
  await assert.rejects(manager.create('workCalendar', [{ name: 'Shift', monday: 'nine to five' }]), broke('company.hours-form'))
})

test('one company is the default; choosing another takes it from the first, in the same change set', async () => {
  const accounts = [{ bank: '招商银行', number: '6225 0001', currency: 'cny', isDefault: true }]
  const [first] = await finance.create('legalEntity', [
    { name: '华东贸易有限公司', isDefault: true, fiscalMonth: 4, bankAccounts: accounts },
  ])
  const [second] = await finance.create('legalEntity', [{ name: '华南贸易有限公司', isDefault: true }])
  const kept = await finance.one('legalEntity', String(first!.id))
  assert.equal(kept.isDefault, false)
  assert.equal((kept.bankAccounts as { currency: string }[])[0]!.currency, 'CNY')
  await app.system.work(async (work) => assert.equal((await defaultEntity(work))!.id, second!.id))
  await assert.rejects(rep.create('legalEntity', [{ name: 'Mine' }]), { code: 'kernel.forbidden' })
})

test('a bank account in a currency that is none is refused', async () => {
  const bankAccounts = [{ bank: 'Bank', number: '1', currency: 'RMB' }]
  await assert.rejects(finance.create('legalEntity', [{ name: 'Ours', bankAccounts }]), (fault: { issues: readonly object[] }) => {
    assert.deepEqual(fault.issues, [{ path: 'bankAccounts.0.currency', code: 'company.no-currency' }])
    return true
  })
})

test('whoever is away is known for the days he said, and nobody says it for another', async () => {
  await rep.create('absence', [{ firstDay: '2026-11-02', lastDay: '2026-11-04', owner: rep.id }])
  await app.system.work(async (work) => {
    assert.deepEqual([...(await absentOn(work, '2026-11-04'))], [rep.id])
    assert.deepEqual([...(await absentOn(work, '2026-11-05'))], [])
    assert.deepEqual([...(await absentOn(work, '2026-11-04', [manager.id]))], [])
  })
  await assert.rejects(rep.create('absence', [{ firstDay: '2026-11-05', lastDay: '2026-11-04' }]), broke('company.ends-before-begin'))
  const [other] = await manager.create('absence', [{ firstDay: '2026-11-05', lastDay: '2026-11-05', owner: manager.id }])
  await assert.rejects(rep.change('absence', String(other!.id), { note: 'x' }), { code: 'kernel.forbidden' })
})

test('a picture that papers cannot show is refused with words, not left out of the paper', async () => {
  const keep = (type: string) =>
    finance.work((work) => work.files.keep({ name: `章.${type}`, type: `image/${type}`, content: Buffer.from(type) }))
  const [entity] = await finance.create('legalEntity', [{ name: '印章公司', seal: await keep('png') }])
  await assert.rejects(finance.change('legalEntity', String(entity!.id), { seal: await keep('webp') }), broke('company.picture-of-papers'))
  await finance.change('legalEntity', String(entity!.id), { logo: await keep('jpeg') })
})
