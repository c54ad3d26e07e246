import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSpecimen } from './open-specimen.ts'

const { app, guest, withKey, signIn, live } = await openSpecimen()
const manager = await withKey('manager')
const rep = await withKey('rep')

test('the catalog is cut to the reader and speaks the asked language', async () => {
  const all = (await manager.ask('GET', '/api/v1/meta')).json()
  assert.deepEqual(Object.keys(all), ['version', 'workspace', 'person', 'modules', 'objects', 'reports', 'homes', 'faults'])
  const { firm } = all.objects
  assert.deepEqual([firm.plural, firm.label, firm.labelPlural, firm.title, firm.owned], ['firms', 'Firm', 'Firms', 'name', true])
  assert.deepEqual(firm.may, { read: true, create: true, update: true, remove: true, export: false, import: false, share: false })
  assert.deepEqual(firm.fields.stage.options.choices[0], { key: 'open', label: 'Open' })
  assert.deepEqual([firm.fields.createdAt.label, firm.fields.createdAt.readOnly, firm.fields.createdAt.system], ['Created', true, true])
  assert.ok(firm.fields.name.operators.includes('contains') && firm.fields.name.sortable)
  assert.deepEqual(firm.children.visits, { name: 'visits', object: 'visit', by: 'firm', label: 'Visits' })
  assert.deepEqual(firm.views.form, [{ section: 'basic', label: 'Basics', rows: [['name', 'stage'], ['secret']] }])
  assert.deepEqual(
    firm.actions.map(({ name, label, input }: { name: string; label: string; input: object }) => [name, label, Object.keys(input)]),
    [['trade.close', 'Close', ['stage']]],
  )
  assert.deepEqual(
    firm.actions[0].input.stage.options.choices.map(({ label }: { label: string }) => label),
    ['won', 'lost'],
  )
  assert.deepEqual(all.reports[0].tiles[0].labels, { n: 'Number' })
  const cut = (await rep.ask('GET', '/api/v1/meta?locale=zh-CN')).json()
  assert.equal(cut.objects.firm.label, '公司')
  assert.ok(!('secret' in cut.objects.firm.fields))
  assert.deepEqual([cut.objects.firm.views.list.columns, cut.objects.firm.views.form[0].rows], [['name', 'stage'], [['name', 'stage']]])
  assert.ok(!('firm' in (await (await withKey('finance')).ask('GET', '/api/v1/meta')).json().objects))
  assert.equal((await rep.ask('GET', '/api/v1/meta?locale=fr')).statusCode, 400)
})

test('an unchanged catalog is not sent again', async () => {
  const { headers } = await manager.ask('GET', '/api/v1/meta')
  const again = await manager.ask('GET', '/api/v1/meta', undefined, { 'if-none-match': String(headers.etag) })
  assert.deepEqual([again.statusCode, again.body], [304, ''])
  assert.notEqual((await rep.ask('GET', '/api/v1/meta')).headers.etag, headers.etag)
})

test('the API document names what the reader may call', async () => {
  const document = (await manager.ask('GET', '/api/v1/openapi.json')).json()
  assert.equal(document.openapi, '3.1.0')
  assert.ok(document.paths['/firms/{id}/close'].post && document.paths['/firms'].delete)
  assert.ok(document.components.schemas.Firm.properties.secret)
  assert.deepEqual(document.components.schemas.NewFirm.required, ['name'])
  assert.ok(!('id' in document.components.schemas.NewFirm.properties) && !('version' in document.components.schemas.NewFirm.properties))
  const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name!)
  assert.deepEqual(
    names.filter((name) => !(name in document.components.schemas)),
    [],
  )
  const cut = (await rep.ask('GET', '/api/v1/openapi.json')).json()
  assert.ok(!cut.components.schemas.Firm.properties.secret)
  assert.equal((await guest('GET', '/api/v1/openapi.json')).statusCode, 401)
})

test('pages carry a strict policy with a nonce of their own; nothing comes from elsewhere', async () => {
  const [one, two] = await Promise.all([
    guest('GET', '/firms/1', undefined, { accept: 'text/html' }),
    guest('GET', '/', undefined, { accept: 'text/html' }),
  ])
  const nonce = /nonce="([^"]+)"/.exec(one.body)![1]!
  assert.ok(!two.body.includes(nonce) && !one.body.includes('__CSP_NONCE__'))
  const policy = String(one.headers['content-security-policy'])
  assert.ok(
    policy.includes(`style-src 'self' 'nonce-${nonce}'`) &&
      policy.includes("script-src 'self';") &&
      policy.includes("frame-ancestors 'none'"),
  )
  assert.ok(!policy.includes('unsafe'))
  assert.equal(one.headers['strict-transport-security'], undefined)
  assert.equal(one.headers['x-content-type-options'], 'nosniff')
  assert.equal(one.headers['referrer-policy'], 'same-origin')
  const file = await guest('GET', '/main-abcd1234.js', undefined, { 'accept-encoding': 'br' })
  assert.deepEqual([file.headers['content-encoding'], file.headers['cache-control']], ['br', 'public, max-age=31536000, immutable'])
  assert.match(String(file.headers['content-type']), /javascript/)
  for (const url of ['/index.html', '/missing.js', '/..%2f..%2fpackage.json', '/api/v2/x'])
    assert.equal((await guest('GET', url)).statusCode, 404, url)
  assert.equal((await guest('GET', '/reports/trade.all', undefined, { accept: 'text/html,*/*' })).statusCode, 200)
  const docs = await guest('GET', '/api/docs')
  assert.ok(!/https?:\/\//.test(docs.body))
  const script = await guest('GET', '/api/docs/scalar.js')
  assert.ok(script.statusCode === 200 && script.body.length > 1_000_000)
})

test('health and metrics', async () => {
  assert.equal((await guest('GET', '/health/live')).statusCode, 200)
  assert.deepEqual((await guest('GET', '/health/ready')).json(), { status: 'ready' })
  await manager.ask('GET', '/api/v1/firms')
  const text = (await guest('GET', '/metrics')).body
  assert.match(text, /zhike_http_request_seconds_count\{method="GET",route="\/api\/v1\/:plural",status="200"\} \d+/)
  assert.match(text, /zhike_database_statement_seconds_count \d+/)
  assert.match(text, /zhike_known_callers \d+/)
})

test('each hears of the changes within reach, by a stream', async () => {
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const listen = async (person: { ask: typeof manager.ask } & Record<string, unknown>, query = '') => {
    const headers: Record<string, string> = person.key ? { authorization: `Bearer ${person.key}` } : { cookie: String(person.cookie) }
    const answer = await fetch(`${address}/api/v1/stream${query}`, { headers })
    assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8')
    const heard = { text: '' }
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    void (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) heard.text += part.value
      heard.text += 'END'
    })().catch(() => undefined)
    return heard
  }
  const person = await signIn('rep')
  const [boss, own, other] = [await listen(manager), await listen(person, '?objects=firm'), await listen(rep, '?objects=firm')]
  const made = (await person.ask('POST', '/api/v1/firms', { name: 'Loud' })).json()
  await new Promise((resolve) => setTimeout(resolve, 400))
  const event = `event: touched\ndata: [{"object":"firm","records":[{"id":"${made.id}","kind":"create"}]}]\n\n`
  const beginning = 'retry: 2000\n\nevent: notices\ndata: {"unread":0,"newest":[]}\n\n'
  assert.equal(boss.text, `${beginning}${event}`)
  assert.equal(own.text, boss.text)
  assert.equal(other.text, beginning)
  assert.equal((await person.ask('GET', '/api/v1/stream?objects=nothing')).statusCode, 404)
  await person.ask('DELETE', '/api/v1/session')
  await new Promise((resolve) => setTimeout(resolve, 200))
  assert.ok(own.text.endsWith('END'))
  live.touched([])
})

test('who asks too often waits', async () => {
  const { guest: asGuest, withKey: with2 } = await openSpecimen({ config: { requestsPerMinute: 3, guestRequestsPerMinute: 5 } })
  const { ask } = await with2('rep')
  const answers = [
    await ask('GET', '/api/v1/session'),
    await ask('GET', '/api/v1/session'),
    await ask('GET', '/api/v1/session'),
    await ask('GET', '/api/v1/session'),
  ]
  assert.deepEqual(
    answers.map((answer) => answer.statusCode),
    [200, 200, 200, 429],
  )
  assert.equal(answers[3]!.headers['retry-after'], '20')
  const statuses = []
  for (let i = 0; i < 6; i++) statuses.push((await asGuest('GET', '/api/v1/session')).statusCode)
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429])
})
