import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { lose } from '#modules/sales'
import { confirm, helped, publish, recommend, remind, rounds, tellStory, withdraw } from '../index.ts'
import { playbook } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, playbook], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const [north] = (await admin.create('department', [{ name: '华北' }])).map(({ id }) => String(id))
const [beijing, south] = (await admin.create('department', [{ name: '北京', parent: north }, { name: '华南' }])).map(({ id }) => String(id))
// Something is shared with everybody before they come: whom nothing is shared with is not looked for among shares while he is signed in.
const [first] = await admin.create('policy', [{ title: '欢迎', content: '新来的同事请先读这里。' }])
await admin.call(publish, { policy: first!.id } as never)
const manager = await app.as('manager', { department: north! })
const rep = await app.as('rep', { department: beijing! })
const other = await app.as('rep', { department: south!, name: 'Other' })
const finance = await app.as('finance', { department: north! })

type Person = typeof rep
type Row = Record<string, unknown>
const write = async (more: Row = {}, who = manager): Promise<string> =>
  String((await who.create('policy', [{ title: '年底促销政策', content: '十二月起，满十台九五折。', ...more }]))[0]!.id)
const code = (name: string) => (error: unknown) => (error as { code?: string }).code === name
const reads = async (who: Person, id: string): Promise<boolean> => (await who.list('policy', { filter: { id } })).length === 1
const figures = async (id: string): Promise<unknown[]> => {
  const row = await manager.one('policy', id)
  return [row.haveRead, row.readers, row.stillToRead]
}

test('a policy is read by those for whom it is from the day it is published, and who has read it is counted', async () => {
  const id = await write({ forRoles: ['rep'], addressees: [{ department: north }] })
  assert.equal(await reads(rep, id), false)
  const done = await manager.call(publish, { policy: id } as never)
  assert.equal((done as Row).readers, 1)
  assert.deepEqual([await reads(rep, id), await reads(other, id), await reads(finance, id)], [true, false, false])
  assert.deepEqual(await figures(id), [0, 1, 1])
  const waiting = { state: 'published', readings: { some: { owner: 'me', readAt: { empty: true } } } }
  assert.equal((await rep.list('policy', { filter: waiting })).length, 1)
  await rep.call(confirm, { policy: id } as never)
  await rep.call(confirm, { policy: id } as never)
  assert.deepEqual(await figures(id), [1, 1, 0])
  assert.equal((await rep.list('policy', { filter: waiting })).length, 0)
  await assert.rejects(other.call(confirm, { policy: id } as never), code('kernel.not-found'))
  await assert.rejects(manager.call(confirm, { policy: id } as never), code('playbook.not-for-you'))
})

test('for all, for roles, for departments with those below, for persons: each is told once, and nobody else reads it', async () => {
  const cases: readonly (readonly [Row, readonly Person[], readonly Person[]])[] = [
    [{}, [rep, other, finance], []],
    [{ forRoles: ['finance'] }, [finance], [rep, other]],
    [{ addressees: [{ department: north }] }, [rep, finance], [other]],
    [{ addressees: [{ person: other.id }] }, [other], [rep, finance]],
    [{ forRoles: ['rep'], addressees: [{ department: north }, { person: finance.id }] }, [rep, finance], [other]],
  ]
  for (const [more, mine, notMine] of cases) {
    const id = await write(more)
    await manager.call(publish, { policy: id } as never)
    for (const who of mine) assert.equal(await reads(who, id), true, JSON.stringify(more))
    for (const who of notMine) assert.equal(await reads(who, id), false, JSON.stringify(more))
    const readings = await manager.list('policyReading', { filter: { policy: id } })
    const owners = readings.map(({ owner }) => (owner as Row).id)
    for (const who of mine) assert.equal(owners.filter((one) => one === who.id).length, 1, JSON.stringify(more))
    for (const who of notMine) assert.equal(owners.includes(who.id), false, JSON.stringify(more))
    await manager.call(withdraw, { policy: id } as never)
    for (const who of mine) assert.equal(await reads(who, id), false)
  }
  const nobody = await write({ forRoles: ['readonly'] })
  await assert.rejects(manager.call(publish, { policy: nobody } as never), code('playbook.nobody'))
})

test('what changes is read anew by those who had read it, and those who are late are reminded', async () => {
  const id = await write({ addressees: [{ person: rep.id }, { person: other.id }], readBy: '2020-01-01' })
  await manager.call(publish, { policy: id } as never)
  await rep.call(confirm, { policy: id } as never)
  assert.equal(((await manager.call(remind, { policy: id } as never)) as Row).told, 1)
  const [late] = await manager.list('policyReading', { filter: { policy: id, owner: other.id } })
  assert.equal(late!.reminders, 1)
  await manager.call(publish, { policy: id, readAgain: true } as never)
  assert.deepEqual(await figures(id), [0, 2, 2])
  await assert.rejects(rep.call(remind, { policy: id } as never))
})

test('its state changes by its steps alone, and nobody but its owner and administrators changes it', async () => {
  const id = await write()
  await assert.rejects(manager.change('policy', id, { state: 'published' }))
  await assert.rejects(manager.create('policy', [{ title: 'x', content: 'y', state: 'published' }]))
  await assert.rejects(manager.call(withdraw, { policy: id } as never), code('playbook.no-such-step'))
  await manager.call(publish, { policy: id } as never)
  await assert.rejects(rep.change('policy', id, { title: '我的政策' }))
  await assert.rejects(write({}, rep))
  await assert.rejects(write({ addressees: [{}] }))
  await assert.rejects(write({ validFrom: '2026-02-01', validUntil: '2026-01-01' }))
})

test('in the morning a policy reaches who has come since', async () => {
  const id = await write({ addressees: [{ department: south }] })
  await manager.call(publish, { policy: id } as never)
  assert.deepEqual(await figures(id), [0, 1, 1])
  const late = await app.as('rep', { department: south!, name: 'Late' })
  assert.equal(await reads(late, id), true)
  await app.system.work((work) => rounds[0]!.run(work, [{ id: late.id, isMorning: true, today: work.today } as never]) as never)
  assert.deepEqual(await figures(id), [0, 2, 2])
  await late.call(confirm, { policy: id } as never)
  assert.deepEqual(await figures(id), [1, 2, 1])
})

test('a tip is everybody’s to read, its writer’s to change, and shows where it is pinned', async () => {
  const [rival] = await rep.create('competitor', [{ name: '北辰软件' }])
  const [made] = await rep.create('tip', [
    {
      title: '先问预算从哪里来',
      content: '预算在设备科还是信息科，决定了谁拍板。',
      skill: 'needs',
      pins: [{ stage: 'analysis' }, { competitor: rival!.id }],
    },
  ])
  const at = (pin: Row) => other.list('tip', { filter: { pins: { some: pin } } })
  assert.equal((await at({ stage: 'analysis', competitor: { empty: true } })).length, 1)
  assert.equal((await at({ competitor: rival!.id })).length, 1)
  assert.equal((await at({ stage: 'signing' })).length, 0)
  await assert.rejects(other.change('tip', String(made!.id), { title: '别的' }))
  await assert.rejects(rep.change('tip', String(made!.id), { pins: [{}] }))
  const found = await other.list('tip', { q: '预算', filter: { skill: 'needs' } } as never)
  assert.equal(found.length, 1)
})

test('whom it has helped is counted once each, and a manager recommends it', async () => {
  const [made] = await rep.create('tip', [{ title: '报价前先约见', content: '不见面不报价。', skill: 'negotiating' }])
  const tip = String(made!.id)
  await assert.rejects(rep.call(helped, { tip } as never), code('playbook.own-tip'))
  await Promise.all([other.call(helped, { tip } as never), manager.call(helped, { tip } as never)])
  assert.equal((await rep.one('tip', tip)).helped, 2)
  await other.call(helped, { tip } as never)
  assert.equal((await rep.one('tip', tip)).helped, 1)
  await assert.rejects(other.call(recommend, { tip } as never), code('kernel.forbidden'))
  await assert.rejects(rep.change('tip', tip, { isRecommended: true }))
  await manager.call(recommend, { tip } as never)
  assert.equal((await rep.one('tip', tip)).isRecommended, true)
  await other.create('tipReply', [{ tip, content: '我也这样做。\n客户更认真。' }])
  const [reply] = await rep.list('tipReply', { filter: { tip } })
  assert.equal(reply!.summary, '我也这样做。')
})

test('what a closed deal has taught is a story pinned to where it was decided', async () => {
  const [account] = await rep.create('account', [{ name: '远航制造' }])
  const [rival] = await rep.create('competitor', [{ name: '东方系统' }])
  const [deal] = await rep.create('opportunity', [{ name: '产线看板', account: account!.id, stage: 'negotiation', amount: 100 }])
  const tell = (who: Person) =>
    who.call(tellStory, { opportunity: deal!.id, title: '输在付款条件', content: '对手给了三个月账期。', skill: 'negotiating' } as never)
  await assert.rejects(tell(rep), code('playbook.not-closed'))
  await rep.call(lose, { opportunity: deal!.id, kind: 'price', reason: '价格', lostTo: rival!.id } as never)
  const { tip } = (await tell(rep)) as Row
  const id = String((tip as Row)?.id ?? tip)
  const pins = await other.list('tipPin', { filter: { tip: id } })
  assert.deepEqual(
    pins.map(({ stage, competitor }) => [stage, (competitor as Row | null)?.id]),
    [['negotiation', rival!.id]],
  )
  const seen = await other.one('tip', id)
  assert.equal((seen.deal as Row).title, null)
})
