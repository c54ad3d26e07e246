import assert from 'node:assert/strict'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readConfig } from '../config.ts'
import { startServer } from '../server.ts'
import { runZhike } from './run-zhike.ts'

const folder = await mkdtemp(join(tmpdir(), 'zhike-keys-'))
// The database may run as another user, who has to pass through.
await chmod(folder, 0o711)
after(() => rm(folder, { recursive: true, force: true }))
const [here, there] = [
  { ZHIKE_DATA: join(folder, 'here'), ZHIKE_SECRET: 'the secret of the first installation' },
  { ZHIKE_DATA: join(folder, 'there'), ZHIKE_SECRET: 'the secret of the second installation' },
]

const zhike = (env: Readonly<Record<string, string>>, ...args: string[]) => runZhike(env, args)

before(async () => {
  const server = await startServer(readConfig({ ...here, PORT: '0', ZHIKE_LOG: 'silent', ZHIKE_WEB: 'off' }), { onEnd: assert.fail })
  try {
    const post = async (path: string, body: object, cookie = '') => {
      const answer = await fetch(`${server.address}/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-zhike': '1', cookie },
        body: JSON.stringify(body),
      })
      assert.equal(answer.status, 201, await answer.text())
      return answer.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ')
    }
    const spec = { company: 'Acme', slug: 'acme', name: 'Ada', email: 'ada@example.com', password: 'a long enough one', locale: 'en' }
    const cookie = await post('/setup', spec)
    const fields = { name: { kind: 'text', required: true }, account: { kind: 'secret', shows: 4 } }
    await post('/meta/objects', { name: 'payee', labels: { en: 'Payee' }, title: 'name', fields }, cookie)
    await post('/payees', { name: 'Blue Harbour', account: '6222 0210 0111 4321' }, cookie)
  } finally {
    await server.close()
  }
})

test('keys are changed on the command line, the doctor agrees, and files have the mask', async () => {
  const rotated = await zhike(here, 'keys', 'rotate', '--json')
  assert.equal(rotated.code, 0, rotated.complaint)
  assert.deepEqual([JSON.parse(rotated.out).isNew, JSON.parse(rotated.out).resealed], [true, 1])
  const doctor = await zhike(here, 'doctor')
  assert.equal(doctor.code, 0, doctor.out)
  const table = await zhike(here, 'export', 'payees')
  assert.match(table.out, /Blue Harbour/)
  assert.match(table.out, /••••4321/)
  assert.ok(!table.out.includes('0111'))
})

test('a workspace restored under another secret says what it needs, and has it once the keys are adopted', async () => {
  const file = join(folder, 'acme.zhike')
  assert.equal((await zhike(here, 'backup', file)).code, 0)
  const restored = await zhike(there, 'restore', file, '--into', 'acme')
  assert.equal(restored.code, 0, restored.complaint)
  assert.match(restored.out, /another ZHIKE_SECRET.*zhike keys adopt --workspace acme/s)
  const ill = await zhike(there, 'doctor')
  assert.deepEqual([ill.code, /ZHIKE_SECRET does not open/.test(ill.out)], [1, true], ill.out)
  assert.equal((await zhike(there, 'keys', 'rotate')).code, 1)
  assert.equal((await zhike(there, 'keys', 'adopt')).code, 2)
  const adopted = await zhike({ ...there, ZHIKE_FORMER_SECRET: here.ZHIKE_SECRET }, 'keys', 'adopt', '--json')
  assert.equal(adopted.code, 0, adopted.complaint)
  assert.deepEqual(JSON.parse(adopted.out).locked, [])
  const well = await zhike(there, 'doctor')
  assert.equal(well.code, 0, well.out)
})
