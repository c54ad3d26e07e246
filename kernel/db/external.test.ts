import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { startEmbedded } from './embedded.ts'
import { checkExternal } from './external.ts'
import { StartProblem } from './start-problem.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'zhike-external-'))
const server = await startEmbedded({ dataDir, fsync: false, log: { info: () => undefined, warn: () => undefined } })
after(async () => {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
})
function at(change: (url: URL) => void, from = server.url): string {
  const url = new URL(from)
  change(url)
  return url.href
}

const superuser = new pg.Client({ connectionString: server.superuserUrl })
await superuser.connect()
await superuser.query(`CREATE ROLE guest LOGIN PASSWORD 'guest'`)
await superuser.query(`CREATE DATABASE old_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' OWNER zhike`)
await superuser.query('CREATE DATABASE without_icu TEMPLATE template0 OWNER zhike')
await superuser.end()
const inside = new pg.Client({ connectionString: at((url) => (url.pathname = '/without_icu'), server.superuserUrl) })
await inside.connect()
await inside.query('DROP COLLATION pg_catalog."zh-x-icu"')
await inside.end()

const cases: [string, string, RegExp][] = [
  ['wrong password', at((url) => (url.password = 'wrong')), /does not let this user in/],
  ['no such database', at((url) => (url.pathname = '/nowhere')), /no such database/],
  ['wrong encoding', at((url) => (url.pathname = '/old_latin')), /encoded in LATIN1/],
  ['no ICU', at((url) => (url.pathname = '/without_icu')), /no collation "zh-x-icu"/],
  ['no rights', at((url) => Object.assign(url, { username: 'guest', password: 'guest' })), /may not create schemas/],
  ['nobody there', 'postgresql://x:secret@127.0.0.1:1/x', /can not be reached/],
  ['not an address', 'mysql://x@y/z', /not an address/],
  ['nonsense', 'postgresql://[', /not an address/],
]
for (const [name, url, pattern] of cases)
  test(name, async () => {
    await assert.rejects(checkExternal(url), (error) => {
      assert.ok(error instanceof StartProblem)
      assert.match(error.line, pattern)
      assert.ok(!/secret|guest:|\n/.test(error.line))
      return true
    })
  })

test('a good one passes', () => checkExternal(server.url))

test('something that is not a database', async () => {
  const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1')
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  await assert.rejects(checkExternal(`postgresql://x@127.0.0.1:${port}/x`), StartProblem)
  other.close()
})
