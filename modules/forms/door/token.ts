import { timingSafeEqual } from 'node:crypto'
import type { GuestCall } from '#kernel'

const longestMs = 24 * 3_600_000

type Marker = Pick<GuestCall, 'mark' | 'key'>

/** Says when a form was opened; nobody else can make one, and it is good for this form alone. */
export const newToken = (call: Marker, nowMs: number): string => `${nowMs.toString(36)}.${signed(call, nowMs.toString(36))}`

/** How long ago the form was opened, in milliseconds; null for a token that is none of ours or a day old. */
export function ageOf(call: Marker, token: unknown, nowMs: number): number | null {
  const [at = '', given = ''] = typeof token === 'string' ? token.split('.') : []
  const wanted = Buffer.from(signed(call, at))
  const isOurs = given.length === wanted.length && timingSafeEqual(Buffer.from(given.padEnd(wanted.length).slice(0, wanted.length)), wanted)
  const age = nowMs - Number.parseInt(at, 36)
  return isOurs && age >= 0 && age <= longestMs ? age : null
}

const signed = ({ mark, key }: Marker, at: string): string => mark(`form ${key} opened ${at}`)
