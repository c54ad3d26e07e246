import type { FastifyInstance } from 'fastify'
import type { Work } from '../../actions/define-action.ts'
import type { Engine, JsonText, Session } from '../../engine-types.ts'
import { Fault, fail } from '../../model/fault.ts'
import { savedView } from '../../model/saved-view.ts'
import { isUuid } from '../../model/uuid.ts'
import { compileIds } from '../../query/compile-ids.ts'
import type { FilterInput } from '../../query/question.ts'
import { type Grantee, shareRecord } from '../../sharing/share-record.ts'
import { type Choice, chooseView, defaultForRoles, withChoices } from '../../sharing/view-choices.ts'
import { bodyOf, idOf, readBody, sendJson, write } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { readParameters } from '../read-query.ts'

const fields = ['id', 'version', 'name', 'object', 'body', 'position', 'isShared', 'defaultFor', 'owner']

function namesOf(given: unknown, path: string): readonly string[] {
  if (given === undefined || given === null) return []
  const isList = Array.isArray(given) && given.length <= 20 && given.every((one) => typeof one === 'string')
  return isList ? (given as readonly string[]) : fail('kernel.bad-value', { path, want: 'list' })
}

function readChoice(body: Readonly<Record<string, unknown>>): Choice {
  const { object, view = null, ...flags } = body
  if (typeof object !== 'string') return fail('kernel.bad-value', { path: 'object', want: 'text' })
  if (view !== null && !(typeof view === 'string' && isUuid(view))) return fail('kernel.bad-value', { path: 'view', want: 'id' })
  const bad = Object.entries(flags).find(([, value]) => typeof value !== 'boolean')
  return bad ? fail('kernel.bad-value', { path: bad[0], want: 'yesNo' }) : { object, view, ...flags }
}

/** Views without those whose filter asks what the reader may not see: they would show him nothing, and tell by what others look for it. */
async function askable({ catalogOf, accessOf }: Engine, { workspace, actor }: Session, views: JsonText): Promise<JsonText> {
  const [catalog, access] = await Promise.all([catalogOf(workspace), accessOf(workspace)])
  const context = { catalog, access, workspace, actor, now: new Date() }
  const { rows, ...rest } = JSON.parse(views) as {
    rows: { object: string; body: { filter?: FilterInput } | null; owner: { id: string } | null }[]
  }
  const isAskable = ({ object, body, owner }: (typeof rows)[number]): boolean => {
    if (!body?.filter || owner?.id === actor.memberId) return true
    try {
      compileIds(context, { object, filter: body.filter, limit: 1 })
      return true
    } catch (error) {
      if (error instanceof Fault) return false
      throw error
    }
  }
  return JSON.stringify({ ...rest, rows: rows.filter(isAskable) })
}

/** Ways of looking at an object that people kept: one's own, and those shared with one. Records of `savedView` by another address. */
export function viewRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  const { reads, writes } = engine

  app.get('/meta/views', async (request, reply) => {
    const { object } = readParameters(request, ['object'])
    const session = sessionOf(request)
    const about = object === undefined ? {} : { object }
    // Administrators reach what everybody keeps; shown is what is meant for them.
    const filter = { ...about, or: [{ owner: 'me' }, { isShared: true }] }
    const [views, choices] = await Promise.all([
      reads.list(session, { object: savedView.name, filter, fields, sort: ['position', 'name'], limit: 200 }),
      reads.list(session, {
        object: 'viewChoice',
        filter: { ...about, owner: 'me' },
        fields: ['object', 'view', 'isPinned', 'isDefault'],
        sort: ['-updatedAt'],
        limit: 500,
      }),
    ])
    return sendJson(reply, withChoices({ views: await askable(engine, session, views), choices }, session.actor.roles))
  })

  /** What one makes of a view for oneself: pinned, or seen first; `view` null stands for all records as they come. */
  app.post('/meta/view-choices', async (request, reply) => {
    readParameters(request, [])
    const choice = readChoice(readBody(request, ['object', 'view', 'isPinned', 'isDefault']))
    return write(engine, { request, reply }, async (work) => {
      await chooseView(work, choice)
      return { status: 204, text: '' }
    })
  })

  app.post('/meta/views', async (request, reply) => {
    const { roles, departments, ...given } = bodyOf(request)
    const grantees: readonly Grantee[] = [
      ...namesOf(roles, 'roles').map((grantee) => ({ granteeKind: 'role' as const, grantee })),
      ...namesOf(departments, 'departments').map((grantee) => ({ granteeKind: 'department' as const, grantee })),
    ]
    return write(engine, { request, reply }, async (work) => {
      const text = await writes.create(work, savedView.name, [{ ...given, isShared: grantees.length > 0 }])
      const [{ id }] = JSON.parse(text) as [{ id: string }]
      for (const grantee of grantees) await shareRecord(work, { object: savedView.name, id }, { ...grantee, mayWrite: false })
      return { status: 201, text: text.slice(1, -1) }
    })
  })

  app.patch('/meta/views/:id', async (request, reply) => {
    const id = idOf(request)
    const to = bodyOf(request)
    const roles = namesOf(to.defaultFor, 'defaultFor')
    const change = async (work: Work) => {
      if (roles.length > 0) await defaultForRoles(work, id, roles)
      return writes.change(work, savedView.name, id, roles.length > 0 ? { ...to, isShared: true } : to)
    }
    return write(engine, { request, reply }, async (work) => ({ status: 200, text: await change(work) }))
  })

  app.delete('/meta/views/:id', async (request, reply) => {
    const id = idOf(request)
    return write(engine, { request, reply }, async (work) => {
      await writes.remove(work, savedView.name, [id])
      return { status: 204, text: '' }
    })
  })
}
