import { system } from '../../access/define-access.ts'
import type { Accounts, Cookies, Origin } from '../../accounts/accounts.ts'
import type { Left } from '../../accounts/providers/leave-provider.ts'
import type { Proven, Return } from '../../accounts/providers/oidc.ts'
import { sql } from '../../db/sql.ts'
import type { Engine } from '../../engine-types.ts'
import { Fault, fail } from '../../model/fault.ts'
import { member } from '../../model/people.ts'
import type { WorkspaceFacts } from '../../query/question.ts'

export type Provider = Readonly<{
  id: string
  name: string
  issuer: string
  clientId: string
  createsMembers: boolean
  roles: readonly string[]
  department: string | null
  trustsSecondFactor: boolean
  signsOut: boolean
}>

type Member = Readonly<{ id: string; name: string; email: string; active: boolean }>
type Deps = Readonly<{ engine: Engine; accounts: Accounts }>

/** The providers of a workspace that are in use. One statement. */
export async function listProviders({ database }: Pick<Engine, 'database'>, workspace: WorkspaceFacts): Promise<readonly Provider[]> {
  const rows = await database
    .read(workspace)
    .query(sql`SELECT id, name, issuer, client_id, creates_members, roles, department_id, trusts_second_factor, signs_out
    FROM ${sql.id(workspace.schema, 'identity_provider')} WHERE coalesce(active, true) ORDER BY name`)
  return rows.map((row) => ({
    id: String(row.id),
    name: String(row.name),
    issuer: String(row.issuer),
    clientId: String(row.client_id),
    createsMembers: row.creates_members === true,
    roles: (row.roles as string[] | null) ?? [],
    department: (row.department_id as string | null) ?? null,
    trustsSecondFactor: row.trusts_second_factor === true,
    signsOut: row.signs_out === true,
  }))
}

export const placeOf = (workspace: WorkspaceFacts, provider: Provider) => ({
  providerId: provider.id,
  workspaceId: workspace.id,
  issuer: provider.issuer,
  clientId: provider.clientId,
})

type Back = Return & Readonly<{ cookieHeader: string }>

/**
 * Cookies of a session for who came back from a provider.
 *
 * @throws `kernel.sign-in-again`, `kernel.provider-unreachable`, `kernel.provider-refused` with why
 */
export async function enterFromProvider(
  deps: Deps,
  back: Back,
  o: Readonly<{ from: Origin; workspaceOf: (id: number) => Promise<WorkspaceFacts> }>,
): Promise<Cookies> {
  const { accounts, engine } = deps
  const { journey, ...begun } = await accounts.takeJourney(back.state, back.cookieHeader, o.from)
  const workspace = await o.workspaceOf(begun.workspaceId)
  const provider = (await listProviders(engine, workspace)).find(({ id }) => id === begun.providerId)
  if (!provider) fail('kernel.provider-refused', { reason: 'gone' })
  const place = placeOf(workspace, provider)
  const seen: { email: string | null; memberId: string | null } = { email: null, memberId: null }
  try {
    const proven = await accounts.finishProvider(place, journey, back)
    seen.email = proven.email
    const found = await memberOf(deps, { workspace, provider }, proven)
    seen.memberId = found.id
    if (!found.active) fail('kernel.provider-refused', { reason: 'not-active' })
    const hasSecondFactor = provider.trustsSecondFactor && proven.hasSecondFactor
    const who = {
      memberId: found.id,
      name: found.name,
      email: found.email,
      subject: proven.subject,
      hasSecondFactor,
      idToken: proven.idToken,
    }
    return await accounts.enterByProvider(place, who, o.from)
  } catch (error) {
    const reason = error instanceof Fault ? String(error.details.reason ?? error.code) : 'error'
    accounts.tellProviderRefused(place, { reason, ...seen }, o.from)
    throw error
  }
}

/** Where the browser goes to be signed out at its provider too; null where the provider is not there any more, or was not told to. */
export async function leaveProvider(
  { accounts, engine }: Deps,
  left: Left,
  workspaceOf: (id: number) => Promise<WorkspaceFacts | null>,
): Promise<string | null> {
  const workspace = await workspaceOf(left.workspaceId)
  const provider = workspace && (await listProviders(engine, workspace)).find(({ id, signsOut }) => id === left.providerId && signsOut)
  return provider ? accounts.leaveProvider(placeOf(workspace, provider), left.idToken) : null
}

/** Whom the provider has let in before; else whose address it is; else, where the provider may, a new member. */
async function memberOf(deps: Deps, at: Readonly<{ workspace: WorkspaceFacts; provider: Provider }>, proven: Proven): Promise<Member> {
  const { accounts, engine } = deps
  const known = await accounts.memberOfSubject(placeOf(at.workspace, at.provider), proven.subject)
  const email = proven.email ?? ''
  if (!known && email === '') fail('kernel.provider-refused', { reason: 'unverified-mail' })
  const [row] = await engine.database
    .read(at.workspace)
    .query(sql`SELECT id, name, email, coalesce(active, false) AS active FROM ${sql.id(at.workspace.schema, 'member')}
    WHERE CASE WHEN ${known}::uuid IS NULL THEN lower(email) = ${email} ELSE id = ${known}::uuid END`)
  if (row) return { id: String(row.id), name: String(row.name), email: String(row.email ?? email), active: row.active === true }
  if (known || !at.provider.createsMembers) fail('kernel.provider-refused', { reason: 'no-member' })
  return newMember(engine, at, { email, name: proven.name ?? email })
}

async function newMember(
  engine: Engine,
  { workspace, provider }: Readonly<{ workspace: WorkspaceFacts; provider: Provider }>,
  { email, name }: Readonly<{ email: string; name: string }>,
): Promise<Member> {
  const session = { workspace, actor: system(`single sign-on: ${provider.name}`) }
  const department = provider.department ? { department: provider.department as never } : {}
  const [made] = await engine.work(session, { via: 'web' }, (work) =>
    work.create(member, [{ name, email, roles: provider.roles as never, active: true, ...department }]),
  )
  return { id: String(made!.id), name, email, active: true }
}
