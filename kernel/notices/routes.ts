import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Session } from '../engine-types.ts'
import { readBody } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { readInteger, readParameters } from '../http/read-query.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { listNotices } from './list-notices.ts'
import { markRead } from './mark-read.ts'
import { readSettings, saveSettings } from './settings.ts'
import { toldTouched } from './store-notices.ts'

const mostAtOnce = 500

/** What the person was told: reading, marking as read, and where what is told. A person's own affair: nobody reads it while seeing as somebody else. */
export function noticeRoutes(app: FastifyInstance, { engine, live }: HttpDeps): void {
  app.get('/notices', async (request) => {
    const { limit, cursor, unread } = readParameters(request, ['limit', 'cursor', 'unread'])
    if (unread !== undefined && unread !== 'true') fail('kernel.bad-value', { path: 'unread', want: 'true' })
    if (cursor !== undefined && !isUuid(cursor)) fail('kernel.bad-cursor')
    return listNotices(engine, own(request), {
      limit: readInteger('limit', limit ?? '30', { min: 1, max: 100 }),
      cursor,
      unread: unread === 'true',
    })
  })

  app.post('/notices/read', async (request) => {
    readParameters(request, [])
    const session = own(request)
    const { ids, all } = readBody(request, ['ids', 'all'])
    const read = await markRead(engine, session, all === true ? 'all' : readIds(ids))
    if (read > 0) live.touched([toldTouched(session.workspace.slug, [session.actor.memberId!])])
    return { read }
  })

  app.get('/notices/settings', async (request) => {
    readParameters(request, [])
    return readSettings(engine, own(request))
  })

  app.patch('/notices/settings', async (request) => {
    readParameters(request, [])
    return saveSettings(engine, own(request), readBody(request, ['channels', 'morning', 'quietFrom', 'quietUntil']))
  })
}

function own(request: FastifyRequest): Session {
  const session = sessionOf(request)
  return session.actor.seenBy || session.actor.memberId === null ? fail('kernel.forbidden') : session
}

function readIds(given: unknown): readonly string[] {
  const isList =
    Array.isArray(given) && given.length > 0 && given.length <= mostAtOnce && given.every((id) => typeof id === 'string' && isUuid(id))
  return isList ? (given as string[]) : fail('kernel.bad-value', { path: 'ids', want: 'list', max: mostAtOnce })
}
