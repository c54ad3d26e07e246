import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { askWith, openSpecimen } from './open-specimen.ts'

const { app, guest, withKey, signIn, database } = await openSpecimen()
const { ask } = await withKey('manager')
const rep = await withKey('rep')
const filter = (value: object) => encodeURIComponent(JSON.stringify(value))
const code = (answer: { json(): { code: string }; statusCode: number }) => [answer.statusCode, answer.json().code]

test('a record from its making to its end', async () => {
  const made = await ask('POST', '/api/v1/firms', { name: 'Ada Ltd', amount: 12.5 })
  assert.equal(made.statusCode, 201)
  assert.match(String(made.headers['x-change-set']), /^[0-9a-f-]{36}$/)
  const { id, version } = made.json()
  assert.deepEqual(made.json().amount, { amount: 12.5, currency: made.json().amount.currency })
  assert.deepEqual((await ask('GET', `/api/v1/firms/${id}?fields=name,stage`)).json(), { id, name: 'Ada Ltd', stage: 'open' })
  const changed = await ask('PATCH', `/api/v1/firms/${id}`, { name: 'Ada AG', version })
  assert.deepEqual([changed.statusCode, changed.json().name, changed.json().version], [200, 'Ada AG', version + 1])
  const same = await ask('PATCH', `/api/v1/firms/${id}`, { name: 'Ada AG' })
  assert.deepEqual([same.statusCode, same.headers['x-change-set']], [200, undefined])
  const stale = await ask('PATCH', `/api/v1/firms/${id}`, { name: 'Old' }, { 'if-match': `"${version}"` })
  assert.deepEqual(code(stale), [409, 'kernel.stale'])
  assert.equal(stale.json().now.name, 'Ada AG')
  assert.equal(stale.json().yours.name, 'Old')
  const history = (await ask('GET', `/api/v1/firms/${id}/history`)).json().rows
  assert.deepEqual(
    history.map((row: { kind: string }) => row.kind),
    ['update', 'create'],
  )
  const removed = await ask('DELETE', `/api/v1/firms/${id}`)
  assert.deepEqual([removed.statusCode, removed.body], [204, ''])
  assert.equal((await ask('GET', `/api/v1/firms/${id}`)).statusCode, 404)
  const bin = (await ask('GET', '/api/v1/bin?object=firms')).json().rows
  assert.ok(bin.some((row: { id: string }) => row.id === id))
  assert.equal((await ask('POST', `/api/v1/firms/${id}/restore`)).json().name, 'Ada AG')
})

test('many at once, listed, counted, measured, shown as SQL', async () => {
  const rows = Array.from({ length: 5 }, (_, n) => ({ name: `Bulk ${n}`, headcount: n * 2 }))
  const made = await ask('POST', '/api/v1/firms', rows)
  assert.deepEqual(
    made.json().rows.map((row: { name: string }) => row.name),
    rows.map((row) => row.name),
  )
  const where = filter({ name: { startsWith: 'Bulk' } })
  const page = (await ask('GET', `/api/v1/firms?filter=${where}&sort=-name&fields=name&limit=2&count=true`)).json()
  assert.deepEqual(
    page.rows.map((row: { name: string }) => row.name),
    ['Bulk 4', 'Bulk 3'],
  )
  assert.deepEqual(page.count, { value: 5, exact: true })
  const next = (
    await ask('GET', `/api/v1/firms?filter=${where}&sort=-name&fields=name&limit=2&cursor=${encodeURIComponent(page.next)}`)
  ).json()
  assert.deepEqual(
    next.rows.map((row: { name: string }) => row.name),
    ['Bulk 2', 'Bulk 1'],
  )
  const sum = await ask('POST', '/api/v1/firms/aggregate', {
    by: ['stage'],
    measures: { n: 'count', heads: { sum: 'headcount' } },
    filter: { name: { startsWith: 'Bulk' } },
  })
  assert.deepEqual([sum.json().rows[0].n, sum.json().rows[0].heads], [5, 20])
  for (const call of [
    ask('GET', `/api/v1/firms?filter=${where}&explain=sql`),
    ask('POST', '/api/v1/firms/aggregate?explain=sql', { measures: { n: 'count' } }),
  ]) {
    const { sql, params } = (await call).json()
    assert.match(sql, /select/i)
    assert.ok(Array.isArray(params))
  }
  assert.deepEqual(code(await ask('PATCH', `/api/v1/firms?filter=${where}&expect=4`, { stage: 'won' })), [
    409,
    'kernel.expected-other-count',
  ])
  assert.deepEqual(code(await ask('PATCH', `/api/v1/firms?filter=${where}`, { stage: 'won' })), [400, 'kernel.bad-request'])
  assert.equal((await ask('PATCH', `/api/v1/firms?filter=${where}&expect=5`, { stage: 'won' })).json().changed, 5)
  assert.equal((await ask('DELETE', `/api/v1/firms?filter=${where}&expect=5`)).json().removed, 5)
})

test('every reading call shows its statements', async () => {
  const made = await ask('POST', '/api/v1/firms', { name: 'Shown' })
  const { id } = made.json()
  const calls = [
    `firms/${id}`,
    `firms/${id}/history`,
    `firms/${id}/access`,
    'firms/duplicates',
    'search?q=Shown',
    'change-sets?via=web',
    `change-sets/${made.headers['x-change-set']}`,
    'bin?object=firm',
  ]
  for (const call of calls) {
    const answer = await ask('GET', `/api/v1/${call}${call.includes('?') ? '&' : '?'}explain=sql`)
    assert.equal(answer.statusCode, 200, `${call}: ${answer.body}`)
    const { sql, params } = answer.json()
    assert.match(sql, /select/i, call)
    const numbers = [...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number))
    assert.deepEqual([...new Set(numbers)].length, params.length, call)
  }
})

test('what was written is taken back and forth', async () => {
  const made = await ask('POST', '/api/v1/firms', { name: 'Undone' })
  const set = made.headers['x-change-set']
  const preview = (await ask('POST', `/api/v1/change-sets/${set}/undo`, { preview: true })).json()
  assert.deepEqual(preview, { restores: 1, conflicts: [], conflictsTotal: 0, next: null })
  const undone = await ask('POST', `/api/v1/change-sets/${set}/undo`, {})
  assert.equal(undone.statusCode, 200)
  assert.equal((await ask('GET', `/api/v1/firms/${made.json().id}`)).statusCode, 404)
  await ask('POST', `/api/v1/change-sets/${undone.json().changeSet}/undo`)
  assert.equal((await ask('GET', `/api/v1/firms/${made.json().id}`)).statusCode, 200)
  await ask('PATCH', `/api/v1/firms/${made.json().id}`, { name: 'Changed since' })
  const conflict = await ask('PATCH', `/api/v1/firms/${made.json().id}`, { name: 'A' })
  await ask('PATCH', `/api/v1/firms/${made.json().id}`, { name: 'B' })
  const open = await ask('POST', `/api/v1/change-sets/${conflict.headers['x-change-set']}/undo`, {})
  assert.deepEqual([...code(open), open.json().conflicts[0].field], [409, 'kernel.undo-conflicts', 'name'])
  assert.equal((await ask('POST', `/api/v1/change-sets/${conflict.headers['x-change-set']}/undo`, { conflicts: 'maybe' })).statusCode, 400)
  assert.equal(
    (await ask('POST', `/api/v1/change-sets/${conflict.headers['x-change-set']}/undo`, { conflicts: 'restore' })).statusCode,
    200,
  )
  assert.ok((await ask('GET', '/api/v1/change-sets?limit=2')).json().rows.length === 2)
  assert.equal((await ask('GET', `/api/v1/change-sets/${set}`)).statusCode, 200)
})

test('actions run by the address of the record and by their name', async () => {
  const { id } = (await ask('POST', '/api/v1/firms', { name: 'To close' })).json()
  assert.deepEqual((await ask('POST', `/api/v1/firms/${id}/close`, { stage: 'won' })).json(), { firm: id, stage: 'won' })
  const again = await ask('POST', '/api/v1/actions/trade.close', { firm: id, stage: 'lost' })
  assert.deepEqual([...code(again), again.json().detail, again.json().firm], [409, 'trade.closed', 'This firm is won already.', id])
  assert.deepEqual(code(await ask('POST', `/api/v1/firms/${id}/explode`, {})), [404, 'kernel.unknown-action'])
  assert.deepEqual(code(await ask('POST', '/api/v1/actions/trade.nothing', {})), [404, 'kernel.unknown-action'])
})

test('the same call with the same key writes once, also at the same time', async () => {
  const headers = { 'idempotency-key': randomUUID() }
  const calls = await Promise.all([1, 2, 3].map(() => ask('POST', '/api/v1/firms', { name: 'Once' }, headers)))
  calls.push(await ask('POST', '/api/v1/firms', { name: 'Once' }, headers))
  assert.deepEqual(
    calls.map((call) => call.statusCode),
    [201, 201, 201, 201],
  )
  assert.equal(new Set(calls.map((call) => call.json().id)).size, 1)
  assert.equal(new Set(calls.map((call) => call.headers['x-change-set'])).size, 1)
  assert.equal((await ask('GET', `/api/v1/firms?filter=${filter({ name: 'Once' })}`)).json().rows.length, 1)
  assert.deepEqual(code(await ask('POST', '/api/v1/firms', { name: 'Other' }, headers)), [409, 'kernel.idempotency-reused'])
  assert.equal((await rep.ask('POST', '/api/v1/firms', { name: 'Mine' }, headers)).statusCode, 201)
  const failing = { 'idempotency-key': randomUUID() }
  assert.equal((await ask('POST', '/api/v1/firms', { name: 'Odd', headcount: 3 }, failing)).statusCode, 422)
  assert.equal((await ask('POST', '/api/v1/firms', { name: 'Odd', headcount: 3 }, failing)).statusCode, 422)
})

test('a rep sees, finds and changes the own only; hidden fields are not there', async () => {
  const { id: theirs } = (await ask('POST', '/api/v1/firms', { name: 'Not yours', secret: 'x' })).json()
  const { id: mine } = (await rep.ask('POST', '/api/v1/firms', { name: 'Yours' })).json()
  for (const [method, url, body] of [
    ['GET', `/api/v1/firms/${theirs}`],
    ['PATCH', `/api/v1/firms/${theirs}`, { name: 'x' }],
    ['DELETE', `/api/v1/firms/${theirs}`],
    ['GET', `/api/v1/firms/${theirs}/history`],
    ['POST', `/api/v1/firms/${theirs}/close`, { stage: 'won' }],
    ['GET', `/api/v1/firms/${randomUUID()}`],
    ['GET', '/api/v1/firms/7'],
  ] as const) {
    assert.deepEqual(code(await rep.ask(method, url, body)), [404, 'kernel.not-found'], `${method} ${url}`)
  }
  const listed = (await rep.ask('GET', '/api/v1/firms')).json().rows
  assert.ok(listed.every((row: Record<string, unknown>) => !('secret' in row)) && listed.some((row: { id: string }) => row.id === mine))
  assert.deepEqual(code(await rep.ask('GET', `/api/v1/firms?filter=${filter({ secret: 'x' })}`)), [400, 'kernel.unknown-field'])
  const readonly = await withKey('readonly')
  assert.deepEqual(code(await readonly.ask('PATCH', `/api/v1/firms/${theirs}`, { name: 'x' })), [403, 'kernel.forbidden'])
})

test('the past is read as it was', async () => {
  const { id } = (await ask('POST', '/api/v1/firms', { name: 'Before' })).json()
  await new Promise((resolve) => setTimeout(resolve, 20))
  const at = new Date().toISOString()
  await new Promise((resolve) => setTimeout(resolve, 20))
  await ask('PATCH', `/api/v1/firms/${id}`, { name: 'After' })
  assert.equal((await ask('GET', `/api/v1/firms/${id}?asOf=${at}`)).json().name, 'Before')
  assert.equal((await ask('GET', `/api/v1/firms/${id}?asOf=${new Date().toISOString()}`)).json().name, 'After')
  assert.equal((await ask('GET', `/api/v1/firms/${id}?asOf=2999-01-01`)).statusCode, 400)
  assert.equal((await ask('GET', `/api/v1/firms/${id}?asOf=2001-01-01`)).statusCode, 404)
  for (const asOf of ['2026-02-30', 'yesterday', '2026-01-01T00:00:00'])
    assert.equal((await ask('GET', `/api/v1/firms?asOf=${asOf}`)).statusCode, 400, asOf)
})

test('wrong input of each kind is said and stores nothing', async () => {
  const before = (await ask('GET', '/api/v1/firms?count=exact&limit=1')).json().count.value
  const deep = `${'['.repeat(40)}${']'.repeat(40)}`
  const cases: [Promise<{ statusCode: number; json(): { code: string } }>, number, string][] = [
    [ask('GET', '/api/v1/firms?colour=red'), 400, 'kernel.bad-request'],
    [ask('GET', '/api/v1/firms?limit=1&limit=2'), 400, 'kernel.bad-request'],
    [ask('GET', '/api/v1/firms?limit=501'), 400, 'kernel.bad-value'],
    [ask('GET', '/api/v1/firms?filter=nonsense'), 400, 'kernel.bad-filter'],
    [ask('GET', `/api/v1/firms?filter=${filter({ colour: 'red' })}`), 400, 'kernel.unknown-field'],
    [ask('GET', `/api/v1/firms?filter=${encodeURIComponent('{"constructor":1}')}`), 400, 'kernel.unknown-field'],
    [ask('GET', `/api/v1/firms?filter=${encodeURIComponent('{"__proto__":{"a":1}}')}`), 400, 'kernel.bad-filter'],
    [ask('GET', `/api/v1/firms?sort=${encodeURIComponent('name; DROP TABLE firm')}`), 400, 'kernel.unknown-field'],
    [ask('GET', '/api/v1/firms?cursor=made-up'), 400, 'kernel.bad-cursor'],
    [ask('GET', "/api/v1/firms'%20OR%201=1"), 404, 'kernel.unknown-object'],
    [ask('GET', '/api/v1/constructor'), 404, 'kernel.unknown-object'],
    [ask('POST', '/api/v1/firms', '{"name":', { 'content-type': 'application/json' }), 400, 'kernel.bad-request'],
    [ask('POST', '/api/v1/firms', `{"name":${deep}}`, { 'content-type': 'application/json' }), 400, 'kernel.bad-request'],
    [
      ask('POST', '/api/v1/firms', '{"name":"x","__proto__":{"admin":true}}', { 'content-type': 'application/json' }),
      400,
      'kernel.bad-request',
    ],
    [ask('POST', '/api/v1/firms', '{"name":"x","constructor":{}}', { 'content-type': 'application/json' }), 400, 'kernel.bad-value'],
    [ask('POST', '/api/v1/firms', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'kernel.wrong-content-type'],
    [ask('POST', '/api/v1/firms', 'name=x', { 'content-type': 'text/plain' }), 415, 'kernel.wrong-content-type'],
    [ask('POST', '/api/v1/firms', { name: 'x'.repeat(6_000_000) }), 413, 'kernel.too-large'],
    [
      ask(
        'POST',
        '/api/v1/firms',
        Array.from({ length: 1_001 }, () => ({ name: 'x' })),
      ),
      413,
      'kernel.too-large',
    ],
    [ask('POST', '/api/v1/firms', []), 400, 'kernel.bad-request'],
    [ask('POST', '/api/v1/firms', [1]), 400, 'kernel.bad-request'],
    [ask('POST', '/api/v1/firms', { name: 'x'.repeat(100_000) }), 400, 'kernel.bad-value'],
    [ask('POST', '/api/v1/firms', { name: 'a\u0000b' }), 400, 'kernel.bad-value'],
    [ask('POST', '/api/v1/firms', { name: 'x', colour: 'red' }), 400, 'kernel.bad-value'],
    [ask('POST', '/api/v1/firms', { name: 'x', headcount: 3 }), 422, 'kernel.invalid'],
    [ask('POST', '/api/v1/firms', { name: 'x', stage: 'gone' }), 400, 'kernel.bad-value'],
    [ask('PATCH', `/api/v1/firms/${randomUUID()}`, { name: 'x' }), 404, 'kernel.not-found'],
    [ask('GET', '/api/v1/%zz'), 400, 'kernel.bad-request'],
    [guest('GET', '/api/v1/firms'), 401, 'kernel.unauthenticated'],
    [guest('GET', '/api/v1/nothing/at/all/here'), 404, 'kernel.not-found'],
  ]
  for (const [index, [call, status, wanted]] of cases.entries()) {
    const answer = await call
    assert.deepEqual([answer.statusCode, answer.json().code], [status, wanted], `case ${index}: ${JSON.stringify(answer.json())}`)
  }
  assert.equal((await ask('GET', '/api/v1/firms?count=exact&limit=1')).json().count.value, before)
})

test('issues carry the labels of their fields', async () => {
  const answer = await ask('POST', '/api/v1/firms', { headcount: 3, name: 'x' })
  assert.deepEqual(answer.json().issues, [{ path: 'headcount', code: 'trade.round', detail: 'Employees must be even.' }])
  const chinese = await askWith(app, { authorization: `Bearer ${rep.key}`, 'accept-language': 'zh-CN' })('POST', '/api/v1/firms', {})
  assert.match(chinese.json().detail, /名称必须填写/)
  await ask('POST', '/api/v1/firms', { name: 'x', code: 'A1' })
  const twice = await ask('POST', '/api/v1/firms', { name: 'y', code: 'A1' })
  assert.deepEqual(code(twice), [409, 'kernel.not-unique'])
  assert.match(twice.json().detail, /Code/)
})

test('one record costs one statement', async () => {
  const person = await signIn('manager')
  const { id } = (await ask('POST', '/api/v1/firms', { name: 'Hot' })).json()
  await person.ask('GET', `/api/v1/firms/${id}`)
  const sent: string[] = []
  const stop = database.onStatement((text) => void sent.push(text))
  await person.ask('GET', `/api/v1/firms/${id}`)
  stop()
  assert.equal(sent.length, 1, sent.join('\n'))
})
