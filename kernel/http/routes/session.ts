import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { system } from '../../access/define-access.ts'
import type { Cookies } from '../../accounts/accounts.ts'
import type { SignedIn } from '../../accounts/passwords.ts'
import { originOf } from '../../audit/http-audit.ts'
import { fail } from '../../model/fault.ts'
import { leaveProvider } from '../../sign-in/providers/providers.ts'
import { bodyOf } from '../answers.ts'
import { type Asker, findAsker, readerLocale } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { email, locale, password, readInput, text, timeZone } from '../read-input.ts'
import { readParameters } from '../read-query.ts'
import { toFacts, type WorkspaceList } from '../workspace-list.ts'

type Deps = HttpDeps & Readonly<{ workspaces: WorkspaceList }>
const isOpen = { config: { isOpen: true } }
const isBefore = { config: { isBefore: true } }

/** Signing in and out, and what a person decides about the own session. */
export function sessionRoutes(app: FastifyInstance, deps: Deps): void {
  const { accounts, workspaces } = deps

  app.get('/session', isBefore, async (request) => describe(deps, request.asker ?? fail('kernel.unauthenticated')))

  app.post('/session', isOpen, async (request, reply) => {
    readParameters(request, [])
    const { remember: _remember, ...body } = bodyOf(request)
    const given = readInput(body, { email, password })
    return enterOrAsk(deps, { request, reply }, await accounts.signIn(given, originOf(request)))
  })

  app.delete('/session', isOpen, async (request, reply) => {
    const { cookies, left } = await accounts.signOut(request.headers.cookie ?? '', originOf(request))
    setCookies(reply, cookies)
    const workspaceOf = async (id: number) => workspaces.byId(id).then((found) => (found ? toFacts(found) : null))
    const location = left ? await leaveProvider(deps, left, workspaceOf) : null
    return location ? { location } : reply.code(204).send()
  })

  app.patch('/session', isBefore, async (request, reply) => {
    const asker = request.asker ?? fail('kernel.unauthenticated')
    const given = readInput(bodyOf(request), {}, { locale, timeZone, workspace: text(60) })
    if (given.locale || given.timeZone) {
      await accounts.saveSettings(asker.caller, {
        ...(given.locale ? { locale: given.locale } : {}),
        ...(given.timeZone ? { timeZone: given.timeZone } : {}),
      })
    }
    if (given.workspace) {
      const wanted = (await workspaces.bySlug(given.workspace)) ?? fail('kernel.not-found', { workspace: given.workspace })
      await accounts.chooseWorkspace(asker.caller, wanted.id)
    }
    request.headers['x-workspace'] = given.workspace ?? request.headers['x-workspace']
    return describe(deps, (await findAsker(deps, request, reply)) ?? fail('kernel.unauthenticated'))
  })

  /** Everything is seen as another person sees it, to check rights; nothing can be changed meanwhile. For administrators. */
  app.post('/session/see-as', async (request, reply) => {
    const asker = request.asker ?? fail('kernel.unauthenticated')
    const { actor, workspace } = asker.session
    if (asker.caller.kind !== 'cookie' || !actor.roles.includes('administrator')) fail('kernel.forbidden')
    const { member } = readInput(bodyOf(request), { member: text(60) })
    const other = await deps.engine.actorOf(workspace, member).catch(() => fail('kernel.not-found', { object: 'member', id: member }))
    if (other.memberId === actor.memberId) fail('kernel.bad-value', { path: 'member' })
    await accounts.seeAs(asker.caller, other.memberId)
    noteSeeing(deps, request, { ...asker, member: other.memberId, begins: true })
    return describe(deps, (await findAsker(deps, request, reply)) ?? fail('kernel.unauthenticated'))
  })

  app.delete('/session/see-as', { config: { isReading: true } }, async (request, reply) => {
    const asker = request.asker ?? fail('kernel.unauthenticated')
    await accounts.seeAs(asker.caller, null)
    if (asker.session.actor.seenBy) noteSeeing(deps, request, { ...asker, member: asker.session.actor.memberId, begins: false })
    return describe(deps, (await findAsker(deps, request, reply)) ?? fail('kernel.unauthenticated'))
  })

  app.post('/password/change', { config: { isPersonal: true } }, async (request, reply) => {
    const { caller } = request.asker ?? fail('kernel.unauthenticated')
    const given = readInput(bodyOf(request), { current: password, next: password })
    const asked = { cookieHeader: request.headers.cookie ?? '', current: given.current, password: given.next }
    setCookies(reply, await accounts.changePassword(caller, asked, originOf(request)))
    return reply.code(204).send()
  })

  app.post('/password/forgot', isOpen, async (request, reply) => {
    const given = readInput(bodyOf(request), { email })
    await accounts.forgot({ email: given.email, locale: readerLocale(request) }, originOf(request))
    return reply.code(204).send()
  })

  app.post('/password/reset', isOpen, async (request, reply) => {
    const given = readInput(bodyOf(request), { token: text(500), password })
    await accounts.reset(given, originOf(request))
    return reply.code(204).send()
  })
}

/** Stands in the audit as what the administrator did, not the person seen. */
function noteSeeing(
  { audit }: Deps,
  request: FastifyRequest,
  { session, member, begins }: Asker & Readonly<{ member: string | null; begins: boolean }>,
): void {
  const { actor, workspace } = session
  audit.note(workspace, {
    kind: 'see-as',
    actorId: actor.seenBy?.memberId ?? actor.memberId,
    via: 'web',
    object: 'member',
    recordId: member ?? undefined,
    ...originOf(request),
    detail: { begins },
  })
}

export const setCookies = (reply: FastifyReply, cookies: Cookies): void => {
  for (const cookie of cookies) reply.header('set-cookie', cookie)
}

/** The session that a right password made, or the question for the second factor. */
export async function enterOrAsk(
  deps: Deps,
  io: { request: FastifyRequest; reply: FastifyReply },
  { cookies, needsSecondFactor }: SignedIn,
) {
  if (!needsSecondFactor) return enter(deps, io, cookies)
  setCookies(io.reply, cookies)
  io.reply.code(202)
  return { secondFactor: ['code', 'recovery'] }
}

/** The session that was just made, described. Where a rule for signing in refuses it, it is over again. */
export async function enter(deps: Deps, { request, reply }: { request: FastifyRequest; reply: FastifyReply }, cookies: Cookies) {
  const cookieHeader = cookies.map((line) => line.split(';')[0]).join('; ')
  try {
    const asker = (await askerWith(deps, request, reply, cookies)) ?? fail('kernel.unauthenticated')
    setCookies(reply, cookies)
    return await describe(deps, asker)
  } catch (error) {
    await deps.accounts.signOut(cookieHeader, originOf(request))
    throw error
  }
}

/** Who asks once the browser has taken these cookies. */
export async function askerWith(deps: Deps, request: FastifyRequest, reply: FastifyReply, cookies: Cookies): Promise<Asker | null> {
  request.headers.cookie = cookies.map((line) => line.split(';')[0]).join('; ')
  return findAsker(deps, request, reply)
}

/** What a browser shows of who is signed in and where. */
export async function describe(deps: Pick<Deps, 'engine' | 'workspaces'>, { caller, session, needs }: Asker) {
  const { actor, workspace } = session
  const all = await deps.workspaces.all()
  const stored = all.find((one) => one.id === workspace.id)
  return {
    person: {
      id: actor.memberId,
      name: actor.name,
      email: (actor.seenBy ? null : caller.email) ?? (await memberEmail(deps, session)),
      roles: actor.roles,
      locale: actor.locale,
      timeZone: actor.timeZone,
      ...(actor.seenBy ? { seenBy: { id: actor.seenBy.memberId, name: actor.seenBy.name } } : {}),
    },
    workspace: describeWorkspace(workspace, stored?.demo ?? false),
    ...(needs ? { needs } : {}),
    workspaces: all
      .filter((one) => caller.memberships.some((mine) => mine.workspaceId === one.id))
      .map(({ slug, name }) => ({ slug, name })),
  }
}

export const describeWorkspace = ({ slug, name, currency, timeZone, locale, region }: ReturnType<typeof toFacts>, demo: boolean) => ({
  slug,
  name,
  currency,
  timeZone,
  locale,
  region,
  ...(demo ? { demo } : {}),
})

/** Keys belong to members; their address stands in the member's record, which is told to himself whatever else he may read. */
async function memberEmail({ engine }: Pick<Deps, 'engine'>, session: Asker['session']): Promise<string> {
  const id = session.actor.memberId ?? ''
  const asked = { workspace: session.workspace, actor: system('who asks') }
  const row = JSON.parse(await engine.reads.one(asked, { object: 'member', id, fields: ['email'] })) as { email?: string | null }
  return row.email ?? ''
}
