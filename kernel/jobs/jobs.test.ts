import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { cloneDatabase } from '../testing/index.ts'
import { openJobs } from './open-jobs.ts'

const clone = await cloneDatabase([], 'en')
const database = openDatabase({ url: clone.url, max: 2 })
const warnings: string[] = []
const log = { info() {}, warn: (_: object, message: string) => void warnings.push(message), error() {} }
const done: unknown[] = []
const attempts: number[] = []
const handlers = {
  note: async (payload: Readonly<Record<string, unknown>>) => void done.push(payload.n),
  stumble: async (_: unknown, { attempt }: { attempt: number }) => {
    attempts.push(attempt)
    if (attempt === 1) throw new Error('the first time goes wrong')
  },
}
const jobs = await openJobs({ database, handlers, log })
after(async () => {
  await jobs.stop()
  await database.close()
  await clone.drop()
})

const eventually = async (isTrue: () => boolean, withinMs = 15_000) => {
  for (const end = Date.now() + withinMs; !isTrue(); await pause(25)) assert.ok(Date.now() < end, 'did not happen in time')
}

test('a job is there only when the transaction of its caller commits', async () => {
  await database.transaction(null, (tx) => jobs.add(tx, 'note', { n: 1 }))
  await assert.rejects(
    database.transaction(null, async (tx) => {
      await jobs.add(tx, 'note', { n: 2 })
      throw new Error('no')
    }),
  )
  await jobs.add(null, 'note', { n: 3 }, { jobKey: 'one' })
  await jobs.add(null, 'note', { n: 4 }, { jobKey: 'one' })
  await jobs.start()
  await eventually(() => done.length >= 2)
  await pause(200)
  assert.deepEqual(done.toSorted(), [1, 4])
})

test('what fails is tried again', async () => {
  await jobs.add(null, 'stumble', {}, { attempts: 3 })
  await eventually(() => attempts.length === 1)
  await database.control.query(sql`UPDATE jobs._private_jobs SET run_at = now() WHERE attempts > 0`)
  await eventually(() => attempts.length === 2)
  assert.deepEqual(attempts, [1, 2])
})

test('the job of a killed process is taken over', async () => {
  const child = fork(new URL('./tests/endless-job.ts', import.meta.url), [clone.url], { stdio: 'ignore' })
  await once(child, 'message')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const others = await openJobs({ database, handlers: { hold: handlers.note }, log })
  await others.start()
  after(() => others.stop())
  await database.control.query(
    sql`UPDATE jobs.worker_beat SET beat_at = now() - interval '1 minute' WHERE worker IN (SELECT locked_by FROM jobs._private_jobs)`,
  )
  await eventually(() => done.includes('taken over'))
  assert.ok(warnings.some((text) => text.includes('took over')))
})
