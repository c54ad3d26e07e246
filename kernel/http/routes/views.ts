import type { FastifyInstance } from 'fastify'
import { fail } from '../../model/fault.ts'
import { savedView } from '../../model/saved-view.ts'
import { type Grantee, shareRecord } from '../../sharing/share-record.ts'
import { bodyOf, idOf, sendJson, write } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { readParameters } from '../read-query.ts'

const fields = ['id', 'version', 'name', 'object', 'body', 'position', 'isShared', 'owner']

function namesOf(given: unknown, path: string): readonly string[] {
  if (given === undefined) return []
  const isList = Array.isArray(given) && given.length <= 20 && given.every((one) => typeof one === 'string')
  return isList ? (given as readonly string[]) : fail('kernel.bad-value', { path, want: 'list' })
}

/** Ways of looking at an object that people kept: one's own, and those shared with one. Records of `savedView` by another address. */
export function viewRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  const { reads, writes } = engine

  app.get('/meta/views', async (request, reply) => {
    const { object } = readParameters(request, ['object'])
    // Administrators reach what everybody keeps; shown is what is meant for them.
    const meant = { or: [{ owner: 'me' }, { isShared: true }] }
    const filter = object === undefined ? meant : { object, ...meant }
    return sendJson(
      reply,
      await reads.list(sessionOf(request), { object: savedView.name, filter, fields, sort: ['position', 'name'], limit: 200 }),
    )
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
    return write(engine, { request, reply }, async (work) => ({ status: 200, text: await writes.change(work, savedView.name, id, to) }))
  })

  app.delete('/meta/views/:id', async (request, reply) => {
    const id = idOf(request)
    return write(engine, { request, reply }, async (work) => {
      await writes.remove(work, savedView.name, [id])
      return { status: 204, text: '' }
    })
  })
}
