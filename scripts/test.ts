import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, statfs } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '#kernel'
import { ensureWebBuilt } from './build-web.ts'
import { runChecks } from './check.ts'
import { findChromium } from './find-chromium.ts'
import { listFiles, projectRoot } from './source-files.ts'

type Tally = Readonly<{ passed: number; failed: number }>
type Run = Readonly<{
  title: string
  files: readonly string[]
  concurrency: number
  env: Readonly<Record<string, string>>
  /** Takes what is printed, where another run prints meanwhile. */
  print?: (text: string) => void
}>

const fileTimeoutMs = 15 * 60_000
const running = new Set<ChildProcess>()
const say = (text: string) => void process.stdout.write(text)
let isStopped = false

/** Runs test files, shows what Node's own reporter says, and counts. A run that breaks off counts as at least one failure. */
async function runFiles({ title, files, concurrency, env, print = say }: Run): Promise<Tally> {
  if (files.length === 0 || isStopped) return { passed: 0, failed: 0 }
  print(`\n${title}: ${files.length} files\n`)
  const flags = ['--test', `--test-concurrency=${concurrency}`, `--test-timeout=${fileTimeoutMs}`, '--test-reporter=spec']
  const child = spawn(process.execPath, [...flags, ...files], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  running.add(child)
  let tail = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    print(text)
    tail = (tail + text).slice(-5_000_000)
  })
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status) => resolve(status ?? 1))
  })
  running.delete(child)
  const counted = (word: string) => Number([...tail.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0)
  const failed = counted('fail') + counted('cancelled')
  return { passed: counted('pass'), failed: code !== 0 && failed === 0 ? 1 : failed }
}

/** Two files of two processes each may be at work at the same time, and every process has pools of its own. */
const manyAtOnce = { max_connections: '200' }

const memory = '/dev/shm'
/** All databases, backups and imports of a run come to a few gigabytes. */
const roomBytes = 10 * 2 ** 30

/** Where throw-away files go: into memory where there is plenty, as a database for a test is thousands of files, made and removed for each. */
async function throwAwayFolder(): Promise<string> {
  const free = await statfs(memory).then(
    ({ bavail, bsize }) => Math.min(bavail * bsize, freemem()),
    () => 0,
  )
  const folder = await mkdtemp(join(free > roomBytes ? memory : tmpdir(), 'zhike-test-'))
  // Servers may run as another user, who has to pass through.
  await chmod(folder, 0o711)
  return folder
}

/** What the processes of a run are told: its database server, and where their throw-away files and translated sources go. */
type Place = Readonly<Record<'ZHIKE_TEST_DATABASE' | 'ZHIKE_TEST_PICTURES' | 'TMPDIR' | 'NODE_COMPILE_CACHE', string>>

/** One throw-away database server for the whole run; every test file makes databases of its own on it. */
async function withPlace<T>(use: (place: Place) => Promise<T>): Promise<T> {
  const folder = await throwAwayFolder()
  const files = join(folder, 'files')
  await mkdir(files)
  await chmod(files, 0o1777)
  const place = { ZHIKE_TEST_PICTURES: tmpdir(), TMPDIR: files, NODE_COMPILE_CACHE: join(folder, 'translated') }
  const given = process.env.ZHIKE_TEST_DATABASE
  const log = { info: () => undefined, warn: (details: object, message: string) => console.error(message, details) }
  try {
    if (given) return await use({ ...place, ZHIKE_TEST_DATABASE: given })
    const server = await startEmbedded({ dataDir: join(folder, 'data'), fsync: false, settings: manyAtOnce, log })
    try {
      return await use({ ...place, ZHIKE_TEST_DATABASE: server.url })
    } finally {
      await server.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Browsers wait more than they work: journeys run beside the tests. */
async function runJourneys(files: readonly string[], place: Place, print: (text: string) => void): Promise<Tally> {
  if (files.length === 0 || isStopped) return { passed: 0, failed: 0 }
  try {
    const env = { ...place, CHROMIUM_PATH: findChromium() }
    await ensureWebBuilt({ log: { info: (_, message) => print(`${message}\n`) } })
    return await runFiles({ title: 'Journeys in the browser', files, concurrency: 1, env, print })
  } catch (error) {
    print(`Journeys not run: ${(error as Error).message}\n`)
    return { passed: 0, failed: files.length }
  }
}

async function runAll(only: string | undefined, shouldCheck: boolean): Promise<Tally> {
  const wanted = listFiles(projectRoot, '', (name) => name.endsWith('.test.ts')).filter((path) => path.includes(only ?? ''))
  const checked = shouldCheck ? await runChecks() : { passed: 0, failed: 0 }
  if (wanted.length === 0 || isStopped) return checked
  return withPlace(async (place) => {
    const journeys = wanted.filter((path) => path.startsWith('journeys/'))
    const others = wanted.filter((path) => !path.startsWith('journeys/'))
    let held = ''
    // Two runs must not print into each other: the second is heard when the first is through.
    const print = others.length > 0 ? (text: string) => void (held += text) : say
    const walking = runJourneys(journeys, place, print)
    const tested = await runFiles({ title: 'Tests', files: others, concurrency: 2, env: place })
    const seen = await walking
    say(held)
    return { passed: checked.passed + tested.passed + seen.passed, failed: checked.failed + tested.failed + seen.failed }
  })
}

const { values } = parseArgs({ options: { only: { type: 'string' }, 'no-check': { type: 'boolean', default: false } } })
// The run ends by itself once its test process is gone, and the database server with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    isStopped = true
    for (const child of running) child.kill(signal)
  })
}
const { passed, failed } = await runAll(values.only, !values['no-check'])
console.log(`\nℹ tests ${passed + failed}\nℹ pass ${passed}\nℹ fail ${failed}`)
console.log(`${passed} passed, ${failed} failed`)
if (failed > 0 || passed === 0 || isStopped) process.exitCode = 1
