import type { AuthenticationResponseJSON, AuthenticatorTransport } from '@simplewebauthn/server'
import { sql } from '../../db/sql.ts'
import { fail } from '../../model/fault.ts'
import { countAttempt } from '../attempts.ts'
import { signInAs } from '../identity.ts'
import type { Cookies, Origin, Parts } from '../parts.ts'
import { takePending } from '../pending.ts'
import { markSession } from '../sessions.ts'
import { type Challenge, keepChallenge, placeOf, webauthn } from './passkeys.ts'

/** Signing in by passkey. */
export function passkeySignIn({ o, identity, known, tell }: Parts) {
  const { control } = o.database
  return {
    /** What the device is asked when somebody signs in; who, only the device knows. */
    askPasskey: async (origin: string | undefined, from: Origin): Promise<Challenge> => {
      await countAttempt(control, [{ name: 'passkey from', of: from.address, most: 100, seconds: 900 }])
      const { generateAuthenticationOptions } = await webauthn()
      const options = await generateAuthenticationOptions({ rpID: placeOf(o.publicUrl, origin).rpID, userVerification: 'required' })
      return keepChallenge(control, { challenge: options.challenge }, options)
    },
    /** Cookies of a new session of the person whose key answered. @throws `kernel.bad-token` */
    signInWithPasskey: async (
      given: { ticket: string; response: unknown; origin?: string | undefined },
      from: Origin,
    ): Promise<Cookies> => {
      const asked = (await takePending<{ challenge: string }>(control, `passkey ${given.ticket}`)) ?? fail('kernel.sign-in-again')
      const response = given.response as AuthenticationResponseJSON
      const [row] = await control.query(
        sql`SELECT id, user_id, public_key, counter::int AS counter, transports FROM control.passkey WHERE id = ${String(response?.id)}`,
      )
      if (!row) fail('kernel.bad-token')
      const { verifyAuthenticationResponse } = await webauthn()
      const verified = await verifyAuthenticationResponse({
        response,
        expectedChallenge: asked.challenge,
        expectedOrigin: placeOf(o.publicUrl, given.origin).origin,
        expectedRPID: placeOf(o.publicUrl, given.origin).rpID,
        requireUserVerification: true,
        credential: {
          id: String(row.id),
          publicKey: new Uint8Array(Buffer.from(String(row.public_key), 'base64url')),
          counter: Number(row.counter),
          transports: row.transports as AuthenticatorTransport[],
        },
      }).catch(() => fail('kernel.bad-token'))
      const userId = String(row.user_id)
      if (!verified.verified) fail('kernel.bad-token')
      await control.query(
        sql`UPDATE control.passkey SET counter = ${verified.authenticationInfo.newCounter}::bigint, used_at = ${new Date()} WHERE id = ${String(row.id)}`,
      )
      const made = await signInAs(identity, userId)
      await markSession(control, made.sessionId, { method: 'passkey', hasSecondFactor: true, from })
      await known.forget({ sessionId: made.sessionId })
      tell('sign-in', { userId }, { from, detail: { method: 'passkey' } })
      return made.cookies
    },
  }
}
