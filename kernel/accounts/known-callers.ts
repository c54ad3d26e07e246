import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../db/pool.ts'

const channel = 'zhike_access'
const keepMs = 60_000
const mostKept = 20_000

/** Which callers are no longer as they were known. Nothing named: all of them. */
export type Forgotten = Readonly<{ userId?: string; keyId?: string; sessionId?: string; workspaceId?: number; memberId?: string }>

type Subject = Readonly<{
  userId: string | null
  keyId?: string
  sessionId: string | null
  memberships: readonly Readonly<{ workspaceId: number; memberId: string }>[]
}>

/** Who stands behind a token, remembered for a minute, so that a request costs no query; dropped in all processes as soon as it changes. */
export type KnownCallers<C extends Subject> = Readonly<{
  /** What `load` found for the token. Unknown tokens are not remembered. */
  find(token: string, load: () => Promise<C | null>): Promise<C | null>
  /** Here at once, in the other processes as fast as the database tells them. */
  forget(which: Forgotten): Promise<void>
  onForgotten(listener: (which: Forgotten) => void): () => void
  count(): number
  close(): Promise<void>
}>

export async function openKnownCallers<C extends Subject>(database: Database): Promise<KnownCallers<C>> {
  const kept = new Map<string, { caller: C; untilMs: number }>()
  const listeners = new Set<(which: Forgotten) => void>()
  // What was being looked up while somebody was forgotten may be outdated already.
  let round = 0

  const drop = (which: Forgotten): void => {
    round++
    for (const [key, { caller }] of kept) if (isMeant(which, caller)) kept.delete(key)
    for (const listener of listeners) listener(which)
  }
  const stop = await database.listen(
    channel,
    (payload) => drop(JSON.parse(payload) as Forgotten),
    () => drop({}),
  )

  const keep = (key: string, caller: C): void => {
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
    kept.set(key, { caller, untilMs: Date.now() + keepMs })
  }
  return {
    find: async (token, load) => {
      const key = createHash('sha256').update(token).digest('base64')
      const found = kept.get(key)
      if (found && found.untilMs > Date.now()) return found.caller
      kept.delete(key)
      const began = round
      const caller = await load()
      if (caller && began === round) keep(key, caller)
      return caller
    },
    forget: async (which) => {
      drop(which)
      await tell(database, JSON.stringify(which))
    },
    onForgotten: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    count: () => kept.size,
    close: stop,
  }
}

/** Said again when the connection was just lost: the others would go on for a minute with what is no longer true. */
async function tell(database: Database, payload: string): Promise<void> {
  try {
    await database.notify(channel, payload)
  } catch {
    await pause(200)
    await database.notify(channel, payload)
  }
}

function isMeant(which: Forgotten, caller: Subject): boolean {
  if (which.userId !== undefined) return caller.userId === which.userId
  if (which.keyId !== undefined) return caller.keyId === which.keyId
  if (which.sessionId !== undefined) return caller.sessionId === which.sessionId
  if (which.workspaceId === undefined) return true
  return caller.memberships.some((one) => one.workspaceId === which.workspaceId && (!which.memberId || one.memberId === which.memberId))
}
