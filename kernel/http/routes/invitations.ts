import type { FastifyInstance, FastifyRequest } from 'fastify'
import { originOf } from '../../audit/http-audit.ts'
import { fail } from '../../model/fault.ts'
import { isUuid } from '../../model/uuid.ts'
import { readBody, sendJson, write } from '../answers.ts'
import { readerLocale, roadOf, sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { password, readInput, text } from '../read-input.ts'
import { readParameters } from '../read-query.ts'
import type { WorkspaceList } from '../workspace-list.ts'
import { toFacts } from '../workspace-list.ts'
import { enterOrAsk } from './session.ts'

type Deps = HttpDeps & Readonly<{ workspaces: WorkspaceList }>
type MemberRow = Readonly<{ id: string; name: string; email: string | null; active: boolean | null }>
const isOpen = { config: { isOpen: true } }
const members = ['name', 'email', 'roles', 'department', 'title', 'phone'] as const

/** How colleagues come in: a link by mail with which each sets the first password. For whoever may change all members. */
export function invitationRoutes(app: FastifyInstance, deps: Deps): void {
  const { engine, accounts, workspaces } = deps

  app.get('/invitations', async (request) => {
    const { workspace } = await looksAfterMembers(deps, request)
    const [list, rows] = [await accounts.listInvitations(workspace.id), await membersOf(deps, request)]
    const byId = new Map(rows.map((row) => [row.id, row]))
    return {
      rows: list.flatMap(({ member: id, ...rest }) => {
        const member = byId.get(id)
        return member ? [{ ...rest, member: { id, title: member.name } }] : []
      }),
    }
  })

  app.post('/invitations', async (request, reply) => {
    await looksAfterMembers(deps, request)
    readParameters(request, [])
    request.aboutObject = 'member'
    const body = readBody(request, members)
    if (typeof body.email !== 'string' || body.email.trim() === '') fail('kernel.bad-value', { path: 'email', want: 'email' })
    const session = sessionOf(request)
    const made = await engine.work(session, roadOf(request), async (work) => ({
      text: await engine.writes.create(work, 'member', [{ ...body, active: true }]),
      changeSet: work.changeSetId,
    }))
    await send(request, (JSON.parse(made.text) as MemberRow[])[0]!)
    reply.header('x-change-set', made.changeSet)
    return sendJson(reply, made.text.trim().slice(1, -1), 201)
  })

  app.post('/invitations/:member/again', async (request, reply) => {
    await looksAfterMembers(deps, request)
    const member = await memberOf(deps, request)
    if (!member.active) fail('kernel.not-found', { object: 'member', id: member.id })
    await send(request, member)
    return reply.code(204).send()
  })

  app.delete('/invitations/:member', async (request, reply) => {
    const { workspace } = await looksAfterMembers(deps, request)
    const member = await memberOf(deps, request)
    if (!(await accounts.withdrawInvitation({ workspaceId: workspace.id, memberId: member.id })))
      fail('kernel.not-found', { object: 'member', id: member.id })
    // Else the address could still ask for a new password, and come in by that.
    return write(engine, { request, reply }, async (work) => {
      await engine.writes.change(work, 'member', member.id, { active: false })
      return { status: 204, text: '' }
    })
  })

  app.get('/invitation', isOpen, async (request) => {
    const { token } = readParameters(request, ['token'])
    const invited = await accounts.findInvited(token ?? '', { address: request.ip })
    const stored = await workspaces.byId(invited.workspaceId)
    return { email: invited.email, workspace: stored?.name ?? '' }
  })

  app.post('/invitation/accept', isOpen, async (request, reply) => {
    const given = readInput(readBody(request, ['token', 'password']), { token: text(200), password })
    const invited = await accounts.findInvited(given.token, { address: request.ip })
    const workspace = toFacts((await workspaces.byId(invited.workspaceId)) ?? fail('kernel.bad-token'))
    // Only who is still active comes in.
    const actor = await engine.actorOf(workspace, invited.memberId).catch(() => fail('kernel.bad-token'))
    await accounts.acceptInvitation(invited, { workspace, name: actor.name, password: given.password })
    const signedIn = await accounts.signIn({ email: invited.email, password: given.password }, originOf(request))
    return enterOrAsk(deps, { request, reply }, signedIn)
  })

  async function send(request: FastifyRequest, member: MemberRow): Promise<void> {
    const { workspace, actor } = sessionOf(request)
    const email = member.email ?? fail('kernel.bad-value', { path: 'email', want: 'email' })
    if (await accounts.hasAccount({ workspaceId: workspace.id, memberId: member.id }))
      fail('kernel.not-unique', { object: 'member', fields: ['email'] })
    await accounts.invite({ workspace, memberId: member.id, email, name: member.name, locale: readerLocale(request), by: actor })
  }
}

/** @throws `kernel.forbidden` unless the person may change all members */
async function looksAfterMembers({ engine }: Deps, request: FastifyRequest) {
  const session = sessionOf(request)
  const access = await engine.accessOf(session.workspace)
  if (access.reach(session.actor, 'member', 'update').kind !== 'all') fail('kernel.forbidden', { verb: 'update', object: 'member' })
  return session
}

const fields = ['id', 'name', 'email', 'active']

async function membersOf({ engine }: Deps, request: FastifyRequest): Promise<readonly MemberRow[]> {
  const rows: MemberRow[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const question = { object: 'member', limit: 500, fields, ...(cursor ? { cursor } : {}) }
    const page = JSON.parse(await engine.reads.list(sessionOf(request), question)) as { rows: MemberRow[]; next: string | null }
    rows.push(...page.rows)
    cursor = page.next
  }
  return rows
}

async function memberOf({ engine }: Deps, request: FastifyRequest): Promise<MemberRow> {
  const { member } = request.params as { member: string }
  if (!isUuid(member)) fail('kernel.not-found', { object: 'member', id: member })
  return JSON.parse(await engine.reads.one(sessionOf(request), { object: 'member', id: member, fields })) as MemberRow
}
