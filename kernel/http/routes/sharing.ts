import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fail } from '../../model/fault.ts'
import { isUuid } from '../../model/uuid.ts'
import { changeShare, endShare, shareRecord } from '../../sharing/share-record.ts'
import { readShareRight, readShareWish, shareMembers, shareRights } from '../../sharing/share-wish.ts'
import { idOf, objectOf, readBody, sendReading, write } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { readParameters } from '../read-query.ts'

/** With whom a record is shared, and who may do what with it and why. */
export function sharingRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  app.get('/:plural/:id/shares', async (request) => {
    const object = await objectOf(engine, request)
    readParameters(request, [])
    return { rows: await engine.reads.shares(sessionOf(request), object.name, idOf(request)) }
  })

  app.post('/:plural/:id/shares', async (request, reply) => {
    const object = await objectOf(engine, request)
    readParameters(request, [])
    const [id, wish] = [idOf(request), readShareWish(readBody(request, shareMembers))]
    return write(engine, { request, reply }, async (work) => {
      const made = await shareRecord(work, { object: object.name, id }, wish)
      return { status: 201, text: JSON.stringify({ id: made }) }
    })
  })

  app.patch('/:plural/:id/shares/:share', async (request, reply) => {
    const place = { ...(await placeOf(request)), share: shareOf(request) }
    const to = readShareRight(readBody(request, shareRights))
    return write(engine, { request, reply }, async (work) => {
      await changeShare(work, place, to)
      return { status: 204, text: '' }
    })
  })

  app.delete('/:plural/:id/shares/:share', async (request, reply) => {
    const place = { ...(await placeOf(request)), share: shareOf(request) }
    return write(engine, { request, reply }, async (work) => {
      await endShare(work, place)
      return { status: 204, text: '' }
    })
  })

  app.get('/:plural/:id/access', async (request, reply) => {
    const object = await objectOf(engine, request)
    const { person, explain } = readParameters(request, ['person', 'explain'])
    if (person !== undefined && !isUuid(person)) fail('kernel.not-found', { object: 'member', id: person })
    const question = { object: object.name, id: idOf(request), ...(person ? { person } : {}) }
    return sendReading(engine, { request, reply, explain }, (reads, session) => reads.access(session, question))
  })

  async function placeOf(request: FastifyRequest) {
    readParameters(request, [])
    return { object: (await objectOf(engine, request)).name, id: idOf(request) }
  }
}

function shareOf(request: FastifyRequest): string {
  const { share } = request.params as { share: string }
  return isUuid(share) ? share : fail('kernel.not-found', { object: 'share', id: share })
}
