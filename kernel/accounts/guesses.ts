import { createHash } from 'node:crypto'
import type { Connection } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'

/** Wrong guesses of one kind: after `free` of them each further one makes the wait twice as long, from half a minute up to an hour. */
type Rule = Readonly<{ name: string; free: number }>

const rules = {
  account: { name: 'account', free: 50 },
  pair: { name: 'account and address', free: 5 },
  address: { name: 'address', free: 200 },
} as const
const firstWaitSeconds = 30
const longestWaitSeconds = 3_600
/** Guesses of so long ago no longer count. */
const forgottenAfterMs = 24 * 3_600_000

export type Guesser = Readonly<{ email: string; address: string }>

const hash = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('base64url')
const keysOf = ({ email, address }: Guesser) => [
  { rule: rules.account as Rule, key: hash('account', email) },
  { rule: rules.pair as Rule, key: hash('pair', email, address) },
  { rule: rules.address as Rule, key: hash('address', address) },
]

/**
 * One guess begins. It counts at once, so that many at the same time are as many; `forgetGuesses` takes it back when it was right.
 *
 * @throws `kernel.locked` with `retryAfterSeconds` while the wait lasts, whether the guess would be right or not.
 */
export async function countGuess(control: Connection, guesser: Guesser): Promise<{ isLocked: boolean }> {
  const now = new Date()
  const keys = keysOf(guesser)
  const rows = await control.query(
    sql`SELECT max(until) AS until FROM control.guess WHERE key = ANY(${keys.map(({ key }) => key)}::text[]) AND until > ${now}`,
  )
  if (rows[0]?.until)
    fail('kernel.locked', {
      retryAfterSeconds: Math.max(1, Math.ceil((new Date(rows[0].until as string).getTime() - now.getTime()) / 1_000)),
    })
  let isLocked = false
  for (const { rule, key } of keys) {
    const forgotten = new Date(now.getTime() - forgottenAfterMs)
    const [row] =
      await control.query(sql`INSERT INTO control.guess AS g (key, subject, count, since, until) VALUES (${key}, ${hash('subject', guesser.email)}, 1, ${now}, ${now})
      ON CONFLICT (key) DO UPDATE SET count = CASE WHEN g.since < ${forgotten} THEN 1 ELSE g.count + 1 END, since = ${now},
        until = ${now}::timestamptz + CASE WHEN g.since >= ${forgotten} AND g.count + 1 >= ${rule.free}::int
          THEN make_interval(secs => least(${longestWaitSeconds}, ${firstWaitSeconds} * power(2, least(g.count + 1 - ${rule.free}::int, 20)))) ELSE interval '0' END
      RETURNING until > ${now} AS locked`)
    isLocked ||= row?.locked === true
  }
  return { isLocked }
}

/** The guess was right: what counted against the account from this address no longer does, and this one counts nowhere. */
export async function forgetGuesses(control: Connection, guesser: Guesser): Promise<void> {
  const [account, pair, address] = keysOf(guesser).map(({ key }) => key)
  await control.query(sql`DELETE FROM control.guess WHERE key = ${pair}`)
  await control.query(
    sql`UPDATE control.guess SET count = greatest(count - 1, 0), until = ${new Date()} WHERE key = ANY(${[account, address]}::text[])`,
  )
}

/** Nothing counts against the account any more, from wherever. */
export async function unlockAccount(control: Connection, email: string): Promise<boolean> {
  return (await control.affected(sql`DELETE FROM control.guess WHERE subject = ${hash('subject', email)}`)) > 0
}

/** Until when the account is locked from some address; null when it is not. */
export async function lockedUntil(control: Connection, email: string): Promise<string | null> {
  const [row] = await control.query(
    sql`SELECT max(until) AS until FROM control.guess WHERE subject = ${hash('subject', email)} AND until > ${new Date()}`,
  )
  return row?.until ? new Date(row.until as string).toISOString() : null
}

/** Guesses whose time is over are no longer kept. */
export async function dropOldGuesses(control: Connection): Promise<void> {
  await control.query(sql`DELETE FROM control.guess WHERE since < ${new Date(Date.now() - forgottenAfterMs)} AND until < ${new Date()}`)
}
