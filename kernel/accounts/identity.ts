import { betterAuth } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { clientConfig, openPool } from '../db/connections.ts'
import { Fault, fail } from '../model/fault.ts'
import { type PasswordAbout, passwordFault } from './password-rules.ts'

export const leastPasswordCharacters = 12
export const mostPasswordCharacters = 128
const day = 86_400

export type IdentityOptions = Readonly<{
  /** Address of the database. */
  url: string
  secret: string
  /** Where browsers find this installation. With https the cookie is sent over https only. */
  publicUrl: string
  /** Told the token and the page that was asked for; whatever it does must not hold up the answer. */
  sendReset: (letter: { user: { id: string; email: string; name: string }; token: string; page: string }) => void
  onError: (message: string) => void
}>

/**
 * Passwords and sessions by better-auth, on the schema `control` through a pool of its own. Its own HTTP routes are not served:
 * ours call it, so that everything wrong is a fault of ours.
 */
export function openIdentity(o: IdentityOptions) {
  const limits = { lockMs: 10_000, statementMs: 30_000, idleInTransactionMs: 30_000 }
  const pool = openPool(clientConfig({ url: o.url, applicationName: 'zhike accounts' }, limits, ['search_path=control']), 4)
  const auth = betterAuth({
    appName: 'Zhike',
    baseURL: new URL(o.publicUrl).origin,
    basePath: '/api/identity',
    secret: o.secret,
    database: pool,
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: 'error', log: (_level, message) => o.onError(message) },
    advanced: {
      cookiePrefix: 'zhike',
      useSecureCookies: o.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    user: { fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' } },
    session: {
      expiresIn: 30 * day,
      updateAge: day,
      fields: {
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        userId: 'user_id',
      },
    },
    account: {
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: { fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' }, storeIdentifier: 'hashed' },
    plugins: [
      twoFactor({
        issuer: 'Zhike',
        allowPasswordless: true,
        backupCodeOptions: { amount: 10, length: 12, storeBackupCodes: 'encrypted' },
        accountLockout: { maxFailedAttempts: 10, durationSeconds: 900 },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'two_factor',
            fields: {
              backupCodes: 'backup_codes',
              userId: 'user_id',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      sessionsOfOurs(),
    ],
    emailAndPassword: {
      enabled: true,
      minPasswordLength: leastPasswordCharacters,
      maxPasswordLength: mostPasswordCharacters,
      resetPasswordTokenExpiresIn: 3_600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, url, token }) => {
        o.sendReset({ user, token, page: new URL(url).searchParams.get('callbackURL') ?? '/' })
      },
    },
  })
  return { auth, close: () => pool.end() }
}

export type Identity = ReturnType<typeof openIdentity>

/** A session for a person whom another way has proven: a passkey, a provider, a link. Not reachable from outside. */
const sessionsOfOurs = () =>
  ({
    id: 'zhike',
    endpoints: {
      signInAs: createAuthEndpoint.serverOnly({ method: 'POST' }, async (context) => {
        const { userId } = context.body as { userId: string }
        const user = (await context.context.internalAdapter.findUserById(userId)) ?? fail('kernel.bad-token')
        const session = await context.context.internalAdapter.createSession(user.id, false)
        await setSessionCookie(context, { session, user })
        return { sessionId: session.id }
      }),
    },
  }) as const

/** A new session of that person, whom another way has proven. */
export async function signInAs(identity: Identity, userId: string): Promise<{ sessionId: string; cookies: readonly string[] }> {
  // The endpoint declares no schema for its body: nobody but us calls it.
  const made = await asFaults(() => identity.auth.api.signInAs({ body: { userId } as never, returnHeaders: true }))
  return { sessionId: made.response.sessionId, cookies: made.headers.getSetCookie() }
}

/** Who is signed in by these cookies. */
export async function sessionIn(identity: Identity, cookies: readonly string[]): Promise<{ sessionId: string; userId: string } | null> {
  const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
  const found = await identity.auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })
  return found && { sessionId: found.session.id, userId: found.user.id }
}

/** A password that may be used. @throws `kernel.weak-password` for one that is too short or too long, or among those that are tried first. */
export function checkPassword(password: string, about: PasswordAbout = {}): string {
  if ([...password].length < leastPasswordCharacters || password.length > mostPasswordCharacters)
    fail('kernel.weak-password', { min: leastPasswordCharacters, max: mostPasswordCharacters })
  const reason = passwordFault(password, about)
  return reason ? fail('kernel.weak-password', { reason }) : password
}

const codes: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'kernel.wrong-password',
  INVALID_EMAIL: 'kernel.wrong-password',
  INVALID_PASSWORD: 'kernel.wrong-password',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'kernel.wrong-password',
  PASSWORD_TOO_LONG: 'kernel.weak-password',
  PASSWORD_TOO_SHORT: 'kernel.weak-password',
  INVALID_TOKEN: 'kernel.bad-token',
  USER_NOT_FOUND: 'kernel.bad-token',
  INVALID_CODE: 'kernel.wrong-code',
  INVALID_BACKUP_CODE: 'kernel.wrong-code',
  TOTP_NOT_ENABLED: 'kernel.wrong-code',
  BACKUP_CODES_NOT_ENABLED: 'kernel.wrong-code',
  TOTP_ALREADY_ENABLED: 'kernel.second-factor-there',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'kernel.sign-in-again',
  INVALID_TWO_FACTOR_COOKIE: 'kernel.sign-in-again',
  ACCOUNT_TEMPORARILY_LOCKED: 'kernel.locked',
}

/** What `run` answers. What better-auth refuses becomes a fault; everything else it throws stays as it is. */
export async function asFaults<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    const code = codes[String(error.body?.code)] ?? (error.statusCode === 401 ? 'kernel.unauthenticated' : undefined)
    if (!code) throw error
    throw Object.assign(new Fault(code, detailsOf(code)), { cause: error })
  }
}

const detailsOf = (code: string): Record<string, number> => {
  if (code === 'kernel.weak-password') return { min: leastPasswordCharacters, max: mostPasswordCharacters }
  return code === 'kernel.locked' ? { retryAfterSeconds: 900 } : {}
}
