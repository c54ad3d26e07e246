import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct, type Person } from './open-product.ts'
import { soon } from './soon.ts'

/*
 * Processes tell each other what they keep no longer. A process that could not listen for a moment goes on with nothing it kept before that moment.
 */

const clone = await cloneDatabase(modules, 'en')
const [one, two] = [await openProduct(clone.url, modules), await openProduct(clone.url, modules)]
const surgeon = new pg.Client(clone.url)
await surgeon.connect()
after(async () => {
  await surgeon.end()
  await clone.drop()
})
const admin = await one.join({ name: 'admin', roles: ['administrator'] })
const there = two.as(admin)

/** A person made in one process is let in by the other as soon as it has heard of him. */
const known = ({ ask }: Person) => soon(async () => (await ask('GET', '/api/v1/accounts?limit=1')).statusCode === 200, 'never let in')

/** Nobody hears anything while this runs. */
async function whileDeaf(run: () => Promise<void>): Promise<void> {
  let isOver = false
  const cutting = (async () => {
    while (!isOver) {
      await surgeon.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %' AND pid <> pg_backend_pid()",
      )
      await pause(5)
    }
  })()
  await run()
  // As long as announcements are gathered, and longer.
  await pause(400)
  isOver = true
  await cutting
}

test('who was deactivated while a process heard nothing is out there too', async () => {
  const rep = await one.join({ name: 'rep', roles: ['rep'] })
  const far = two.as(rep)
  await known(far)
  await whileDeaf(async () => {
    assert.equal((await admin.ask('PATCH', `/api/v1/members/${rep.id}`, { active: false })).statusCode, 200)
  })
  await soon(async () => (await far.ask('GET', '/api/v1/accounts?limit=1')).statusCode === 401, 'still let in')
})

test('a right taken while a process heard nothing is taken there too', async () => {
  const rep = await one.join({ name: 'seller', roles: ['rep'] })
  const far = two.as(rep)
  await known(far)
  assert.equal((await far.ask('POST', '/api/v1/leads', { name: 'Before', im: 'before' })).statusCode, 201)
  await whileDeaf(async () => {
    assert.equal((await admin.ask('PATCH', `/api/v1/members/${rep.id}`, { roles: ['readonly'] })).statusCode, 200)
  })
  await soon(async () => (await far.ask('POST', '/api/v1/leads', { name: 'After', im: 'after' })).statusCode === 403, 'still allowed')
})

test('a rule for signing in holds in the process that wrote it with its answer, and elsewhere soon', async () => {
  const nets = { name: 'Far away only', roles: ['readonly'], addresses: '203.0.113.0/24' }
  const viewer = await one.join({ name: 'readonly', roles: ['readonly'] })
  const far = two.as(viewer)
  await known(far)
  assert.equal((await viewer.ask('GET', '/api/v1/accounts?limit=1')).statusCode, 200)
  const rule = await admin.ask('POST', '/api/v1/sign-in-policies', nets)
  assert.equal((await viewer.ask('GET', '/api/v1/accounts?limit=1')).json().code, 'kernel.address-not-allowed')
  await soon(async () => (await far.ask('GET', '/api/v1/accounts?limit=1')).statusCode === 403, 'still let in elsewhere')
  await whileDeaf(async () => {
    assert.equal((await there.ask('DELETE', `/api/v1/sign-in-policies/${rule.json().id}`)).statusCode, 204)
  })
  await soon(async () => (await viewer.ask('GET', '/api/v1/accounts?limit=1')).statusCode === 200, 'the rule that is gone still holds')
})
