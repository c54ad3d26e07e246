import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { system } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { readConfig } from '../config.ts'
import { createDemo } from '../demo/create-demo.ts'
import { modules } from '../modules.ts'
import { startServer } from '../server.ts'

const clone = await cloneDatabase(modules, 'en')
const dataDir = await mkdtemp(join(tmpdir(), 'zhike-demo-'))
const server = await startServer(
  readConfig({ PORT: '0', ZHIKE_LOG: 'silent', ZHIKE_WEB: 'off', ZHIKE_DATA: dataDir, DATABASE_URL: clone.url }),
  { onEnd: assert.fail },
)
after(async () => {
  await server.close()
  await clone.drop()
  await rm(dataDir, { recursive: true, force: true })
})
const { engine } = server.installation

async function figures(slug: string): Promise<Record<string, number>> {
  const session = { workspace: await engine.workspace(slug), actor: system('a test') }
  const count = async (object: string, filter = {}) =>
    JSON.parse(await engine.reads.count(session, { object, filter }, true)).value as number
  return {
    accounts: await count('account'),
    opportunities: await count('opportunity'),
    won: await count('opportunity', { stage: 'won' }),
    lost: await count('opportunity', { stage: 'lost' }),
    unknown: await count('opportunity', { stage: { in: ['signing', 'won'] }, account: { empty: true } }),
  }
}

// The whole year at its usual size: rules of the modules that its people would break stop it. Its other languages are lived through at a smaller size (app/demo).
test('the demo company lives through its year', async () => {
  let share = 0
  const { slug } = await createDemo(engine, 'zh-CN', (done) => {
    share = done
  })
  const made = await figures(slug)
  await engine.dropWorkspace(slug)
  assert.equal(share, 1)
  assert.deepEqual({ accounts: made.accounts, opportunities: made.opportunities }, { accounts: 2004, opportunities: 1500 })
  assert.ok(made.won! > 200 && made.lost! > 200, `won ${made.won}, lost ${made.lost}`)
  assert.equal(made.unknown, 0, 'nobody signs who is not known')
})
