import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { cookieIn, openProduct } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
const { app } = product
const own = 'http://127.0.0.1:3000'

/** Every call of the running server, from its own table of routes: a call that is new is among them by itself. */
function routes(): readonly { method: string; url: string }[] {
  const found: { method: string; url: string }[] = []
  const path: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent, text] = /^((?:[│ ] {3})*)[├└]── (.*)$/.exec(line) ?? []
    if (indent === undefined || text === undefined) continue
    const [, piece, methods] = /^(.*?)(?: \(([A-Z, -]+)\))?$/.exec(text)!
    path.splice(indent.length / 4, path.length, piece!)
    for (const method of methods?.split(', ') ?? []) found.push({ method, url: path.join('') })
  }
  return found
}

const changing = routes().filter(({ method, url }) => ['POST', 'PATCH', 'PUT', 'DELETE'].includes(method) && url.startsWith('/api/'))
const administrator = await product.join({ name: 'Ada', roles: ['administrator'] })
const cookie = await sessionOf()
const call = (method: string, url: string, headers: Record<string, string>) =>
  app.inject({
    method: method as 'POST',
    url: url.replaceAll(/:[A-Za-z]+/g, '00000000-0000-7000-8000-000000000000'),
    headers: { host: '127.0.0.1:3000', cookie, ...headers },
  })

async function sessionOf(): Promise<string> {
  const { accounts, engine } = product.installation
  const workspace = await engine.workspace('test')
  const [email, password] = ['ada@origins.example', 'a long enough one for this']
  await accounts.createUserWithMember({ workspace, memberId: administrator.id, name: 'Ada', email, password })
  const entered = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { host: '127.0.0.1:3000', 'x-zhike': '1', 'content-type': 'application/json' },
    payload: JSON.stringify({ email, password }),
  })
  assert.equal(entered.statusCode, 200, entered.body)
  return cookieIn(entered)
}

test('the table of routes is read whole', () => {
  const known = changing.map(({ method, url }) => `${method} ${url}`)
  for (const one of [
    'POST /api/v1/session',
    'PATCH /api/v1/:plural/:id',
    'DELETE /api/v1/sessions/:id',
    'POST /api/v1/:plural/:id/:action',
  ])
    assert.ok(known.includes(one), `${one} is missing in:\n${known.join('\n')}`)
  assert.ok(known.length > 60, `${known.length} calls`)
})

const foreign: readonly Readonly<Record<string, string>>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: `${own}.evil.example` },
  { origin: own, 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'x-zhike': '1', 'sec-fetch-site': 'cross-site' },
  { 'x-zhike': '1', origin: 'https://evil.example' },
  // A program that says nothing of where it comes from.
  {},
]

for (const headers of foreign)
  test(`no call that changes something is answered to a page from elsewhere: ${JSON.stringify(headers)}`, async () => {
    for (const { method, url } of changing) {
      const answer = await call(method, url, headers)
      assert.deepEqual([answer.statusCode, answer.json().code], [403, 'kernel.bad-origin'], `${method} ${url}`)
      assert.equal(answer.headers['set-cookie'], undefined, `${method} ${url}`)
      assert.equal(answer.headers['access-control-allow-origin'], undefined, `${method} ${url}`)
    }
  })

test('the same session from the own page is let through to what the call asks for', async () => {
  for (const headers of [{ origin: own }, { 'sec-fetch-site': 'same-origin' }, { 'x-zhike': '1' }]) {
    const answer = await call('PATCH', '/api/v1/session', headers)
    assert.notEqual(answer.json().code, 'kernel.bad-origin', JSON.stringify(headers))
  }
})

test('a page from elsewhere may not read either: nothing allows it, and cookies do not travel with its calls', async () => {
  const answer = await app.inject({
    method: 'GET',
    url: '/api/v1/session',
    headers: { host: '127.0.0.1:3000', cookie, origin: 'https://evil.example' },
  })
  assert.equal(answer.headers['access-control-allow-origin'], undefined)
  const asked = await app.inject({
    method: 'OPTIONS',
    url: '/api/v1/session',
    headers: { host: '127.0.0.1:3000', origin: 'https://evil.example', 'access-control-request-method': 'DELETE' },
  })
  assert.equal(asked.headers['access-control-allow-origin'], undefined)
})
