import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { fillCompany, type Known, type Viewer } from './leak-company.ts'
import { assertAlike, type Call, hiddenFrom, said, shownTo, spyingAs } from './leak-roads.ts'
import { openProduct, type Person } from './open-product.ts'

/*
 * Writing must not tell what is hidden either: a record out of reach is answered like one that was never there, whether it is the one to be
 * written, the one to be linked to, or the input of an action. And what was handed over, removed or undone stays as closed as the rest.
 */

const clone = await cloneDatabase(modules, 'zh-CN')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const company = await fillCompany(product)
const { meta, admin, viewers, known } = company
const url = (object: string, rest = '') => `/api/v1/${meta[object]!.plural}${rest}`
const viewer = (name: string): Viewer => viewers.find((one) => one.name === name)!
const made = async (who: Person, object: string, row: Record<string, unknown>) => {
  const answer = await who.ask('POST', url(object), row)
  assert.equal(answer.statusCode, 201, answer.body)
  return { ...(answer.json() as { id: string }), changeSet: String(answer.headers['x-change-set']) }
}
const rows = async () => {
  const counts = await Promise.all(
    Object.keys(meta).map(async (name) => (await admin.ask('GET', url(name, '?limit=1&count=exact'))).json().count.value as number),
  )
  return JSON.stringify(counts)
}
const isBound = ({ object, id }: Known) =>
  known.some((one) => Object.values(one.links).includes(id)) && ['account', 'contact', 'lead'].includes(object)

/** Roads that would write one record by its id. */
function writingCalls({ object }: Known): ((id: string) => Call)[] {
  const remark = Object.keys(meta[object]!.fields).find((name) => ['remark', 'need', 'description'].includes(name))!
  return [
    (id) => ['PATCH', url(object, `/${id}`), { [remark]: 'x' }],
    (id) => ['PATCH', url(object, `/${id}`), { [remark]: 'x', version: 999 }],
    (id) => ['PATCH', url(object, `/${id}`), { nonsense: 1 }],
    (id) => ['DELETE', url(object, `/${id}`)],
    (id) => ['POST', url(object, `/${id}/restore`)],
    (id) => ['PATCH', url(object, `?expect=1&filter=${said({ id })}`), { [remark]: 'x' }],
    (id) => ['DELETE', url(object, `?expect=1&filter=${said({ id })}`)],
  ]
}

/** Every action with its record, and with every other link of its input, out of reach. */
function actionCalls(record: Known, own: Readonly<Record<string, string>>): ((id: string) => Call)[] {
  return Object.values(meta).flatMap((object) =>
    object.actions.flatMap(({ name, input }): ((id: string) => Call)[] => {
      const verb = name.slice(name.indexOf('.') + 1)
      const needed = { ...('reason' in input ? { reason: 'x' } : {}) }
      const onIt = (id: string): Call => ['POST', url(object.name, `/${id}/${verb}`), needed]
      const byName = (id: string): Call => ['POST', `/api/v1/actions/${name}`, { [object.name]: id, ...needed }]
      const links = Object.values(input).filter((field) => field.options.to === record.object && own[object.name])
      const asInput = links.map(
        (field) =>
          (id: string): Call => ['POST', url(object.name, `/${own[object.name]}/${verb}`), { ...needed, [field.name]: id }],
      )
      return object.name === record.object ? [onIt, byName, ...asInput] : asInput
    }),
  )
}

for (const one of viewers.filter(({ role }) => role !== 'readonly')) {
  test(`${one.name}: writing to a hidden record is like writing to none`, async () => {
    const ask = spyingAs(company, one)
    const before = await rows()
    const own = Object.fromEntries(
      ['lead', 'opportunity'].map((object) => [object, shownTo(company, one, object).find(({ owner }) => owner === one.id)?.id ?? '']),
    )
    const hidden = hiddenFrom(company, one)
    // The roads are the same for everybody: one walks them with three of each object, the others with one.
    const most = one.name === 'rep' ? 3 : 1
    const some = [...hidden.filter(isBound), ...hidden.filter((record) => !isBound(record))].filter(
      ({ object, id }) => hidden.filter((other) => other.object === object).findIndex((other) => other.id === id) < most,
    )
    for (const record of some) {
      for (const call of [...writingCalls(record), ...actionCalls(record, own)]) await assertAlike(ask, record.id, call, { who: one.name })
      for (const call of linkingCalls(one, record)) await assertAlike(ask, record.id, call, { who: one.name })
    }
    assert.equal(await rows(), before)
  })
}

/** New and own records that would link to it. */
function linkingCalls(who: Viewer, record: Known): ((id: string) => Call)[] {
  return Object.values(meta).flatMap((object) => {
    const links = Object.values(object.fields).filter((field) => field.options.to === record.object && !field.readOnly)
    const own = shownTo(company, who, object.name).find(({ owner }) => owner === who.id)
    const needed = 'name' in object.fields ? { name: 'x' } : {}
    return links.flatMap(({ name }): ((id: string) => Call)[] => [
      (id) => ['POST', url(object.name), { ...needed, [name]: id }],
      (id) => ['POST', url(object.name), [{ ...needed }, { ...needed, [name]: id }]],
      ...(own ? [(id: string): Call => ['PATCH', url(object.name, `/${own.id}`), { [name]: id }]] : []),
    ])
  })
}

test('a parent out of reach does not tell whether it lies below', async () => {
  const rep = viewer('rep')
  const mine = await made(rep, 'account', { name: 'top' })
  const theirs = await made(admin, 'account', { name: 'zqbelow', parent: mine.id, owner: viewer('stranger').id })
  await assertAlike(rep.ask, theirs.id, (id) => ['PATCH', url('account', `/${mine.id}`), { parent: id }])
})

test('what is handed over is closed: history, change sets, undo and its conflicts', async () => {
  const rep = viewer('rep')
  const mine = await made(rep, 'account', { name: 'given away', remark: 'mine' })
  const changed = await rep.ask('PATCH', url('account', `/${mine.id}`), { remark: 'still mine', city: 'Here' })
  const given = await admin.ask('PATCH', url('account', `/${mine.id}`), {
    name: 'zqsecretname',
    remark: 'zqsecretremark',
    owner: viewer('stranger').id,
  })
  assert.equal(given.statusCode, 200)
  const calls: Call[] = [changed.headers['x-change-set'], mine.changeSet].flatMap((set): Call[] => [
    ['GET', `/api/v1/change-sets/${set}`],
    ['POST', `/api/v1/change-sets/${set}/undo`, { preview: true }],
    ['POST', `/api/v1/change-sets/${set}/undo`, {}],
    ['POST', `/api/v1/change-sets/${set}/undo`, { conflicts: 'restore' }],
    ['POST', `/api/v1/change-sets/${set}/undo`, { conflicts: 'keep' }],
  ])
  for (const call of [...calls, ['GET', '/api/v1/change-sets'], ['GET', url('account', `/${mine.id}/history`)]] as Call[]) {
    const answer = await rep.ask(...call)
    assert.ok(!answer.body.includes('zqsecret') && !answer.body.includes('stranger'), `${call.join(' ')} → ${answer.body}`)
  }
  const now = (await admin.ask('GET', url('account', `/${mine.id}`))).json()
  assert.deepEqual([now.name, now.remark, now.city, now.owner.id], ['zqsecretname', 'zqsecretremark', 'Here', viewer('stranger').id])
})

test('a link to what is out of reach shows in no history, stale answer or fault of an action', async () => {
  const rep = viewer('rep')
  const theirs = hiddenFrom(company, rep, 'account')[0]!
  const contact = await made(rep, 'contact', { name: 'with a hidden customer' })
  const lead = await made(rep, 'lead', { name: 'with a hidden customer', im: 'hidden' })
  for (const [object, id] of [
    ['contact', contact.id],
    ['lead', lead.id],
  ] as const)
    assert.equal((await admin.ask('PATCH', url(object, `/${id}`), { account: theirs.id })).statusCode, 200)
  const other = shownTo(company, rep, 'account').find(({ owner }) => owner === rep.id)!
  const ask = spyingAs(company, rep)
  assert.deepEqual((await ask('GET', url('contact', `/${contact.id}`))).json().account, { id: null, title: null, hidden: true })
  await ask('GET', url('contact', `/${contact.id}/history`))
  await ask('GET', url('lead', `/${lead.id}/history`))
  assert.equal((await ask('PATCH', url('contact', `/${contact.id}`), { account: other.id, version: 1 })).statusCode, 409)
  assert.equal((await ask('POST', url('lead', `/${lead.id}/convert`), {})).statusCode, 409)
  const fresh = await made(rep, 'lead', { name: 'fresh', im: 'fresh' })
  assert.equal((await ask('POST', url('lead', `/${fresh.id}/convert`), { account: other.id, contact: contact.id })).statusCode, 422)
})

test('a removed record that was out of reach stays so: bin, history, restoring, and its id', async () => {
  const rep = viewer('rep')
  const ask = spyingAs(company, rep)
  const gone = await Promise.all(
    ['account', 'contact', 'lead', 'opportunity'].map((object) =>
      made(admin, object, { name: 'zqgone', owner: viewer('stranger').id, ...(object === 'lead' ? { im: 'zqgone' } : {}) }).then(
        ({ id }) => ({ object, id }),
      ),
    ),
  )
  for (const { object, id } of gone) assert.equal((await admin.ask('DELETE', url(object, `/${id}`))).statusCode, 204)
  assert.ok(!(await ask('GET', '/api/v1/bin?limit=500')).body.includes('zqgone'))
  for (const { object, id } of gone) {
    for (const rest of ['', '/history', `?asOf=${new Date(Date.now() - 60_000).toISOString()}`])
      await assertAlike(rep.ask, id, (at) => ['GET', url(object, `/${at}${rest}`)])
    await assertAlike(rep.ask, id, (at) => ['POST', url(object, `/${at}/restore`)])
  }
  for (const { object, id } of [
    ...gone,
    ...hiddenFrom(company, rep, 'account').slice(0, 1),
    ...hiddenFrom(company, rep, 'contact').slice(0, 1),
  ]) {
    for (const as of ['account', 'contact', 'lead']) {
      await rep.ask('POST', url(as), { id, name: 'impostor' })
      const history = await rep.ask('GET', url(as, `/${id}/history`))
      const asOf = await rep.ask('GET', url(as, `/${id}?asOf=${new Date(Date.now() - 1).toISOString()}`))
      for (const answer of [history, asOf]) assert.ok(!answer.body.includes('zq'), `${object} as ${as}: ${answer.body}`)
    }
    await assertAlike(rep.ask, id, (at) => ['POST', url('account'), { id: at, name: 'impostor' }])
  }
})

test('unique values of hidden records are refused without naming them', async () => {
  const rep = viewer('rep')
  const theirs = hiddenFrom(company, rep, 'account')[0]!
  const answer = await spyingAs(company, rep)('POST', url('account'), { name: 'x', externalId: theirs.word })
  assert.deepEqual([answer.statusCode, answer.json().record], [409, undefined])
})

test('removing what is held tells no more than may be seen', async () => {
  const rep = viewer('rep')
  const mine = await made(rep, 'account', { name: 'held' })
  const deal = await made(admin, 'opportunity', { name: 'zqdeal', account: mine.id, owner: viewer('stranger').id })
  const answer = await rep.ask('DELETE', url('account', `/${mine.id}`))
  assert.deepEqual([answer.statusCode, answer.json().records], [409, [deal.id]])
  const theirs = await made(admin, 'account', { name: 'zqheld', owner: viewer('stranger').id })
  await made(admin, 'opportunity', { name: 'zqdeal', account: theirs.id, owner: viewer('stranger').id })
  await assertAlike(rep.ask, theirs.id, (id) => ['DELETE', url('account', `/${id}`)])
})

test('lines come and go with the right to change their deal, not with the right to read it', async () => {
  const rep = viewer('rep')
  const account = await made(rep, 'account', { name: 'mine' })
  const theirs = await made(admin, 'opportunity', {
    name: 'theirs',
    account: account.id,
    owner: viewer('stranger').id,
    lines: [{ description: 'one' }],
  })
  const mine = await made(rep, 'opportunity', { name: 'mine', account: account.id, lines: [{ description: 'own' }] })
  const read = async (id: string) => (await rep.ask('GET', url('opportunity', `/${id}`))).json().lines as { id: string }[]
  const [[line], [own]] = [await read(theirs.id), await read(mine.id)]
  const calls: Call[] = [
    ['POST', url('opportunityLine'), { opportunity: theirs.id, description: 'two' }],
    ['PATCH', url('opportunityLine', `/${own!.id}`), { opportunity: theirs.id }],
    ['PATCH', url('opportunityLine', `/${line!.id}`), { opportunity: mine.id }],
    ['PATCH', url('opportunityLine', `/${line!.id}`), { description: 'changed' }],
    ['DELETE', url('opportunityLine', `/${line!.id}`)],
    ['PATCH', url('opportunity', `/${theirs.id}`), { lines: [] }],
    ['PATCH', url('opportunity', `/${theirs.id}`), { name: 'taken' }],
    ['DELETE', url('opportunity', `/${theirs.id}`)],
  ]
  for (const call of calls) assert.equal((await rep.ask(...call)).statusCode, 403, JSON.stringify(call))
  assert.deepEqual([await read(theirs.id), await read(mine.id)], [[line], [own]])
  assert.equal((await rep.ask('POST', url('opportunityLine'), { opportunity: mine.id, description: 'two' })).statusCode, 201)
  const contact = await made(admin, 'contact', { name: 'theirs', account: account.id, owner: viewer('stranger').id })
  const bin: [object: string, id: string, status: number][] = [
    ['opportunityLine', line!.id, 403],
    ['contact', contact.id, 403],
    ['opportunityLine', own!.id, 200],
  ]
  for (const [object, id, status] of bin) {
    assert.equal((await admin.ask('DELETE', url(object, `/${id}`))).statusCode, 204)
    assert.equal((await rep.ask('POST', url(object, `/${id}/restore`))).statusCode, status, object)
  }
})

test('the stream names nothing that is hidden', async () => {
  const address = await product.app.listen({ port: 0, host: '127.0.0.1' })
  const rep = viewer('rep')
  const heard: string[] = []
  const answer = await fetch(`${address}/api/v1/stream`, { headers: { authorization: `Bearer ${rep.key}` } })
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  const listening = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) heard.push(part.value)
  })().catch(() => undefined)
  const hidden = hiddenFrom(company, rep)
  const patched = await Promise.all(
    hidden
      .filter(({ object }) => ['account', 'lead', 'contact', 'opportunity'].includes(object))
      .slice(0, 20)
      .map(({ object, id }) => admin.ask('PATCH', url(object, `/${id}`), { tags: ['t'] })),
  )
  assert.ok(patched.every(({ statusCode }) => statusCode === 200))
  const mine = await made(rep, 'account', { name: 'loud' })
  for (let waited = 0; waited < 3_000 && !heard.join('').includes(mine.id); waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50))
  await reader.cancel()
  await listening
  assert.ok(heard.join('').includes(mine.id))
  assert.deepEqual(
    hidden.filter(({ id, word }) => heard.join('').includes(id) || heard.join('').includes(word)),
    [],
  )
})

test('an export holds what a list holds', async () => {
  for (const one of viewers) {
    const ask = spyingAs(company, one)
    for (const object of ['account', 'contact', 'lead', 'opportunity', 'product']) {
      const answer = await ask('GET', `/api/v1/exports/${meta[object]!.plural}?format=jsonl`)
      const shut = { finance: ['lead'], partner: ['lead'], marketing: ['account', 'contact', 'opportunity'] }[one.role as 'finance'] ?? []
      const mayKnow = one.role !== 'none' && !shut.includes(object)
      assert.equal(answer.statusCode, mayKnow ? 200 : 403, `${one.name} ${object}`)
      if (!mayKnow) continue
      assert.equal(
        answer.body.split('\n').filter((line) => line !== '').length,
        (await ask('GET', url(object, '?limit=1&count=exact'))).json().count.value,
      )
      for (const format of ['csv', 'jsonl']) await ask('GET', `/api/v1/exports/${meta[object]!.plural}?format=${format}&q=zq`)
      if (!['manager', 'finance'].includes(one.role))
        assert.equal((await ask('GET', `/api/v1/exports/products?fields=cost`)).statusCode, 400)
    }
  }
})

test('nothing of it ended in a fault of the server', () => {
  assert.deepEqual(
    product.log.filter((line) => line.includes('"level":50')),
    [],
  )
})
