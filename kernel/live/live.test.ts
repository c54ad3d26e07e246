import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Access, Actor, Reach } from '../access/define-access.ts'
import { system } from '../access/define-access.ts'
import { startEmbedded } from '../db/embedded.ts'
import { openDatabase } from '../db/pool.ts'
import type { Touched } from '../engine-types.ts'
import { audienceOf, toEvent } from './audience.ts'
import { openLive } from './live.ts'
import { toPayloads } from './payloads.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'zhike-live-'))
const server = await startEmbedded({ dataDir: folder, fsync: false, log: { info: () => undefined, warn: () => undefined } })
const [here, there] = [openDatabase({ url: server.url }), openDatabase({ url: server.url })]
after(async () => {
  await here.close()
  await there.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const noError = (error: unknown) => assert.ifError(error)
const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const touch = (n: number, kind: 'create' | 'update' | 'remove' = 'update', owner = idOf(1), department: string | null = null): Touched => ({
  workspace: 'acme',
  object: 'account',
  records: [{ id: idOf(n), kind, owner, department }],
})

test('what is touched within a moment is told once, in this process and in others', async () => {
  const mine = await openLive(here, noError)
  const theirs = await openLive(there, noError)
  const heard: Touched[][] = []
  theirs.onTouched((touched) => heard.push([...touched]))
  const own: Touched[][] = []
  const stop = mine.onTouched((touched) => own.push([...touched]))
  mine.touched([touch(1, 'create')])
  mine.touched([touch(1), touch(2, 'remove')])
  await pause(400)
  const records = [
    { id: idOf(1), kind: 'create', owner: idOf(1), department: null },
    { id: idOf(2), kind: 'remove', owner: idOf(1), department: null },
  ]
  assert.deepEqual(heard, [[{ workspace: 'acme', object: 'account', records }]])
  assert.deepEqual(own, heard)
  stop()
  mine.touched(Array.from({ length: 500 }, (_, n) => touch(n)))
  await mine.close()
  await pause(100)
  assert.deepEqual(heard[1], [{ workspace: 'acme', object: 'account' }])
  assert.equal(own.length, 1)
  await theirs.close()
})

test('announcements are split so that each fits into one notification', () => {
  const many: Touched = { workspace: 'acme', object: 'account', records: Array.from({ length: 200 }, (_, n) => touch(n).records![0]!) }
  const payloads = toPayloads([many, touch(3)])
  assert.ok(payloads.length > 1)
  assert.ok(payloads.every((payload) => Buffer.byteLength(payload) <= 7_500))
  assert.equal(payloads.flatMap((payload) => (JSON.parse(payload) as Touched[]).flatMap((one) => one.records ?? [])).length, 201)
})

test('each hears of what is within reach only, and those with equal rights hear the same words', () => {
  const hears = (reach: Reach, touched: Touched[]) => {
    const access = { reach: () => reach } as unknown as Access
    const actor: Actor = system('test')
    return toEvent(audienceOf({ workspace: 'acme', access, actor, objects: ['account'] }), touched)
  }
  const all: Reach = { kind: 'all' }
  const own: Reach = {
    kind: 'some',
    branches: [
      { way: 'own', memberId: idOf(1) },
      { way: 'departments', ids: [idOf(7)] },
    ],
  }
  const shared: Reach = { kind: 'some', branches: [{ way: 'shared', memberId: idOf(1), departments: [], roles: [], write: false }] }
  const list = [
    {
      ...touch(1),
      records: [...touch(1).records!, ...touch(2, 'remove', idOf(2)).records!, ...touch(3, 'update', idOf(2), idOf(7)).records!],
    },
  ]
  assert.equal(JSON.parse(hears(all, list)!)[0].records.length, 3)
  assert.deepEqual(JSON.parse(hears(own, list)!), [
    {
      object: 'account',
      records: [
        { id: idOf(1), kind: 'update' },
        { id: idOf(3), kind: 'update' },
      ],
    },
  ])
  assert.deepEqual(JSON.parse(hears(shared, list)!), [{ object: 'account' }])
  assert.equal(hears({ kind: 'none' }, list), null)
  assert.equal(hears(own, [touch(5, 'update', idOf(9))]), null)
  assert.equal(hears(all, [{ ...touch(1), workspace: 'beta' }]), null)
  assert.equal(hears(all, [{ ...touch(1), object: 'lead' }]), null)
})
