import type { AuthenticatorTransport, RegistrationResponseJSON } from '@simplewebauthn/server'
import { sql } from '../../db/sql.ts'
import { fail } from '../../model/fault.ts'
import { newId } from '../../model/uuid.ts'
import type { Caller, Control, Origin, Parts } from '../parts.ts'
import { keepPending, takePending } from '../pending.ts'
import { personOf } from './second-factor.ts'

export type Passkey = Readonly<{ id: string; name: string; createdAt: string; usedAt: string | null }>

/** A question to the device; `ticket` names it when the answer comes back. */
export type Challenge = Readonly<{ ticket: string; options: Readonly<Record<string, unknown>> }>

/** Loaded by whoever first uses a passkey: it and what it brings take 25 MB. */
export const webauthn = () => import('@simplewebauthn/server')

const challengeSeconds = 300
const mostPerPerson = 20

/** Devices bind keys to the name under which the browser sees this installation; under which names it answers was looked at before. */
export function placeOf(publicUrl: string, origin: string | undefined): { rpID: string; origin: string } {
  const { hostname, origin: whole } = new URL(origin && URL.canParse(origin) ? origin : publicUrl)
  return { rpID: hostname, origin: whole }
}

export async function keepChallenge(control: Control, value: object, options: object): Promise<Challenge> {
  const ticket = newId()
  await keepPending(control, `passkey ${ticket}`, { value, seconds: challengeSeconds })
  return { ticket, options: options as Record<string, unknown> }
}

/** Passkeys: keys that a device keeps and opens by finger, face or code. One is both factors at once. */
export function passkeys({ o, tell }: Parts) {
  const { control } = o.database
  const list = async (userId: string) =>
    control.query(sql`SELECT id, name, created_at, used_at, transports FROM control.passkey WHERE user_id = ${userId} ORDER BY created_at`)
  return {
    listPasskeys: async (caller: Caller): Promise<readonly Passkey[]> =>
      (await list(personOf(caller))).map((row) => ({
        id: String(row.id),
        name: String(row.name),
        createdAt: new Date(row.created_at as string).toISOString(),
        usedAt: row.used_at === null ? null : new Date(row.used_at as string).toISOString(),
      })),
    /** What the device is asked when a passkey is made. */
    beginPasskey: async (caller: Caller, origin: string | undefined): Promise<Challenge> => {
      const userId = personOf(caller)
      const existing = await list(userId)
      if (existing.length >= mostPerPerson) fail('kernel.too-large', { reason: 'rows', max: mostPerPerson })
      const { generateRegistrationOptions } = await webauthn()
      const options = await generateRegistrationOptions({
        rpName: 'Zhike',
        rpID: placeOf(o.publicUrl, origin).rpID,
        userName: caller.email ?? userId,
        userID: new TextEncoder().encode(userId),
        attestationType: 'none',
        excludeCredentials: existing.map((row) => ({ id: String(row.id), transports: row.transports as AuthenticatorTransport[] })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
      return keepChallenge(control, { challenge: options.challenge, userId }, options)
    },
    /** The device has made a key; from now on it opens the account. @throws `kernel.bad-token` */
    finishPasskey: async (
      caller: Caller,
      given: { ticket: string; response: unknown; name: string; origin?: string | undefined },
      from: Origin,
    ): Promise<Passkey> => {
      const userId = personOf(caller)
      const asked = await takePending<{ challenge: string; userId: string }>(control, `passkey ${given.ticket}`)
      if (asked?.userId !== userId) fail('kernel.bad-token')
      const { verifyRegistrationResponse } = await webauthn()
      const verified = await verifyRegistrationResponse({
        response: given.response as RegistrationResponseJSON,
        expectedChallenge: asked.challenge,
        expectedOrigin: placeOf(o.publicUrl, given.origin).origin,
        expectedRPID: placeOf(o.publicUrl, given.origin).rpID,
        requireUserVerification: true,
      }).catch(() => fail('kernel.bad-token'))
      if (!verified.verified) fail('kernel.bad-token')
      const { credential } = verified.registrationInfo
      const now = new Date()
      await control.query(sql`INSERT INTO control.passkey (id, user_id, public_key, counter, transports, name, created_at) VALUES (${credential.id}, ${userId},
        ${Buffer.from(credential.publicKey).toString('base64url')}, ${credential.counter}::bigint, ${credential.transports ?? []}::text[], ${given.name}, ${now})`)
      tell('passkey-added', { userId }, { from })
      return { id: credential.id, name: given.name, createdAt: now.toISOString(), usedAt: null }
    },
    /** @throws `kernel.not-found` */
    removePasskey: async (caller: Caller, id: string, from: Origin): Promise<void> => {
      const userId = personOf(caller)
      const gone = await control.affected(sql`DELETE FROM control.passkey WHERE id = ${id} AND user_id = ${userId}`)
      if (gone === 0) fail('kernel.not-found', { passkey: id })
      tell('passkey-removed', { userId }, { from })
    },
  }
}
