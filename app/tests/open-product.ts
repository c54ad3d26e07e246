import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import {
  type AccountLetter,
  type Bulk,
  buildHttp,
  bulkDoor,
  definitionsDoor,
  type Handovers,
  handoverDoor,
  historyDoor,
  type Installation,
  type ModuleDef,
  member,
  openBulk,
  openHandovers,
  openHistoryWatch,
  openInstallation,
  registerExports,
  safeLog,
  system,
} from '#kernel'
import { watchFence } from '#kernel/testing'

export type Answer = LightMyRequestResponse
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
export type Ask = (method: Method, url: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
export type Person = Readonly<{ id: string; name: string; key: string; ask: Ask }>
export type Product = Readonly<{
  app: FastifyInstance
  installation: Installation
  /** What the server wrote into its log. */
  log: readonly string[]
  /** Letters with links, oldest first. */
  letters: readonly AccountLetter[]
  handovers: Handovers
  /** Runs that were asked for are done by `bulk.run`. */
  bulk: Bulk
  join(spec: { name: string; roles: readonly string[]; department?: string | null }): Promise<Person>
  /** The same person, known by the key, asking this process. */
  as(person: Person): Person
}>

const asker =
  (app: FastifyInstance, own: Record<string, string>): Ask =>
  (method, url, body, headers = {}) =>
    app.inject({
      method,
      url,
      headers: { host: '127.0.0.1:3000', ...own, ...(typeof body === 'object' ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })

/** Asks as a browser does: with the cookie of a session. */
export const browserAsker = (app: FastifyInstance, cookie: string): Ask =>
  asker(app, { cookie, origin: 'http://127.0.0.1:3000', 'x-zhike': '1' })

/** The cookie that an answer sets. */
export const cookieIn = (answer: Answer): string => String([answer.headers['set-cookie']].flat()[0]).split(';')[0]!

/** A process of the product over a database that has the workspace `test`, asked by injected requests. Closed after the file's last test. */
export async function openProduct(url: string, modules: readonly ModuleDef[]): Promise<Product> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'zhike-product-'))
  const log: string[] = []
  const letters: AccountLetter[] = []
  const logger = pino({ ...safeLog, level: 'warn' }, { write: (line: string) => void log.push(line) })
  const installation = await openInstallation({
    dataDir,
    databaseUrl: url,
    secret: 'only for this test, but long enough',
    publicUrl: 'http://127.0.0.1:3000',
    modules,
    log: logger,
    sendReset: (letter) => void letters.push(letter),
    embedded: 'share',
  })
  const { engine, accounts, audit, live } = installation
  const handovers = openHandovers({ engine, log: logger })
  const bulk = openBulk({ engine, log: logger })
  const app = await buildHttp({
    engine,
    accounts,
    audit,
    live,
    log: logger,
    doors: [
      definitionsDoor,
      bulkDoor(bulk),
      registerExports,
      handoverDoor(handovers),
      historyDoor(openHistoryWatch({ engine, log: logger })),
    ],
    config: {
      version: '1.2.3',
      publicUrl: 'http://127.0.0.1:3000',
      hasPublicUrl: false,
      trustedProxies: [],
      host: '127.0.0.1',
      webRoot: null,
      requestsPerMinute: 1_000_000,
      guestRequestsPerMinute: 1_000_000,
    },
  })
  const broken = watchFence(engine.database)
  after(async () => {
    await app.close()
    await installation.close()
    await rm(dataDir, { recursive: true, force: true })
    assert.deepEqual([...broken], [], 'statements that break the rules of the store')
  })
  const personOf = (who: Omit<Person, 'ask'>): Person => ({ ...who, ask: asker(app, { authorization: `Bearer ${who.key}` }) })
  return { app, installation, log, letters, handovers, bulk, join: async (spec) => personOf(await join(installation, spec)), as: personOf }
}

async function join(
  { engine, accounts }: Installation,
  { name, roles, department }: { name: string; roles: readonly string[]; department?: string | null },
) {
  const workspace = await engine.workspace('test')
  const email = `${name}@example.com`
  const [row] = await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
    work.create(member, [{ name, email, roles: roles as never, department: (department ?? null) as never }]),
  )
  return { id: String(row!.id), name, key: await accounts.createKey({ workspace: 'test', email }) }
}
