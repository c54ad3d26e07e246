import { randomBytes } from 'node:crypto'
import type { Database } from '../db/pool.ts'
import { fail } from '../model/fault.ts'
import type { Locale } from '../model/field-type.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { type ApiKey, deleteKey, findKeyHolder, insertKey, keyPrefix, listKeys } from './api-keys.ts'
import { type Allowance, countAttempt, dropOldAttempts, forgetAttempts } from './attempts.ts'
import { asFaults, checkPassword, type Identity, openIdentity } from './identity.ts'
import {
  findInvited,
  giveInvitationBack,
  type Invitation,
  type Invited,
  insertInvitation,
  listInvitations,
  takeInvitation,
  withdrawInvitation,
} from './invitations.ts'
import { type Forgotten, type KnownCallers, openKnownCallers } from './known-callers.ts'
import {
  chooseWorkspace,
  endInactive,
  findMemberByEmail,
  findPlace,
  findUserOf,
  insertMembership,
  type Membership,
  type PersonSettings,
  saveSettings,
  seeAs,
} from './memberships.ts'
import { findWorkspace, listWorkspaces } from './workspaces.ts'

/** Who stands behind a request: a person's session or a key. */
export type Caller = PersonSettings &
  Readonly<{
    kind: 'cookie' | 'key'
    /** Account; null for the key of a member who has none. */
    userId: string | null
    sessionId: string | null
    keyId?: string
    email: string | null
    /** The workspace of the key, the one the session has chosen, or the first one; null for a person without any. */
    workspaceId: number | null
    /** The member as whom an administrator looks at things in this session. */
    seeAs?: string | null
    memberships: readonly Membership[]
  }>

/** Cookies to set, as header lines. */
export type Cookies = readonly string[]

export type NewUser = Readonly<{ workspace: WorkspaceFacts; memberId: string; name: string; email: string; password: string }>

/** Who asks from where, for counting attempts. */
export type Origin = Readonly<{ address: string }>

/** A letter with a link that sets a password: a new one, or the first one of somebody who is invited. */
export type AccountLetter = Readonly<{
  kind: 'reset' | 'invitation'
  email: string
  name: string
  link: string
  locale: Locale
  /** Name of the workspace and of who invites, for invitations. */
  workspace?: string
  by?: string
}>

export type AccountsOptions = Readonly<{
  database: Database
  /** Address of the same database, for the pool of better-auth. */
  url: string
  secret: string
  publicUrl: string
  /** Sends the link; it must not take the answer's time, nor fail it. */
  sendReset: (letter: AccountLetter) => void
  onError: (message: string) => void
}>

export type Accounts = Awaited<ReturnType<typeof openAccounts>>

type Parts = Readonly<{ o: AccountsOptions; identity: Identity; known: KnownCallers<Caller> }>

/** People's accounts, sessions and keys of one installation. */
export async function openAccounts(o: AccountsOptions) {
  const identity = openIdentity({
    ...o,
    sendReset: ({ user, token, page }) => {
      const locale = new URL(page, o.publicUrl).searchParams.get('locale') as Locale
      const link = new URL(`/reset?token=${encodeURIComponent(token)}`, o.publicUrl).href
      o.sendReset({ kind: 'reset', email: user.email, name: user.name, link, locale })
    },
  })
  const parts: Parts = { o, identity, known: await openKnownCallers<Caller>(o.database) }
  await dropOldAttempts(o.database.control)
  return {
    ...callers(parts),
    ...passwords(parts),
    ...people(parts),
    ...invitations(parts),
    ...keys(parts),
    close: async () => {
      await parts.known.close()
      await identity.close()
    },
  }
}

function callers({ o, identity, known }: Parts) {
  const { control } = o.database
  /** Who the token belongs to, and cookies when the session was prolonged; null for nobody. No query for a token known within the last minute. */
  const sessionOf = async (token: {
    cookieHeader?: string | undefined
    bearer?: string | undefined
  }): Promise<{ caller: Caller; cookies: Cookies } | null> => {
    if (token.bearer !== undefined) {
      const key = token.bearer
      const caller = key.startsWith(keyPrefix) ? await known.find(key, () => keyCaller(control, key)) : null
      return caller && { caller, cookies: [] }
    }
    const cookie = await sessionCookie(identity, token.cookieHeader)
    if (!cookie) return null
    let cookies: Cookies = []
    const caller = await known.find(cookie, async () => {
      const found = await asFaults(() => identity.auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true }))
      cookies = found.headers.getSetCookie()
      return found.response && cookieCaller(control, found.response)
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
async function sessionCookie(identity: Identity, header: string | undefined): Promise<string | undefined> {
  if (!header) return undefined
  const { name } = (await identity.auth.$context).authCookies.sessionToken
  return header
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
}

type Control = Database['control']

async function keyCaller(control: Control, key: string): Promise<Caller | null> {
  const holder = await findKeyHolder(control, key)
  if (!holder) return null
  const { keyId, userId, workspaceId, memberId } = holder
  const settings: PersonSettings = userId ? await findPlace(control, { userId, sessionId: null }) : { locale: null, timeZone: null }
  return {
    kind: 'key',
    userId,
    sessionId: null,
    keyId,
    email: null,
    workspaceId,
    memberships: [{ workspaceId, memberId }],
    locale: settings.locale,
    timeZone: settings.timeZone,
  }
}

async function cookieCaller(control: Control, found: { session: { id: string }; user: { id: string; email: string } }): Promise<Caller> {
  const place = await findPlace(control, { userId: found.user.id, sessionId: found.session.id })
  const isMember = place.memberships.some((one) => one.workspaceId === place.workspaceId)
  const workspaceId = isMember ? place.workspaceId : (place.memberships[0]?.workspaceId ?? null)
  return { kind: 'cookie', userId: found.user.id, sessionId: found.session.id, email: found.user.email, ...place, workspaceId }
}

const quarter = 15 * 60
const signInAllowances = (email: string, address: string): readonly Allowance[] => [
  { name: 'sign-in from', of: address, most: 50, seconds: quarter },
  { name: 'sign-in as', of: email, most: 100, seconds: quarter },
  { name: 'sign-in as from', of: `${email} ${address}`, most: 10, seconds: quarter },
]
const resetAllowances = (email: string, address: string): readonly Allowance[] => [
  { name: 'reset from', of: address, most: 20, seconds: 4 * quarter },
  { name: 'reset of', of: email, most: 5, seconds: 4 * quarter },
]

function passwords({ o, identity, known }: Parts) {
  const { control } = o.database
  const { api } = identity.auth
  return {
    /** Cookies of a new session. @throws `kernel.wrong-password`, `kernel.too-many-requests` */
    signIn: async (given: { email: string; password: string }, from: Origin): Promise<Cookies> => {
      const email = given.email.trim().toLowerCase()
      const allowances = signInAllowances(email, from.address)
      await countAttempt(control, allowances)
      if (given.password.length > 1_000 || email.length > 320) fail('kernel.wrong-password')
      const found = await asFaults(() => api.signInEmail({ body: { email, password: given.password }, returnHeaders: true }))
      await forgetAttempts(control, allowances.slice(1))
      return found.headers.getSetCookie()
    },
    /** The session is over in all processes; the cookies make the browser forget it. */
    signOut: async (cookieHeader: string): Promise<Cookies> => {
      const headers = new Headers({ cookie: cookieHeader })
      const found = await api.getSession({ headers, query: { disableRefresh: true } })
      const done = await asFaults(() => api.signOut({ headers, returnHeaders: true }))
      if (found) await known.forget({ sessionId: found.session.id })
      return done.headers.getSetCookie()
    },
    /** All other sessions of the person are over; the cookies carry the new one. @throws `kernel.wrong-password`, `kernel.weak-password` */
    changePassword: async (caller: Caller, given: { cookieHeader: string; current: string; password: string }): Promise<Cookies> => {
      checkPassword(given.password)
      if (!caller.userId) fail('kernel.forbidden')
      await countAttempt(control, [{ name: 'change of', of: caller.userId, most: 10, seconds: quarter }])
      const changed = await asFaults(() =>
        api.changePassword({
          headers: new Headers({ cookie: given.cookieHeader }),
          body: { currentPassword: given.current, newPassword: given.password, revokeOtherSessions: true },
          returnHeaders: true,
        }),
      )
      await known.forget({ userId: caller.userId })
      const cookies = changed.headers.getSetCookie()
      if (caller.workspaceId !== null) await carryWorkspace(identity, control, cookies, caller.workspaceId)
      return cookies
    },
    /** A link to set a new password is on its way, if the address has an account; the answer is the same in either case. */
    forgot: async (given: { email: string; locale: Locale }, from: Origin): Promise<void> => {
      const email = given.email.trim().toLowerCase()
      await countAttempt(control, resetAllowances(email, from.address))
      await welcomeMembers({ o, identity, known }, email)
      await asFaults(() => api.requestPasswordReset({ body: { email, redirectTo: `/reset?locale=${given.locale}` } })).catch(
        (error: unknown) => {
          // Not an address at all: nobody is told.
          if ((error as { statusCode?: number }).statusCode !== 400) throw error
        },
      )
    },
    /** The password is set and all sessions of the person are over. @throws `kernel.bad-token`, `kernel.weak-password` */
    reset: async (given: { token: string; password: string }, from: Origin): Promise<void> => {
      checkPassword(given.password)
      await countAttempt(control, [{ name: 'reset with', of: from.address, most: 20, seconds: quarter }])
      await asFaults(() => api.resetPassword({ body: { token: given.token, newPassword: given.password } }))
      // Whose it was is not answered; a reset is rare.
      await known.forget({})
    },
  }
}

/**
 * Active members with that address who cannot sign in yet get an account, with a password that nobody knows: the link that goes to the
 * address is how a new colleague comes in. An account that the address has already opens the further workspace as well.
 */
async function welcomeMembers({ o, identity, known }: Parts, email: string): Promise<void> {
  const { control } = o.database
  const { internalAdapter, password } = await identity.auth.$context
  for (const workspace of await listWorkspaces(control)) {
    const member = await findMemberByEmail(o.database.read(workspace), workspace, email)
    const place = member && { workspaceId: workspace.id, memberId: member.id }
    if (!place || (await findUserOf(control, place)) !== null) continue
    const existing = await internalAdapter.findUserByEmail(email)
    const userId =
      existing?.user.id ??
      (await internalAdapter.createUser({ email, name: member.name, emailVerified: false }, { method: 'email-password' })).id
    if (!existing) {
      const unknown = await password.hash(randomBytes(32).toString('base64url'))
      await internalAdapter.linkAccount({ userId, providerId: 'credential', accountId: userId, password: unknown })
    }
    await insertMembership(control, { ...place, userId })
    await known.forget({ userId })
  }
}

/** The session that replaced another one stays in its workspace. */
async function carryWorkspace(identity: Identity, control: Control, cookies: Cookies, workspaceId: number): Promise<void> {
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
  const found = await identity.auth.api.getSession({ headers: new Headers({ cookie }) })
  if (found) await chooseWorkspace(control, found.session.id, workspaceId)
}

function people({ o, identity, known }: Parts) {
  const { control } = o.database
  return {
    /**
     * The account is that member of the workspace from now on; it is made when the address has none yet.
     *
     * @throws `kernel.weak-password`; `kernel.wrong-password` when the address has an account with another password.
     */
    createUserWithMember: async (spec: NewUser): Promise<{ userId: string }> => {
      checkPassword(spec.password)
      const { internalAdapter, password } = await identity.auth.$context
      const email = spec.email.trim().toLowerCase()
      const existing = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
      let userId = existing?.user.id
      if (existing) {
        const hash = existing.accounts.find((account) => account.providerId === 'credential')?.password
        if (!hash || !(await password.verify({ hash, password: spec.password }))) fail('kernel.wrong-password')
      } else {
        userId = (await internalAdapter.createUser({ email, name: spec.name, emailVerified: false }, { method: 'email-password' })).id
        await internalAdapter.linkAccount({
          userId,
          providerId: 'credential',
          accountId: userId,
          password: await password.hash(spec.password),
        })
      }
      await insertMembership(control, { userId: userId!, workspaceId: spec.workspace.id, memberId: spec.memberId })
      await known.forget({ userId: userId! })
      return { userId: userId! }
    },
    /** A password that may be used. @throws `kernel.weak-password` */
    checkPassword,
    /** Whether the member has an account to sign in with. */
    hasAccount: async (member: Membership): Promise<boolean> => (await findUserOf(control, member)) !== null,
  }
}

type InvitationSpec = Readonly<{
  workspace: WorkspaceFacts
  memberId: string
  email: string
  name: string
  locale: Locale
  by: Readonly<{ memberId: string | null; name: string }>
}>

function invitations(parts: Parts) {
  const { o } = parts
  const { control } = o.database
  const { createUserWithMember } = people(parts)
  return {
    /** A link to set the first password with is on its way; links sent before open nothing any more. */
    invite: async (spec: InvitationSpec): Promise<{ id: string }> => {
      const { email, name, locale, workspace, by } = spec
      const place = { workspaceId: workspace.id, memberId: spec.memberId }
      const { id, token } = await insertInvitation(control, { ...place, email, by: by.memberId })
      const link = new URL(`/welcome?token=${encodeURIComponent(token)}`, o.publicUrl).href
      o.sendReset({ kind: 'invitation', email, name, link, locale, workspace: workspace.name, by: by.name })
      return { id }
    },
    listInvitations: (workspaceId: number): Promise<readonly Invitation[]> => listInvitations(control, workspaceId),
    withdrawInvitation: (place: Membership): Promise<boolean> => withdrawInvitation(control, place),
    /** Whom a link invites. @throws `kernel.bad-token` */
    findInvited: async (token: string, from: Origin): Promise<Invited> => {
      await countAttempt(control, [{ name: 'invited from', of: from.address, most: 60, seconds: quarter }])
      return findInvited(control, token)
    },
    /**
     * The invited member has an account from now on; the link is used. @throws `kernel.bad-token`, `kernel.weak-password`;
     * `kernel.wrong-password` when the address has an account with another password.
     */
    acceptInvitation: async (invited: Invited, spec: Omit<NewUser, 'email' | 'memberId'>): Promise<void> => {
      checkPassword(spec.password)
      await takeInvitation(control, invited.id)
      try {
        await createUserWithMember({ ...spec, memberId: invited.memberId, email: invited.email })
      } catch (error) {
        await giveInvitationBack(control, invited.id)
        throw error
      }
    },
  }
}

function keys({ o, known }: Parts) {
  const { control } = o.database
  return {
    /** A key for the active member with that address: its text is answered this one time. @throws `kernel.not-found` for an unknown workspace or member. */
    createKey: async (spec: { workspace: string; email: string; name?: string }): Promise<string> => {
      const workspace = (await findWorkspace(control, spec.workspace)) ?? fail('kernel.not-found', { workspace: spec.workspace })
      const member =
        (await findMemberByEmail(o.database.read(workspace), workspace, spec.email)) ?? fail('kernel.not-found', { object: 'member' })
      const owner = { workspaceId: workspace.id, memberId: member.id }
      return (await insertKey(control, { ...owner, userId: await findUserOf(control, owner), name: spec.name ?? member.name })).key
    },
    /** A key that acts as the member who makes it. */
    createOwnKey: async (owner: Membership & { userId: string | null }, name: string): Promise<{ id: string; key: string }> =>
      insertKey(control, { ...owner, name }),
    listKeys: (owner: Membership): Promise<readonly ApiKey[]> => listKeys(control, owner),
    /** The key opens nothing any more, in any process. @throws `kernel.not-found` */
    removeKey: async (owner: Membership & { id: string }): Promise<void> => {
      if (!(await deleteKey(control, owner))) fail('kernel.not-found', { key: owner.id })
      await known.forget({ keyId: owner.id })
    },
  }
}
