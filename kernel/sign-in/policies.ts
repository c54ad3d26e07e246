import type { Caller, Method } from '../accounts/parts.ts'
import type { Database } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { openNets, readAddresses } from './addresses.ts'

/** One rule for signing in. */
export type Policy = Readonly<{
  /** Empty: everybody. */
  roles: readonly string[]
  secondFactor: boolean
  methods: readonly Method[]
  isAllowed: ((address: string) => boolean) | null
}>

/** What a person still has to do before anything is answered. */
export type Need = 'second-factor' | 'second-factor-setup'

/**
 * What of the rules for signing in stands in the way of this caller; null for nothing. A link made on the command line opens always: it is how an
 * administrator comes back in.
 *
 * @throws `kernel.address-not-allowed`, `kernel.method-not-allowed`
 */
export function checkPolicies(
  policies: readonly Policy[],
  { caller, roles, address }: Readonly<{ caller: Caller; roles: readonly string[]; address: string }>,
): Need | null {
  if (caller.method === 'link') return null
  const mine = policies.filter((policy) => policy.roles.length === 0 || policy.roles.some((role) => roles.includes(role)))
  if (mine.some(({ isAllowed }) => isAllowed && !isAllowed(address))) fail('kernel.address-not-allowed', { address })
  if (caller.kind === 'key') return null
  const { method } = caller
  if (method && mine.some(({ methods }) => methods.length > 0 && !methods.includes(method))) fail('kernel.method-not-allowed', { method })
  if (caller.hasSecondFactor) return null
  // Who has set one up shows it, whichever way he came in.
  if (caller.mayShowSecondFactor) return 'second-factor'
  return mine.some(({ secondFactor }) => secondFactor) ? 'second-factor-setup' : null
}

/** The rules of a workspace that are in force. */
export async function readPolicies(database: Database, workspace: WorkspaceFacts): Promise<readonly Policy[]> {
  const rows = await database
    .read(workspace)
    .query(sql`SELECT roles, second_factor, methods, addresses FROM ${sql.id(workspace.schema, 'sign_in_policy')}
    WHERE coalesce(active, true)`)
  return rows.map((row) => {
    const text = (row.addresses as string | null)?.trim() ?? ''
    return {
      roles: (row.roles as string[] | null) ?? [],
      secondFactor: row.second_factor === true,
      methods: (row.methods as Method[] | null) ?? [],
      // A list that cannot be read lets nobody in rather than everybody.
      isAllowed: text === '' ? null : openNets(readAddresses(text) ?? []),
    }
  })
}
