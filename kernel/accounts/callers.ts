import { fail } from '../model/fault.ts'
import type { Locale } from '../model/field-type.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { findKeyHolder, keyPrefix } from './api-keys.ts'
import { asFaults, type Identity } from './identity.ts'
import type { Forgotten } from './known-callers.ts'
import { chooseWorkspace, endInactive, findPlace, type PersonSettings, saveSettings, seeAs } from './memberships.ts'
import type { Caller, Control, Cookies, Origin, Parts } from './parts.ts'
import { touchSession } from './sessions.ts'

/** Who stands behind a request, and what a person decides about the own session. */
export function callers({ o, identity, known }: Parts) {
  const { control } = o.database
  /** Who the token belongs to, and cookies when the session was prolonged; null for nobody. No query for a token known within the last minute. */
  const sessionOf = async (token: {
    cookieHeader?: string | undefined
    bearer?: string | undefined
    from?: Origin | undefined
  }): Promise<{ caller: Caller; cookies: Cookies } | null> => {
    if (token.bearer !== undefined) {
      const key = token.bearer
      const caller = key.startsWith(keyPrefix) ? await known.find(key, () => keyCaller(control, key, token.from)) : null
      return caller && { caller, cookies: [] }
    }
    const cookie = await sessionCookie(identity, token.cookieHeader)
    if (!cookie) return null
    let cookies: Cookies = []
    const caller = await known.find(cookie, async () => {
      const found = await asFaults(() => identity.auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true }))
      cookies = found.headers.getSetCookie()
      return found.response && cookieCaller(control, found.response, token.from)
    })
    return caller && { caller, cookies }
  }
  return {
    sessionOf,
    /** Callers known to this process right now. */
    knownCallers: known.count,
    /** From now on these callers are looked up anew: a member was deactivated or got other roles, a session or key ended. */
    forget: (which: Forgotten): Promise<void> => known.forget(which),
    onForgotten: known.onForgotten,
    /** The session has chosen another workspace of its person. @throws `kernel.not-found` when the person is no member there. */
    chooseWorkspace: async (caller: Caller, workspaceId: number): Promise<void> => {
      if (!caller.memberships.some((one) => one.workspaceId === workspaceId)) fail('kernel.not-found', { workspace: workspaceId })
      if (!caller.sessionId) fail('kernel.forbidden')
      await chooseWorkspace(control, caller.sessionId, workspaceId)
      await known.forget({ sessionId: caller.sessionId })
    },
    /** In this session everything is seen as that member sees it, until null is given. @throws `kernel.forbidden` for callers without a session */
    seeAs: async (caller: Caller, memberId: string | null): Promise<void> => {
      if (!caller.sessionId) fail('kernel.forbidden')
      await seeAs(control, caller.sessionId, memberId)
      await known.forget({ sessionId: caller.sessionId })
    },
    /** Sessions and keys of members who are no longer active are over, in all processes. */
    endInactive: async (workspace: WorkspaceFacts): Promise<void> => {
      for (const memberId of await endInactive(control, workspace)) await known.forget({ workspaceId: workspace.id, memberId })
    },
    /** Language and time zone of a person. @throws `kernel.forbidden` for callers without an account. */
    saveSettings: async (caller: Caller, to: { locale?: Locale; timeZone?: string }): Promise<void> => {
      if (!caller.userId) fail('kernel.forbidden')
      await saveSettings(control, caller.userId, to)
      await known.forget({ userId: caller.userId })
    },
  }
}

/** The cookie line of the session alone, so that other cookies make no difference; undefined when there is none. */
export async function sessionCookie(identity: Identity, header: string | undefined): Promise<string | undefined> {
  const { name } = (await identity.auth.$context).authCookies.sessionToken
  return cookieNamed(header, name)
}

/** `name=value` of one cookie in a header. */
export const cookieNamed = (header: string | undefined, name: string): string | undefined =>
  header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))

async function keyCaller(control: Control, key: string, from: Origin | undefined): Promise<Caller | null> {
  const holder = await findKeyHolder(control, key, from?.address)
  if (!holder) return null
  const { keyId, userId, workspaceId, memberId, limits } = holder
  const settings: PersonSettings = userId ? await findPlace(control, { userId, sessionId: null }) : { locale: null, timeZone: null }
  return {
    kind: 'key',
    userId,
    sessionId: null,
    keyId,
    ...(limits ? { limits } : {}),
    email: null,
    method: null,
    hasSecondFactor: false,
    mayShowSecondFactor: false,
    workspaceId,
    onlyWorkspaceId: workspaceId,
    memberships: [{ workspaceId, memberId }],
    locale: settings.locale,
    timeZone: settings.timeZone,
  }
}

async function cookieCaller(
  control: Control,
  found: { session: { id: string }; user: { id: string; email: string } },
  from: Origin | undefined,
): Promise<Caller> {
  const place = await findPlace(control, { userId: found.user.id, sessionId: found.session.id })
  if (from) await touchSession(control, found.session.id, from)
  const isMember = place.memberships.some((one) => one.workspaceId === place.workspaceId)
  const workspaceId = isMember ? place.workspaceId : (place.memberships[0]?.workspaceId ?? null)
  return { kind: 'cookie', userId: found.user.id, sessionId: found.session.id, email: found.user.email, ...place, workspaceId }
}
