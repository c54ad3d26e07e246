import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from '../../db/sql.ts'
import { fail } from '../../model/fault.ts'
import { newId } from '../../model/uuid.ts'
import { countAttempt } from '../attempts.ts'
import { cookieNamed } from '../callers.ts'
import { signInAs } from '../identity.ts'
import { findPlace, findUserOf, insertMembership, type Membership } from '../memberships.ts'
import type { Control, Cookies, Origin, Parts } from '../parts.ts'
import { keepPending, takePending } from '../pending.ts'
import { markSession } from '../sessions.ts'
import { keepSecret, type ProviderPlace, readSecret, sealedOf } from './client-secrets.ts'
import { keptOf } from './leave-provider.ts'
import { beginOidc, discover, finishOidc, type Journey, type OidcClient, type Proven, type Return } from './oidc.ts'

export type ProviderClient = ProviderPlace & Readonly<{ issuer: string; clientId: string }>

const journeySeconds = 600
const cookieName = 'zhike_sso'
const callbackPath = '/sso'

type Pending = ProviderPlace & Readonly<{ journey: Journey; browser: string }>

/** Signing in by a provider of a workspace: the way there, the way back, and whose account it opens. */
export function providerSignIn(parts: Parts) {
  const { o, identity, known, tell } = parts
  const { control } = o.database
  const callback = new URL(callbackPath, o.publicUrl).href
  const withSecret = async (client: ProviderClient): Promise<OidcClient> => ({
    ...client,
    clientSecret: await readSecret(control, o.secret, client),
  })
  const cookie = cookieFor(o.publicUrl)
  return {
    /** Where the provider sends browsers back to; to be entered there. */
    providerCallback: callback,
    hasProviderSecret: async (place: ProviderPlace): Promise<boolean> => (await sealedOf(control, place)) !== null,
    /** The client secret is kept sealed; null takes it away. */
    keepProviderSecret: (place: ProviderPlace, secret: string | null): Promise<void> => keepSecret(control, o.secret, { ...place, secret }),
    /** Whether the provider answers as one does. @throws `kernel.provider-unreachable` */
    tryProvider: async (client: ProviderClient): Promise<{ issuer: string }> => ({
      issuer: (await discover(await withSecret(client))).serverMetadata().issuer,
    }),
    /** Where the browser goes. The cookie binds the way back to this browser. @throws `kernel.provider-unreachable` */
    beginProvider: async (client: ProviderClient, from: Origin): Promise<{ location: string; cookies: Cookies }> => {
      await countAttempt(control, [{ name: 'provider from', of: from.address, most: 60, seconds: 900 }])
      const { location, state, journey } = await beginOidc(await withSecret(client), callback)
      const browser = randomBytes(32).toString('base64url')
      const { providerId, workspaceId } = client
      const value: Pending = { providerId, workspaceId, journey, browser: hashOf(browser) }
      await keepPending(control, `provider ${state}`, { value, seconds: journeySeconds })
      return { location, cookies: [cookie(browser, journeySeconds)] }
    },
    /** Of which provider the browser comes back, once. @throws `kernel.sign-in-again` for another browser, a second time, or too late. */
    takeJourney: async (state: string, cookieHeader: string, from: Origin): Promise<ProviderPlace & { journey: Journey }> => {
      await countAttempt(control, [{ name: 'provider from', of: from.address, most: 60, seconds: 900 }])
      const begun = (await takePending<Pending>(control, `provider ${state}`)) ?? fail('kernel.sign-in-again')
      const browser = cookieNamed(cookieHeader, cookieName)?.slice(cookieName.length + 1) ?? ''
      if (!timingSafeEqual(Buffer.from(hashOf(browser)), Buffer.from(begun.browser))) fail('kernel.sign-in-again')
      return begun
    },
    /** Who came back. @throws `kernel.provider-unreachable`, `kernel.provider-refused` */
    finishProvider: async (client: ProviderClient, journey: Journey, back: Return): Promise<Proven> =>
      finishOidc(await withSecret(client), { callback, journey, back }),
    /** The member whose account the provider has opened before; null for a new face. */
    memberOfSubject: async (place: ProviderPlace, subject: string): Promise<string | null> => {
      const [row] = await control.query(sql`SELECT m.member_id FROM control.account a
        JOIN control.membership m ON m.user_id = a.user_id AND m.workspace_id = ${place.workspaceId}
        WHERE a.provider_id = ${keyOf(place)} AND a.account_id = ${subject}`)
      return row ? String(row.member_id) : null
    },
    /** Cookies of a new session of that member, which holds in this workspace alone. @throws `kernel.provider-refused` */
    enterByProvider: async (
      place: ProviderPlace,
      who: Readonly<{ memberId: string; name: string; email: string; subject: string; hasSecondFactor: boolean; idToken: string }>,
      from: Origin,
    ): Promise<Cookies> => {
      const member = { workspaceId: place.workspaceId, memberId: who.memberId }
      const userId = await accountOf(parts, member, who)
      await assertOnlyHere(control, userId, place.workspaceId)
      await linkSubject(control, { userId, key: keyOf(place), subject: who.subject })
      await insertMembership(control, { ...member, userId })
      await known.forget({ userId })
      const made = await signInAs(identity, userId)
      const as = { method: 'sso', hasSecondFactor: who.hasSecondFactor, workspaceId: place.workspaceId } as const
      await markSession(control, made.sessionId, { ...as, from, provider: keptOf(o.secret, place, who.idToken) })
      await known.forget({ sessionId: made.sessionId })
      tell('sign-in', member, { from, detail: { method: 'sso', provider: place.providerId } })
      return [...made.cookies, cookie('', 0)]
    },
    /** Somebody came back and was not let in. */
    tellProviderRefused: (
      place: ProviderPlace,
      o: Readonly<{ reason: string; email: string | null; memberId: string | null }>,
      from: Origin,
    ): void =>
      tell(
        'sign-in-failed',
        { workspaceId: place.workspaceId, memberId: o.memberId },
        {
          from,
          ...(o.email ? { about: o.email } : {}),
          detail: { method: 'sso', provider: place.providerId, reason: o.reason },
        },
      ),
  }
}

const cookieFor =
  (publicUrl: string) =>
  (value: string, seconds: number): string =>
    `${cookieName}=${value}; Path=/api/v1/session; Max-Age=${seconds}; HttpOnly; SameSite=Lax${publicUrl.startsWith('https:') ? '; Secure' : ''}`
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')
const keyOf = ({ providerId }: ProviderPlace): string => `oidc ${providerId}`

/**
 * A provider speaks for its workspace alone: whoever works in others too signs in another way, else the administrators of one workspace could open
 * the accounts of another's people.
 *
 * @throws `kernel.provider-refused`
 */
async function assertOnlyHere(control: Control, userId: string, workspaceId: number): Promise<void> {
  const { memberships } = await findPlace(control, { userId, sessionId: null })
  if (memberships.some((one) => one.workspaceId !== workspaceId)) fail('kernel.provider-refused', { reason: 'other-workspaces' })
}

/** The account is that subject's from now on. @throws `kernel.provider-refused` when it already is another one's: addresses pass from person to person. */
async function linkSubject(
  control: Control,
  { userId, key, subject }: Readonly<{ userId: string; key: string; subject: string }>,
): Promise<void> {
  const now = new Date()
  await control.query(sql`INSERT INTO control.account (id, account_id, provider_id, user_id, created_at, updated_at)
    SELECT ${newId()}, ${subject}, ${key}, ${userId}, ${now}, ${now}
    WHERE NOT EXISTS (SELECT 1 FROM control.account WHERE provider_id = ${key} AND user_id = ${userId}) ON CONFLICT (provider_id, account_id) DO NOTHING`)
  const [row] = await control.query(
    sql`SELECT 1 FROM control.account WHERE provider_id = ${key} AND user_id = ${userId} AND account_id = ${subject}`,
  )
  if (!row) fail('kernel.provider-refused', { reason: 'other-account' })
}

/** The account of the member, or of the address; made when there is none. It has no password. */
async function accountOf({ o, identity }: Parts, member: Membership, who: Readonly<{ name: string; email: string }>): Promise<string> {
  const mine = await findUserOf(o.database.control, member)
  if (mine) return mine
  const { internalAdapter } = await identity.auth.$context
  const email = who.email.trim().toLowerCase()
  const existing = await internalAdapter.findUserByEmail(email)
  return existing?.user.id ?? (await internalAdapter.createUser({ email, name: who.name, emailVerified: true }, { method: 'oauth' })).id
}
