import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../access/define-access.ts'
import { limitActor } from '../access/limits.ts'
import type { Caller } from '../accounts/accounts.ts'
import { originOf } from '../audit/http-audit.ts'
import type { Session, WorkRoad } from '../engine-types.ts'
import { fail } from '../model/fault.ts'
import type { Locale } from '../model/field-type.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { checkPolicies, type Need } from '../sign-in/policies.ts'
import type { HttpDeps } from './deps.ts'
import { localeOf } from './texts.ts'
import { toFacts, type WorkspaceList } from './workspace-list.ts'

/** Who asks, and in which workspace. */
export type Asker = Readonly<{
  caller: Caller
  session: Session
  /** What has to be done first: until then only routes with `config.isBefore` answer. */
  needs: Need | null
}>

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for a caller who has not signed in. */
    asker: Asker | null
    /** Object that the request is about, for the words of a fault. */
    aboutObject: string | undefined
  }
  interface FastifyContextConfig {
    /** Answered to callers who have not signed in, too. */
    isOpen?: boolean
    /** Writes nothing of the workspace, whatever its method: answered while an administrator sees as somebody else, too. */
    isReading?: boolean
    /** Answered before a person has shown or set up a second factor that is asked for. */
    isBefore?: boolean
    /** A person's own affair: answered to sessions, never to keys. */
    isPersonal?: boolean
  }
}

type Deps = Pick<HttpDeps, 'engine' | 'accounts'> & Readonly<{ workspaces: WorkspaceList }>

/**
 * Who stands behind a request; null for nobody. A session that was prolonged sets its cookie anew.
 *
 * The workspace is that of the key, the one named by `X-Workspace` among the person's own, or the one the session has chosen.
 *
 * @throws `kernel.unauthenticated` for members who are no longer active, `kernel.not-found` for a workspace that is not the person's;
 * `kernel.address-not-allowed`, `kernel.method-not-allowed` by the rules for signing in.
 */
export async function findAsker(
  { engine, accounts, workspaces }: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Asker | null> {
  const found = await accounts.sessionOf({ cookieHeader: request.headers.cookie, bearer: bearerOf(request), from: originOf(request) })
  if (!found) return null
  for (const cookie of found.cookies) reply.header('set-cookie', cookie)
  const { caller } = found
  const stored = await chosenWorkspace(workspaces, caller, request)
  const member = stored && caller.memberships.find((one) => one.workspaceId === stored.id)
  if (!stored || !member) return null
  const workspace = toFacts(stored)
  const locale = caller.locale ?? localeOf(request.headers['accept-language']) ?? workspace.locale
  const settings = { locale, timeZone: caller.timeZone ?? workspace.timeZone }
  const actor = await engine.actorOf(workspace, member.memberId, settings)
  const needs = checkPolicies(await engine.policiesOf(workspace), { caller, roles: actor.roles, address: request.ip })
  const own = caller.limits && caller.keyId ? limitActor(actor, caller.keyId, caller.limits) : actor
  const acting = (await seenActor({ engine, caller, workspace }, actor, settings)) ?? own
  return { caller, session: { workspace, actor: acting, ...readingFrom(engine, request, workspace) }, needs }
}

const seen = new WeakMap<Actor, Map<string, Actor>>()

/** The actor as whom an administrator looks at things: with the rights of that person and no right to write. Null when he looks as himself. */
async function seenActor(
  { engine, caller, workspace }: Pick<Deps, 'engine'> & { caller: Caller; workspace: WorkspaceFacts },
  real: Actor,
  settings: { locale: Locale; timeZone: string },
): Promise<Actor | null> {
  if (!caller.seeAs || !real.memberId || !real.roles.includes('administrator')) return null
  const other = await engine.actorOf(workspace, caller.seeAs, settings).catch(() => null)
  if (!other) return null
  // The same object for the same two: what is compiled for an actor is kept by it.
  const known = seen.get(other) ?? new Map<string, Actor>()
  seen.set(other, known)
  const made = known.get(real.memberId) ?? Object.freeze({ ...other, seenBy: { memberId: real.memberId, name: real.name } })
  known.set(real.memberId, made)
  return made
}

const seenCookie = 'zhike_seen'

/** Where standbys are read from: up to where they must know, for whoever just wrote by another process. Calls that write read where they write. */
function readingFrom(engine: Deps['engine'], request: FastifyRequest, workspace: WorkspaceFacts): { after?: string } {
  if (request.method !== 'GET' || engine.database.seen(workspace) === null) return {}
  const header = request.headers['x-seen']
  const told =
    (typeof header === 'string' ? header : undefined) ??
    new RegExp(`(?:^|;\\s*)${seenCookie}=([0-9]+)`).exec(request.headers.cookie ?? '')?.[1]
  return { after: told && /^[0-9]{1,20}$/.test(told) ? told : '0' }
}

/** Tells whoever wrote up to where, to be told back with the next calls. */
export function tellSeen(engine: Deps['engine'], request: FastifyRequest, reply: FastifyReply): void {
  const seen = request.asker && request.method !== 'GET' ? engine.database.seen(request.asker.session.workspace) : null
  if (seen !== null) reply.header('x-seen', seen).header('set-cookie', `${seenCookie}=${seen}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`)
}

/** The workspace and the actor of a request. @throws `kernel.unauthenticated` for nobody. */
export const sessionOf = (request: FastifyRequest): Session => request.asker?.session ?? fail('kernel.unauthenticated')

const longestNote = 500

/** What the writer says about what he writes, percent-encoded in the header `X-Note`. @throws `kernel.bad-value` */
function noteOf(request: FastifyRequest): { note?: string } {
  const given = request.headers['x-note']
  if (typeof given !== 'string' || given === '') return {}
  try {
    const note = decodeURIComponent(given)
    if (note.length <= longestNote) return { note }
  } catch {
    // Not percent-encoded: refused below, like one that is too long.
  }
  return fail('kernel.bad-value', { path: 'X-Note', max: longestNote })
}

/** How what the request writes enters the history. */
export const roadOf = (request: FastifyRequest): WorkRoad => ({
  via: request.asker?.caller.kind === 'cookie' ? 'web' : 'api',
  cause: request.id,
  ...noteOf(request),
})

/** The language to answer in. */
export const readerLocale = (request: FastifyRequest): Locale =>
  request.asker?.session.actor.locale ?? localeOf(request.headers['accept-language']) ?? 'en'

export function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  if (header === undefined) return undefined
  return /^bearer +(\S+) *$/i.exec(header)?.[1] ?? ''
}

async function chosenWorkspace(workspaces: WorkspaceList, caller: Caller, request: FastifyRequest) {
  const named = request.headers['x-workspace']
  if (typeof named !== 'string' || named === '') return caller.workspaceId === null ? undefined : workspaces.byId(caller.workspaceId)
  const found = await workspaces.bySlug(named)
  return found && caller.memberships.some((one) => one.workspaceId === found.id) ? found : fail('kernel.not-found', { workspace: named })
}
