import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { modules } from '../app/modules.ts'
import type { Actor } from '../kernel/access/define-access.ts'
import { connectRunning } from '../kernel/db/embedded.ts'
import { type Installation, openInstallation } from '../kernel/installation.ts'
import type { WorkspaceFacts } from '../kernel/query/question.ts'
import { type Client, closeClients, openClient } from './client.ts'
import { benchEmail, benchSlug, prepareBench } from './prepare.ts'
import { memoryMb, type RunningServer, startServer } from './server.ts'

/** Somebody through whose eyes is measured. */
export type Person = Readonly<{ client: Client; key: string; actor: Actor }>

export type Bare = (text: string, values?: readonly unknown[], o?: { plan?: 'generic' | 'custom' }) => Promise<unknown[][]>

/** What a case works on: the running server, people with keys, the bare database, and an engine of our own for what is measured without HTTP. */
export type Stand = Readonly<{
  rows: number
  dataDir: string
  server: RunningServer
  workspace: WorkspaceFacts
  installation: Installation
  people: Readonly<{ administrator: Person; region: Person; team: Person; rep: Person }>
  /** Memory of the server before the first call. */
  idleMb: number
  keyOf(member: string): Promise<string>
  /** One statement on the bare database; `generic` stays prepared with one plan for all values. Cells as the driver gives them, unread. */
  bare: Bare
  close(): Promise<void>
}>

const quiet = { info() {}, warn() {} }
const install = (dataDir: string, embedded: 'own' | 'share'): Promise<Installation> =>
  openInstallation({ dataDir, publicUrl: 'http://127.0.0.1', modules, log: quiet, sendReset: () => {}, embedded })

/** Makes the data where they are missing, then starts the server on them. */
export async function openStand(o: {
  dataDir: string
  rows: number
  log: (line: string) => void
  nodeArgs?: readonly string[]
}): Promise<Stand> {
  const preparing = await install(o.dataDir, 'own')
  await prepareBench(preparing.engine, o).finally(() => preparing.close())
  const server = await startServer(o.dataDir, { nodeArgs: o.nodeArgs ?? [] })
  await pause(2_000)
  const idleMb = await memoryMb(server.pid)
  const installation = await install(o.dataDir, 'share')
  const workspace = await installation.engine.workspace(benchSlug)
  const { url } = (await connectRunning(o.dataDir))!
  const bare = openBare(url)
  const personOf = async (email: string): Promise<Person> => {
    const key = await installation.accounts.createKey({ workspace: benchSlug, email })
    const [[id]] = (await bare.run(`SELECT id FROM ${workspace.schema}.member WHERE email = $1`, [email])) as [[string]]
    return { client: openClient(server.address, key), key, actor: await installation.engine.actorOf(workspace, id) }
  }
  return {
    rows: o.rows,
    dataDir: o.dataDir,
    server,
    workspace,
    installation,
    people: {
      administrator: await personOf(benchEmail('administrator')),
      region: await personOf(benchEmail('0')),
      team: await personOf(benchEmail('100')),
      rep: await personOf(benchEmail('1000')),
    },
    idleMb,
    keyOf: (name) => installation.accounts.createKey({ workspace: benchSlug, email: benchEmail(name) }),
    bare: bare.run,
    close: async () => {
      closeClients()
      await bare.close()
      await installation.close()
      await server.stop()
    },
  }
}

/** Texts as they come over the wire: the bare lane pays for no reading of values. */
const asText = { getTypeParser: () => (value: unknown) => value }

function openBare(url: string): { run: Bare; close(): Promise<void> } {
  const open = (options: string) =>
    new pg.Pool({ connectionString: url, max: 16, options: `-c timezone=UTC -c statement_timeout=600000 ${options}` }).on(
      'error',
      () => undefined,
    )
  const custom = open('')
  const generic = open('-c plan_cache_mode=force_generic_plan')
  const names = new Map<string, string>()
  const nameOf = (text: string) => names.get(text) ?? names.set(text, `b${names.size + 1}`).get(text)!
  return {
    run: async (text, values = [], { plan = 'custom' } = {}) => {
      const config = {
        text,
        values: [...values],
        rowMode: 'array' as const,
        types: asText as never,
        ...(plan === 'generic' ? { name: nameOf(text) } : {}),
      }
      return (await (plan === 'generic' ? generic : custom).query(config)).rows as unknown[][]
    },
    close: async () => void (await Promise.all([custom.end(), generic.end()])),
  }
}
