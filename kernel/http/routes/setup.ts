import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { system } from '../../access/define-access.ts'
import { markDemo } from '../../accounts/workspaces.ts'
import type { NewWorkspace } from '../../engine-types.ts'
import { fail } from '../../model/fault.ts'
import type { Locale } from '../../model/field-type.ts'
import { member } from '../../model/people.ts'
import type { WorkspaceFacts } from '../../query/question.ts'
import { bodyOf } from '../answers.ts'
import type { HttpDeps } from '../deps.ts'
import { currency, email, locale, password, readInput, slug, text, timeZone } from '../read-input.ts'
import type { WorkspaceList } from '../workspace-list.ts'
import { askerWith, describe, setCookies } from './session.ts'

type Deps = HttpDeps & Readonly<{ workspaces: WorkspaceList }>
type Administrator = Readonly<{ name: string; email: string; password: string }>
type Io = Readonly<{ request: FastifyRequest; reply: FastifyReply }>

const isOpen = { config: { isOpen: true } }
const demoEmail = 'demo@zhike.example'
const visitorNames: Readonly<Record<Locale, string>> = { 'zh-CN': '访客', 'zh-TW': '訪客', en: 'Visitor' }

/** The first workspace of an installation: made in the browser by whoever comes first, and by nobody after that. */
export function setupRoutes(app: FastifyInstance, deps: Deps): void {
  const progress = { share: null as number | null }

  app.get('/setup', isOpen, async () => ({
    needed: (await deps.engine.workspaces()).length === 0,
    demo: deps.createDemo !== undefined,
    ...(progress.share === null ? {} : { progress: progress.share }),
  }))

  app.post('/setup', isOpen, async (request, reply) => {
    const given = readInput(bodyOf(request), { company: text(), slug, name: text(100), email, password, locale }, { currency, timeZone })
    const spec: NewWorkspace = {
      slug: given.slug,
      name: given.company,
      locale: given.locale,
      ...(given.currency ? { currency: given.currency } : {}),
      ...(given.timeZone ? { timeZone: given.timeZone } : {}),
    }
    const cookies = await first(deps, async () => {
      // Looked at before the workspace is made: a password that is too short must leave nothing behind.
      deps.accounts.checkPassword(given.password)
      const workspace = await deps.engine.createWorkspace(spec)
      return orDrop(deps, workspace, () => enter(deps, workspace, { administrator: given, request }))
    })
    return signedIn(deps, { request, reply }, cookies)
  })

  app.post('/setup/demo', isOpen, async (request, reply) => {
    const given = readInput(bodyOf(request), { locale })
    const createDemo = deps.createDemo ?? fail('kernel.not-found')
    // Nobody chose it and nobody knows it: shown this once, to sign in again later.
    const administrator = { name: visitorNames[given.locale], email: demoEmail, password: randomBytes(12).toString('base64url') }
    const cookies = await first(deps, async () => {
      progress.share = 0
      try {
        const { slug: made } = await createDemo(given.locale, (share) => void (progress.share = share))
        const workspace = await deps.engine.workspace(made)
        await markDemo(deps.engine.database.control, made)
        return await orDrop(deps, workspace, () => enter(deps, workspace, { administrator, request }))
      } finally {
        progress.share = null
      }
    })
    const session = await signedIn(deps, { request, reply }, cookies)
    return { ...session, email: administrator.email, password: administrator.password }
  })
}

/** Alone among all processes, and only while there is no workspace. @throws `kernel.forbidden` */
async function first<T>({ engine, workspaces }: Deps, run: () => Promise<T>): Promise<T> {
  if ((await engine.workspaces()).length > 0) fail('kernel.forbidden')
  const answer = await engine.database.lockedTransaction('setup', async () => {
    if ((await engine.workspaces()).length > 0) fail('kernel.forbidden')
    return run()
  })
  workspaces.forget()
  return answer
}

/** All or nothing: a workspace without a way in is of no use. */
async function orDrop<T>({ engine }: Deps, workspace: WorkspaceFacts, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    await engine.dropWorkspace(workspace.slug)
    throw error
  }
}

/** Cookies of the administrator, who is a member of the workspace now and has an account. */
async function enter({ engine, accounts }: Deps, workspace: WorkspaceFacts, o: { administrator: Administrator; request: FastifyRequest }) {
  const { name, email: address, password: chosen } = o.administrator
  const session = {
    workspace,
    actor: { ...system('first administrator of the workspace'), locale: workspace.locale, timeZone: workspace.timeZone },
  }
  const memberId = await engine.work(session, { via: 'web', cause: o.request.id }, async (work) => {
    const [row] = await work.create(member, [{ name, email: address, roles: ['administrator'], active: true }])
    return String(row!.id)
  })
  await accounts.createUserWithMember({ workspace, memberId, name, email: address, password: chosen })
  return accounts.signIn({ email: address, password: chosen }, { address: o.request.ip })
}

async function signedIn(deps: Deps, { request, reply }: Io, cookies: readonly string[]) {
  setCookies(reply, cookies)
  reply.code(201)
  return describe(deps, (await askerWith(deps, request, reply, cookies)) ?? fail('kernel.unauthenticated'))
}
