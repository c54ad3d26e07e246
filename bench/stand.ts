import { setTimeout as pause } from 'node:timers/promises'
import { modules } from '../app/modules.ts'
import type { Actor } from '../kernel/access/define-access.ts'
import { connectRunning } from '../kernel/db/embedded.ts'
import { type Installation, openInstallation } from '../kernel/installation.ts'
import type { WorkspaceFacts } from '../kernel/query/question.ts'
import { type Bare, openBare } from './bare.ts'
import { type Client, closeClients, openClient } from './client.ts'
import { openDoor } from './door.ts'
import { benchEmail, benchSlug, prepareBench } from './prepare.ts'
import { memoryMb, type RunningServer, startServer } from './server.ts'

/** Somebody through whose eyes is measured. */
export type Person = Readonly<{ client: Client; key: string; actor: Actor }>

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
  /** The same behind the barest HTTP server: what is more than `bare` is the way over HTTP of this machine. */
  door: Bare
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
  const door = await openDoor(url)
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
    door: door.run,
    close: async () => {
      closeClients()
      door.close()
      await bare.close()
      await installation.close()
      await server.stop()
    },
  }
}
