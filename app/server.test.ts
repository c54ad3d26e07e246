import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { StartProblem } from '#kernel'
import { readConfig } from './config.ts'
import { startServer } from './server.ts'

test('it starts, serves, says which port is taken, and stops though a browser listens', async () => {
  const [one, two] = await Promise.all(['a', 'b'].map((name) => mkdtemp(join(tmpdir(), `zhike-server-${name}-`))))
  const env = { PORT: '0', ZHIKE_LOG: 'silent', ZHIKE_WEB: 'off' }
  const server = await startServer(readConfig({ ...env, ZHIKE_DATA: one }), { onEnd: assert.fail })
  let heard: Promise<string> | undefined
  try {
    assert.deepEqual(await (await fetch(`${server.address}/health/ready`)).json(), { status: 'ready' })
    assert.deepEqual(await (await fetch(`${server.address}/api/v1/setup`)).json(), { needed: true, demo: true })
    const spec = { company: 'Ada', slug: 'ada', name: 'Ada', email: 'ada@example.com', password: 'a long enough one', locale: 'en' }
    const made = await fetch(`${server.address}/api/v1/setup`, {
      method: 'POST',
      body: JSON.stringify(spec),
      headers: { 'content-type': 'application/json' },
    })
    assert.equal(made.status, 201)
    const cookie = made.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const stream = await fetch(`${server.address}/api/v1/stream`, { headers: { cookie } })
    assert.equal(stream.status, 200)
    heard = stream.text()
    const port = new URL(server.address).port
    await assert.rejects(
      startServer(readConfig({ ...env, ZHIKE_DATA: two, PORT: port }), { onEnd: assert.fail }),
      (error) => error instanceof StartProblem && error.line.includes(port),
    )
  } finally {
    await server.close()
    // The browser would have listened on: it is the server that ended the stream, in good order.
    assert.ok(heard && typeof (await heard) === 'string')
    await Promise.all([one, two].map((folder) => rm(folder!, { recursive: true, force: true })))
  }
})

test('told to stop twice at once, and then again, it leaves no database behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zhike-server-stop-'))
  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  try {
    const env = { ...process.env, PORT: '0', ZHIKE_LOG: 'silent', ZHIKE_WEB: 'off', ZHIKE_DATA: folder }
    const child = spawn(process.execPath, [join(import.meta.dirname, '../bin/zhike.mjs'), 'start'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = once(child, 'exit')
    let said = ''
    for await (const piece of child.stdout) if ((said += String(piece)).includes('ready')) break
    const database = Number((await readFile(join(folder, 'database/postmaster.pid'), 'utf8')).split('\n')[0])
    assert.equal(isAlive(database), true)
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGTERM'), 30).unref()
    setTimeout(() => child.kill('SIGTERM'), 1_200).unref()
    await exited
    assert.equal(isAlive(database), false)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test("the data folder is the installation's own wherever a command is called, and the one named where one is", () => {
  const root = join(import.meta.dirname, '..')
  const away = process.cwd()
  try {
    process.chdir(tmpdir())
    assert.equal(readConfig({}).dataDir, join(root, 'data'))
    assert.equal(readConfig({ ZHIKE_DATA: 'elsewhere' }).dataDir, join(process.cwd(), 'elsewhere'))
  } finally {
    process.chdir(away)
  }
})

test('a proxy is believed when it is named, or stands on the same machine behind a public address', () => {
  const of = (env: Record<string, string>) => readConfig(env).trustedProxies
  assert.deepEqual(of({}), [])
  assert.deepEqual(of({ ZHIKE_PUBLIC_URL: 'https://crm.example' }), ['loopback'])
  assert.deepEqual(of({ ZHIKE_TRUSTED_PROXIES: '10.0.0.5, 2001:db8::/32 loopback' }), ['10.0.0.5', '2001:db8::/32', 'loopback'])
  assert.deepEqual(of({ ZHIKE_PUBLIC_URL: 'https://crm.example', ZHIKE_TRUSTED_PROXIES: 'none' }), [])
})

test('wrong settings are said in one line that names the setting and hides what may be secret', () => {
  const wrong = {
    PORT: 'abc',
    ZHIKE_PUBLIC_URL: 'crm.example',
    DATABASE_URL: 'mysql://u:geheim@h/d',
    ZHIKE_SECRET: 'short',
    ZHIKE_LOG: 'loud',
    ZHIKE_SMTP_URL: 'http://x',
    ZHIKE_TRUSTED_PROXIES: '10.0.0.0/33',
  }
  for (const [name, value] of Object.entries(wrong)) {
    assert.throws(
      () => readConfig({ [name]: value }),
      (error) => error instanceof StartProblem && error.line.includes(name) && !error.line.includes('\n') && !error.line.includes('geheim'),
      name,
    )
  }
})
