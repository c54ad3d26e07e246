import { addDays, defineRules, issue } from '#kernel/model'
import { account, lead } from '#objects/customers'

const longestLockDays = 180

type Held = Readonly<{
  owner?: unknown
  pool?: unknown
  poolReason?: unknown
  poolNote?: unknown
  pooledAt?: unknown
  lastOwner?: unknown
  heldSince?: unknown
  lockedUntil?: string | null
  returnOn?: unknown
  returnRule?: unknown
}>
type Context = Readonly<{ now: string; today: string; memberId: string | null; isSystem?: boolean }>

const left = { poolReason: null, poolNote: null, pooledAt: null, claimableAt: null, lastOwner: null, releasedBy: null }
const calm = { returnOn: null, returnRule: null }

/** A record has an owner or lies in a pool, never both; whichever was set last counts. */
function derive(row: Held, before: Held | null, { now, memberId }: Context) {
  const cameIn = !!row.pool && row.pool !== before?.pool
  const given = before?.owner ? { lastOwner: before.owner, releasedBy: memberId } : {}
  if (cameIn) return { owner: null, pooledAt: now, heldSince: null, lockedUntil: null, ...calm, ...given }
  // Whoever protects it past the day on which a rule would take it need not be reminded of that day.
  const isSafe = !!row.returnOn && !!row.lockedUntil && row.lockedUntil >= String(row.returnOn) && row.lockedUntil !== before?.lockedUntil
  const wasTaken = !!row.owner && row.owner !== before?.owner && !!before
  if (wasTaken) return { pool: null, heldSince: now, ...left, ...calm }
  if (!row.pool && before?.pool) return left
  return isSafe ? calm : {}
}

const isNew = (row: Held, before: Held, name: keyof Held): boolean => (row[name] ?? null) !== (before[name] ?? null)

function check(row: Held, before: Held | null, { today, isSystem }: Context) {
  const cameIn = !!before && !!row.pool && row.pool !== before.pool
  const isClock = !!before && !isSystem && row.owner === before.owner
  const isCalmed = !row.returnOn && !!row.lockedUntil && !!before?.returnOn && row.lockedUntil >= String(before.returnOn)
  return [
    cameIn && !row.poolReason && issue('poolReason', 'pools.needs-reason'),
    cameIn && row.poolReason === 'other' && !row.poolNote && issue('poolNote', 'pools.needs-note'),
    !!row.lockedUntil &&
      row.lockedUntil !== before?.lockedUntil &&
      row.lockedUntil > addDays(today, longestLockDays) &&
      issue('lockedUntil', 'pools.lock-too-long', { days: longestLockDays }),
    // What the rules of the pool found is theirs to say.
    isClock && !isCalmed && (isNew(row, before, 'returnOn') || isNew(row, before, 'returnRule')) && issue('returnOn', 'kernel.read-only'),
    !!row.pool && !!row.lockedUntil && issue('lockedUntil', 'pools.locked-in-pool'),
  ]
}

const reads = ['owner', 'pool', 'poolReason', 'poolNote', 'pooledAt', 'heldSince', 'lockedUntil', 'returnOn', 'returnRule']

/** The same for customers and leads; the fields come by an extension, so the objects' own types do not know them. */
const rulesOf = (object: typeof account | typeof lead) =>
  defineRules(object, { reads: reads as never, derive: derive as never, check: check as never })

export const accountPoolRules = rulesOf(account)
export const leadPoolRules = rulesOf(lead)
