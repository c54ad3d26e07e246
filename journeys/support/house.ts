import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { type Locale, member, system } from '#kernel'
import { readConfig } from '../../app/config.ts'
import { type Server, startServer } from '../../app/server.ts'

export const password = 'correct horse battery staple'

export type Person = Readonly<{ id: string; name: string; email: string; key: string }>
export type Row = Readonly<{ id: string } & Record<string, unknown>>
export type House = Readonly<{ address: string; server: Server; dataDir: string }>
type Workplace = House & Readonly<{ join(name: string, role: string): Promise<Person>; ask: Ask }>
/** A request by this person's key. Answers the body; any status above 299 fails. */
export type Ask = <T = Row>(person: Person, method: string, path: string, body?: unknown) => Promise<T>

/** A whole installation in a folder of its own, as after the first start: no workspace yet. It is gone when the file is done. */
export async function openHouse(env: Readonly<Record<string, string>> = {}): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'zhike-journey-'))
  const config = readConfig({ ZHIKE_DATA: folder, PORT: '0', ZHIKE_LOG: 'silent', ...env })
  const server = await startServer(config, {
    onEnd: (line) => {
      throw new Error(line)
    },
  })
  after(async () => {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })
  return { address: server.address, server, dataDir: folder }
}

/** An installation with the workspace `acme`, in which people of any role can sign in. */
export async function openWorkplace(locale: Locale, env: Readonly<Record<string, string>> = {}): Promise<Workplace> {
  const house = await openHouse(env)
  const { engine, accounts } = house.server.installation
  const workspace = await engine.createWorkspace({ slug: 'acme', name: 'Acme', locale, currency: 'CNY', timeZone: 'Asia/Shanghai' })
  const session = { workspace, actor: system('people of a journey') }
  return {
    ...house,
    ask: askAt(house.address),
    join: async (name, role) => {
      const email = `${name.toLowerCase()}@acme.example`
      const [row] = await engine.work(session, { via: 'command' }, (work) => work.create(member, [{ name, email, roles: [role as 'rep'] }]))
      await accounts.createUserWithMember({ workspace, memberId: row!.id, name, email, password })
      return { id: String(row!.id), name, email, key: await accounts.createKey({ workspace: 'acme', email }) }
    },
  }
}

const askAt =
  (address: string): Ask =>
  async <T>({ key }: Person, method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
