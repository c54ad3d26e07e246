import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bulk, openBulk, type Session } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { lose } from '#modules/sales'

const app = await testApp([catalog, customers, activities, sales])
const log = {
  warn() {},
  error(details: object) {
    throw new Error('a run failed unexpectedly', { cause: (details as { err?: unknown }).err })
  },
}
const bulk: Bulk = openBulk({ engine: app.engine, log })
const admin = await app.as('administrator')
const rep = await app.as('rep', { name: '业务' })
const other = await app.as('rep', { name: '同事' })

const road = { via: 'api' } as const
async function run(session: Session, kind: string, object: string | null, wish: Record<string, unknown>) {
  const made = await bulk.create(session, { kind, object, wish }, road)
  return (await bulk.run(app.workspace, made.id))!
}
/** How many a person sees who comes anew: what is shared with him is known from then on. */
async function countAnew(person: { id: string }, filter: Record<string, unknown>): Promise<number> {
  const session = { workspace: app.workspace, actor: await app.engine.actorOf(app.workspace, person.id) }
  return (JSON.parse(await app.engine.reads.count(session, { object: 'account', filter: filter as never }, true)) as { value: number })
    .value
}
const names = (count: number, word: string, more: Record<string, unknown> = {}) =>
  Array.from({ length: count }, (_, i) => ({ name: `${word} ${i}`, ...more }))

test('one statement a batch gives all records the same values, with history, and one undo takes all back', async () => {
  await rep.create('account', names(300, '同值', { class: 'prospect' }))
  const filter = { name: { contains: '同值' } }
  const done = await run(admin.session, 'change', 'account', {
    filter,
    expect: 300,
    set: { class: 'vip', owner: other.id },
    add: { tags: ['重点'] },
  })
  assert.deepEqual([done.state, done.rowsDone, done.counts], ['done', 300, { changed: 300, unchanged: 0, leftOut: 0 }])
  const rows = await admin.list('account', { filter, limit: 500 })
  assert.ok(rows.every((row) => row.class === 'vip' && (row.owner as { id: string }).id === other.id && String(row.tags) === '重点'))
  const history = JSON.parse(await app.engine.reads.history(admin.session, 'account', String(rows[0]!.id), { limit: 5 })) as {
    rows: { changes: { field: string }[] }[]
  }
  assert.deepEqual(history.rows[0]!.changes.map(({ field }) => field).toSorted(), ['class', 'owner', 'tags'])
  const undone = await run(admin.session, 'undo', null, { changeSet: done.changeSetId })
  assert.deepEqual([undone.state, undone.counts], ['done', { restored: 300, kept: 0 }])
  const back = await admin.list('account', { filter, limit: 500 })
  assert.ok(back.every((row) => row.class === 'prospect' && (row.owner as { id: string }).id === rep.id && row.tags === null))
  const again = await run(admin.session, 'undo', null, { changeSet: undone.changeSetId })
  assert.deepEqual([again.state, again.counts.restored], ['done', 300])
  assert.equal(await admin.count('account', { ...filter, class: 'vip' }), 300)
})

test('a change of this kind takes the same number of statements for ten records and for a thousand', async () => {
  const made = await admin.create('account', names(1_000, '语句'))
  const ids = made.map((row) => String(row.id))
  const statements = async (some: readonly string[], to: string) => {
    let count = 0
    const stop = app.database.onStatement(() => void (count += 1))
    const done = await run(admin.session, 'change', 'account', { ids: some, set: { city: to } })
    stop()
    assert.equal(done.counts.changed, some.length)
    return count
  }
  assert.equal(await statements(ids, '苏州'), await statements(ids.slice(0, 10), '无锡'))
})

test('rules that look at the fields are asked record by record, and who breaks one is left out with the reason', async () => {
  const made = await admin.create('account', [...names(5, '人', { kind: 'person' }), ...names(5, '司', { kind: 'company' })])
  const ids = made.map((row) => String(row.id))
  const done = await run(admin.session, 'change', 'account', { ids, set: { headcount: 20 } })
  assert.deepEqual(done.counts, { changed: 5, unchanged: 0, leftOut: 5 })
  assert.ok(done.leftOut.every((left) => left.code === 'customers.headcount-needs-company' && left.title?.startsWith('人')))
})

test('what is searched by follows: a new name is found', async () => {
  const made = await admin.create('account', names(3, '旧名'))
  await run(admin.session, 'change', 'account', { ids: made.map((row) => row.id), set: { name: '崭新名称' } })
  assert.equal((await admin.list('account', { q: '崭新名称' })).length, 3)
})

test('nobody changes more than he may: what he reads but may not change is left out, what he cannot see is not told', async () => {
  const [mine, foreign] = [await rep.create('account', names(3, '我的')), await other.create('account', names(3, '别人的'))]
  const ids = [...mine, ...foreign].map((row) => row.id)
  const done = await run(rep.session, 'change', 'account', { ids, set: { city: '杭州' } })
  assert.equal(done.rowsTotal, 3)
  assert.equal(done.counts.changed, 3)
  assert.equal(await admin.count('account', { city: '杭州' }), 3)
  await assert.rejects(bulk.one(other.session, done.id), { code: 'kernel.not-found' })
  await assert.rejects(
    run(rep.session, 'undo', null, {
      changeSet: (await run(other.session, 'change', 'account', { ids: foreign.map((row) => row.id), set: { city: '宁波' } })).changeSetId,
    }),
    { code: 'kernel.not-found' },
  )
})

test('adding and taking tags keeps the others; a record with no room for more is left out', async () => {
  const [few, full] = await admin.create('account', [
    { name: '少标签', tags: ['甲', '乙'] },
    { name: '满标签', tags: Array.from({ length: 50 }, (_, i) => `t${i}`) },
  ])
  const done = await run(admin.session, 'change', 'account', {
    ids: [few!.id, full!.id],
    add: { tags: ['丙', '甲'] },
    take: { tags: ['乙'] },
  })
  assert.deepEqual(done.counts, { changed: 1, unchanged: 0, leftOut: 1 })
  assert.equal(done.leftOut[0]!.code, 'kernel.too-large')
  assert.deepEqual((await admin.one('account', String(few!.id))).tags, ['甲', '丙'])
})

test('removing leaves out what others hold and says by what; the rest comes back with what went along', async () => {
  const [held, free] = await admin.create('account', names(2, '删除'))
  const [person] = await admin.create('contact', [{ name: '随行', account: free!.id }])
  await admin.create('opportunity', [{ name: '占用', account: held!.id }])
  const done = await run(admin.session, 'remove', 'account', { ids: [held!.id, free!.id] })
  assert.deepEqual(done.counts, { removed: 1, leftOut: 1 })
  assert.deepEqual([done.leftOut[0]!.code, done.leftOut[0]!.details!.object], ['kernel.in-use', 'opportunity'])
  await assert.rejects(admin.one('contact', String(person!.id)), { code: 'kernel.not-found' })
  const back = await run(admin.session, 'restore', 'account', { ids: [free!.id] })
  assert.deepEqual(back.counts, { restored: 1, along: 1, leftOut: 0 })
  assert.equal(((await admin.one('contact', String(person!.id))).account as { id: string }).id, free!.id)
})

test('a run that stops goes on where it stood, in the same change set, and nothing is done twice', async () => {
  await admin.create('account', names(1_000, '停顿', { city: '旧' }))
  for (let i = 0; i < 11; i += 1) await admin.create('account', names(1_000, '停顿', { city: '旧' }))
  const made = await bulk.create(
    admin.session,
    { kind: 'change', object: 'account', wish: { filter: { name: { contains: '停顿' } }, set: { city: '新' } } },
    road,
  )
  const ending = new AbortController()
  const stopped = (await bulk.run(app.workspace, made.id, { signal: ending.signal, onProgress: () => ending.abort() }))!
  assert.deepEqual([stopped.state, stopped.rowsDone], ['stopped', 5_000])
  assert.equal(await admin.count('account', { city: '新' }), 5_000)
  await bulk.resume(admin.session, made.id)
  const done = (await bulk.run(app.workspace, made.id))!
  assert.deepEqual([done.state, done.counts.changed], ['done', 12_000])
  const [set] = (await admin.changeSets()) as { id: string; counts: unknown }[]
  assert.deepEqual([set!.id, set!.counts], [made.changeSetId, { account: { update: 12_000 } }])
})

test('a run whose number of records is not the expected one does nothing', async () => {
  await assert.rejects(run(admin.session, 'change', 'account', { filter: { city: '新' }, expect: 3, set: { city: '错' } }), {
    code: 'kernel.expected-other-count',
  })
  assert.equal(await admin.count('account', { city: '错' }), 0)
})

test('two at once: one record gets both changes; a change set is taken back once', async () => {
  const made = await admin.create('account', names(200, '并行'))
  const ids = made.map((row) => row.id)
  const [a, b] = await Promise.all([
    run(admin.session, 'change', 'account', { ids, set: { city: '并行市' } }),
    run(admin.session, 'change', 'account', { ids, set: { province: '并行省' } }),
  ])
  assert.deepEqual([a.counts.changed, b.counts.changed], [200, 200])
  assert.equal(await admin.count('account', { city: '并行市', province: '并行省' }), 200)
  const undos = await Promise.allSettled([1, 2].map(() => run(admin.session, 'undo', null, { changeSet: a.changeSetId })))
  assert.deepEqual(undos.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((undos.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason.code, 'kernel.already-undone')
  assert.equal(await admin.count('account', { province: '并行省' }), 200)
})

test('where others changed a record since, undoing asks; decided, the others go back', async () => {
  const made = await admin.create('account', names(30, '冲突', { city: '前' }))
  const done = await run(admin.session, 'change', 'account', { ids: made.map((row) => row.id), set: { city: '中' } })
  await admin.change('account', String(made[0]!.id), { city: '后' })
  await admin.change('account', String(made[1]!.id), { remark: '别的字段' })
  await assert.rejects(run(admin.session, 'undo', null, { changeSet: done.changeSetId }), { code: 'kernel.undo-conflicts' })
  const undone = await run(admin.session, 'undo', null, { changeSet: done.changeSetId, conflicts: 'keep' })
  assert.deepEqual(undone.counts, { restored: 29, kept: 1 })
  assert.equal(await admin.count('account', { city: '前' }), 29)
  assert.equal((await admin.one('account', String(made[0]!.id))).city, '后')
})

test('many records are shared at once and no longer; what the actor may not share is left out; one undo each', async () => {
  const guest = await app.as('rep', { name: '客人' })
  const mine = await rep.create('account', names(40, '共享'))
  const foreign = await other.create('account', names(3, '共享外'))
  const ids = [...mine, ...foreign].map((row) => String(row.id))
  const seen = () => countAnew(guest, { name: { contains: '共享' } })
  const grant = { person: guest.id, mayWrite: true }
  const shared = await run(rep.session, 'share', 'account', { ids, with: grant })
  assert.deepEqual([shared.state, shared.counts], ['done', { shared: 40, unchanged: 0, leftOut: 0 }])
  assert.equal(await seen(), 40)
  const asGuest = async () => ({ workspace: app.workspace, actor: await app.engine.actorOf(app.workspace, guest.id) })
  const changes = async () =>
    app.engine.work(await asGuest(), road, (work) => app.engine.writes.change(work, 'account', ids[0]!, { city: '宁波' }))
  await changes()
  const again = await run(rep.session, 'share', 'account', { ids, with: grant })
  assert.deepEqual(again.counts, { shared: 0, unchanged: 40, leftOut: 0 })
  const lesser = await run(rep.session, 'share', 'account', {
    filter: { name: { contains: '共享' } },
    expect: 40,
    with: { ...grant, mayWrite: false },
  })
  assert.equal(lesser.counts.shared, 40)
  const ofContacts = async () => countAnew(guest, { contacts: { some: { name: '共享联系人' } } })
  await rep.create('contact', [{ name: '共享联系人', account: ids[0] }])
  assert.equal(await ofContacts(), 1)
  for (const [along, want] of [
    [['opportunity'], 0],
    [null, 1],
  ] as const) {
    const narrowed = await run(rep.session, 'share', 'account', { ids, with: { ...grant, mayWrite: false, along } })
    assert.deepEqual([narrowed.counts.shared, await ofContacts()], [40, want])
  }
  await assert.rejects(changes(), { code: 'kernel.forbidden' })
  // Read but not to be changed: seen, so told, and left out.
  const passedOn = await run(await asGuest(), 'share', 'account', { ids: ids.slice(0, 5), with: { person: other.id } })
  assert.deepEqual([passedOn.counts, passedOn.leftOut[0]!.code], [{ shared: 0, unchanged: 0, leftOut: 5 }, 'kernel.forbidden'])
  const ended = await run(rep.session, 'unshare', 'account', { ids, with: { person: guest.id } })
  assert.deepEqual(ended.counts, { ended: 40, unchanged: 0, leftOut: 0 })
  assert.equal(await seen(), 0)
  await run(rep.session, 'undo', null, { changeSet: ended.changeSetId })
  assert.equal(await seen(), 40)
  await assert.rejects(run(rep.session, 'share', 'account', { ids, with: { person: guest.id, role: 'rep' } }), { code: 'kernel.bad-value' })
  await assert.rejects(run(rep.session, 'share', 'account', { ids }), { code: 'kernel.bad-value' })
})

test('the same records shared twice at once are shared once', async () => {
  const ids = (await rep.create('account', names(60, '双份'))).map((row) => String(row.id))
  const both = await Promise.all([1, 2].map(() => run(rep.session, 'share', 'account', { ids, with: { person: other.id } })))
  assert.deepEqual(
    both.map(({ state, counts }) => [state, counts.shared! + counts.unchanged!]),
    [
      ['done', 60],
      ['done', 60],
    ],
  )
  assert.equal(both[0]!.counts.shared! + both[1]!.counts.shared!, 60)
  assert.equal(await countAnew(other, { name: { contains: '双份' } }), 60)
})

test('an action is taken on many: each as by itself, those it refuses are left out with the reason, and one undo takes all back', async () => {
  const made = await rep.create('opportunity', [
    ...names(70, '批量输单', { amount: { amount: '100', currency: 'CNY' } }),
    ...names(3, '早已输单', { amount: { amount: '100', currency: 'CNY' } }),
  ])
  const ids = made.map((row) => String(row.id))
  for (const id of ids.slice(70)) await rep.call(lose, { opportunity: id as never, kind: 'other', reason: '预算取消', lostToNobody: true })
  const wish = { ids, action: 'sales.lose', input: { kind: 'price', reason: '价格', lostToNobody: true } }
  const done = await run(rep.session, 'act', 'opportunity', wish)
  assert.deepEqual([done.state, done.counts], ['done', { acted: 70, leftOut: 3 }])
  assert.deepEqual(new Set(done.leftOut.map(({ title }) => title?.slice(0, 4))), new Set(['早已输单']))
  assert.equal(await rep.count('opportunity', { id: { in: ids }, lossReason: '价格' }), 70)
  const undone = await run(rep.session, 'undo', null, { changeSet: done.changeSetId })
  assert.equal(undone.state, 'done')
  assert.equal(await rep.count('opportunity', { id: { in: ids }, outcome: 'lost' }), 3)
})

test('an action that is not for many, is of another object, or of which the input is wrong, begins no run', async () => {
  const [deal] = await rep.create('opportunity', names(1, '单个'))
  const begin = (wish: Record<string, unknown>) => bulk.create(rep.session, { kind: 'act', object: 'opportunity', wish }, road)
  const ids = [String(deal!.id)]
  await assert.rejects(begin({ ids, action: 'sales.reopen' }), { code: 'kernel.unknown-action' })
  await assert.rejects(begin({ ids, action: 'customers.blacklist' }), { code: 'kernel.unknown-action' })
  await assert.rejects(begin({ ids, action: 'sales.lose', input: { nonsense: 1 } }), { code: 'kernel.bad-value' })
})
