import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { lockDataFolder } from './data-lock.ts'
import { processMark } from './process-mark.ts'

const folder = await mkdtemp(join(tmpdir(), 'zhike-lock-'))
after(() => rm(folder, { recursive: true, force: true }))
const lockFile = join(folder, 'process.lock')

test('a held folder is refused until it is let go', async () => {
  const lock = await lockDataFolder(folder)
  await assert.rejects(lockDataFolder(folder), { line: `The data folder ${folder} is in use by process ${process.pid}.` })
  await lock.release()
  await (await lockDataFolder(folder)).release()
  assert.deepEqual(await readdir(folder), [])
})

test('the lock of a living process holds, that of an earlier one with the same number does not', async () => {
  const holder = { pid: process.ppid, mark: processMark(process.ppid), host: hostname() }
  await writeFile(lockFile, JSON.stringify(holder))
  await assert.rejects(lockDataFolder(folder), { line: `The data folder ${folder} is in use by process ${process.ppid}.` })
  await writeFile(lockFile, JSON.stringify({ ...holder, mark: 'another 1' }))
  await (await lockDataFolder(folder)).release()
})

test('torn and foreign locks that stand still are taken over', async () => {
  await writeFile(lockFile, '{"pid":')
  await (await lockDataFolder(folder)).release()
  await writeFile(lockFile, JSON.stringify({ pid: 1, mark: 'x 1', host: 'elsewhere' }))
  await utimes(lockFile, new Date(0), new Date(0))
  await (await lockDataFolder(folder)).release()
})

test('of two who want it at once one gets it', async () => {
  await writeFile(lockFile, JSON.stringify({ pid: 2 ** 22 - 3, mark: 'x', host: hostname() }))
  const outcomes = await Promise.allSettled([lockDataFolder(folder), lockDataFolder(folder)])
  assert.deepEqual(outcomes.map((outcome) => outcome.status).sort(), ['fulfilled', 'rejected'])
  for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.release()
})
