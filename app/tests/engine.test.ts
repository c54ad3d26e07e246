import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'

const app = await testApp(modules)
const admin = await app.as('administrator')

test('a record is created, read, changed and its history told', async () => {
  const [made] = await admin.create('account', [{ name: '华瑞物流集团', phone: '0571-86000000', value: 'high' }])
  assert.equal(made!.name, '华瑞物流集团')
  assert.match(String(made!.number), /^KH-\d{4}-000001$/)
  const changed = await admin.change('account', made!.id as string, { value: 'low', version: 1 })
  assert.equal(changed.value, 'low')
  assert.equal(changed.version, 2)
  const history = JSON.parse(await app.engine.reads.history(admin.session, 'account', made!.id as string, { limit: 10 }))
  assert.deepEqual(
    history.rows.map((row: { kind: string }) => row.kind),
    ['update', 'create'],
  )
  assert.deepEqual(history.rows[0].changes, [{ field: 'value', old: 'high', new: 'low' }])
  await assert.rejects(admin.change('account', made!.id as string, { value: 'medium', version: 1 }), { code: 'kernel.stale' })
})

test('a change set is undone and the undo undone', async () => {
  const rows = await admin.create('account', [{ name: 'A 公司' }, { name: 'B 公司' }, { name: 'C 公司' }])
  const [set] = await admin.changeSets()
  assert.deepEqual(set!.counts, { account: { create: 3 } })
  const before = await admin.count('account')
  const undone = await admin.undo(set!.id as string)
  assert.equal(undone.restored, 3)
  assert.equal(await admin.count('account'), before - 3)
  await admin.undo(undone.changeSet as string)
  assert.equal(await admin.count('account'), before)
  const back = await admin.one('account', rows[0]!.id as string)
  assert.equal(back.name, 'A 公司')
  const again = await admin.undo(set!.id as string)
  assert.equal(again.restored, 3)
  assert.equal(await admin.count('account'), before - 3)
})

test('undo of a change keeps what others changed since, as decided', async () => {
  const [row] = await admin.create('account', [{ name: 'D 公司', value: 'low', credit: 'low' }])
  const id = row!.id as string
  await admin.change('account', id, { value: 'high', credit: 'high' })
  const [set] = await admin.changeSets()
  await admin.change('account', id, { value: 'medium' })
  await assert.rejects(admin.undo(set!.id as string), (error: { code: string; details: { restores: number; conflicts: unknown[] } }) => {
    assert.equal(error.code, 'kernel.undo-conflicts')
    assert.equal(error.details.conflicts.length, 1)
    return true
  })
  await admin.undo(set!.id as string, { resolve: { [`${id}.value`]: 'keep' } })
  const now = await admin.one('account', id)
  assert.deepEqual([now.value, now.credit], ['medium', 'low'])
})

test('removal empties links, refuses what is held, and comes back from the bin', async () => {
  const [account] = await admin.create('account', [{ name: 'E 公司' }])
  const [contact] = await admin.create('contact', [{ name: '赵启明', account: account!.id }])
  await admin.remove('contact', [contact!.id as string])
  const bin = JSON.parse(await app.engine.reads.bin(admin.session, { limit: 10 }))
  assert.equal(bin.rows[0].id, contact!.id)
  await admin.work((work) => app.engine.writes.restore(work, 'contact', contact!.id as string))
  const back = await admin.one('contact', contact!.id as string)
  assert.equal((back.account as { id: string }).id, account!.id)
})

test('creating costs few statements', async () => {
  await app.atMost(4, () => admin.create('product', [{ name: 'P', code: 'P-1' }]))
})

test('lines are written and read with their record', async () => {
  const [product] = await admin.create('product', [{ name: 'WMS', code: 'W-1' }])
  const [deal] = await admin.create('opportunity', [
    {
      name: '杭州仓',
      amountFromLines: true,
      lines: [
        { product: product!.id, quantity: 2, price: 100 },
        { product: product!.id, quantity: 1, price: 50 },
      ],
    },
  ])
  const lines = deal!.lines as { id: string }[]
  assert.equal(lines.length, 2)
  const changed = await admin.change('opportunity', deal!.id as string, { lines: [{ id: lines[0]!.id, quantity: 5 }] })
  assert.equal((changed.lines as { quantity: number }[]).length, 1)
  assert.equal((changed.lines as { quantity: number }[])[0]!.quantity, 5)
  const sorted = await admin.change('opportunity', deal!.id as string, {
    lines: [
      { quantity: 2, position: 2 },
      { quantity: 1, position: 1 },
    ],
  })
  assert.deepEqual(
    (sorted.lines as { quantity: number }[]).map((line) => line.quantity),
    [1, 2],
  )
})

test('a taken unique value names the other record', async () => {
  const [other] = await admin.create('product', [{ name: 'X', code: 'same' }])
  await assert.rejects(admin.create('product', [{ name: 'Y', code: 'same' }]), (error: { code: string; details: { record: string } }) => {
    assert.equal(error.code, 'kernel.not-unique')
    assert.equal(error.details.record, other!.id)
    return true
  })
})

test('two changes at once of the same version: one wins, the other hears of it', async () => {
  const [row] = await admin.create('account', [{ name: 'Race' }])
  const id = row!.id as string
  const results = await Promise.allSettled([
    admin.change('account', id, { value: 'high', version: 1 }),
    admin.change('account', id, { value: 'low', version: 1 }),
  ])
  assert.deepEqual(results.map((result) => result.status).sort(), ['fulfilled', 'rejected'])
})

test('a representative sees and changes only his own', async () => {
  const rep = await app.as('rep')
  const [own] = await rep.create('account', [{ name: 'Mine' }])
  const [foreign] = await admin.create('account', [{ name: 'Theirs' }])
  assert.deepEqual(
    (await rep.list('account')).map((row) => row.id),
    [own!.id],
  )
  assert.equal(await rep.count('account'), 1)
  await assert.rejects(rep.one('account', foreign!.id as string), { code: 'kernel.not-found' })
  await assert.rejects(rep.change('account', foreign!.id as string, { name: 'x' }), { code: 'kernel.not-found' })
  await assert.rejects(rep.remove('account', [foreign!.id as string]), { code: 'kernel.not-found' })
  await assert.rejects(rep.create('contact', [{ name: 'c', account: foreign!.id }]), { code: 'kernel.bad-value' })
  await assert.rejects(rep.create('account', [{ name: 'x', owner: admin.id }]), { code: 'kernel.forbidden' })
})

test('search finds parts of words, pinyin, initials and traditional characters, within rights', async () => {
  const [row] = await admin.create('account', [{ name: '拓海供应链' }])
  const find = async (q: string, session = admin.session) => {
    const { groups } = JSON.parse(await app.engine.reads.search(session, { q, limit: 5 })) as { groups: { hits: { id: string }[] }[] }
    return groups.flatMap((group) => group.hits.map((hit) => hit.id)).includes(row!.id as string)
  }
  for (const q of ['拓海', '供应', 'tuohai', 'thgy', '供應鏈', '链']) assert.equal(await find(q), true, q)
  assert.equal(await find('拓海', (await app.as('rep')).session), false)
})

test('a record cannot come to lie below itself', async () => {
  const [top, low] = await admin.create('account', [{ name: 'Top' }, { name: 'Low' }])
  await admin.change('account', low!.id as string, { parent: top!.id })
  await assert.rejects(admin.change('account', top!.id as string, { parent: low!.id }), { code: 'kernel.bad-value' })
  const results = await Promise.allSettled([
    admin
      .change('account', low!.id as string, { parent: null })
      .then(() => admin.change('account', top!.id as string, { parent: low!.id })),
    admin.change('account', low!.id as string, { parent: top!.id }),
  ])
  const above = async (id: string) => ((await admin.one('account', id)).parent as { id: string } | null)?.id ?? null
  assert.ok(results.length === 2 && !((await above(top!.id as string)) === low!.id && (await above(low!.id as string)) === top!.id))
})
