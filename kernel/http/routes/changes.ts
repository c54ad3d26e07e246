import type { FastifyInstance } from 'fastify'
import type { UndoChoice } from '../../engine-types.ts'
import { fail } from '../../model/fault.ts'
import { findPlural, idOf, objectOf, readBody, sendReading } from '../answers.ts'
import { roadOf, sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { readInteger, readParameters } from '../read-query.ts'

const pageOf = (limit: string | undefined) => readInteger('limit', limit ?? '50', { min: 1, max: 500 })
const from = (cursor: string | undefined) => (cursor ? { before: cursor } : {})

/** What was written, and how it is taken back. */
export function changeRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  app.get('/:plural/:id/history', { config: { audit: 'history' } }, async (request, reply) => {
    const object = await objectOf(engine, request)
    const { limit, cursor, explain } = readParameters(request, ['limit', 'cursor', 'explain'])
    const page = { limit: pageOf(limit), ...from(cursor) }
    return sendReading(engine, { request, reply, explain }, (reads, session) => reads.history(session, object.name, idOf(request), page))
  })

  app.get('/change-sets', async (request, reply) => {
    const given = readParameters(request, ['limit', 'cursor', 'actor', 'via', 'object', 'undone', 'explain'])
    const { limit, cursor, undone, explain, ...named } = given
    if (undone !== undefined && undone !== 'true' && undone !== 'false') fail('kernel.bad-value', { path: 'undone', want: 'yesNo' })
    const question = { limit: pageOf(limit), ...from(cursor), ...named, ...(undone ? { undone: undone === 'true' } : {}) }
    return sendReading(engine, { request, reply, explain }, (reads, session) => reads.changeSets(session, question))
  })

  app.get('/change-sets/:id', async (request, reply) => {
    const { limit, cursor, explain } = readParameters(request, ['limit', 'cursor', 'explain'])
    const page = { limit: pageOf(limit), ...(cursor ? { after: cursor } : {}) }
    return sendReading(engine, { request, reply, explain }, (reads, session) => reads.changeSet(session, idOf(request), page))
  })

  app.post('/change-sets/:id/undo', async (request, reply) => {
    const id = idOf(request)
    const { preview, cursor, ...choice } = readChoice(readBody(request, ['preview', 'cursor', 'resolve', 'conflicts', 'note']))
    if (preview) return engine.previewUndo(sessionOf(request), id, cursor ? { cursor } : {})
    const done = await engine.undo(sessionOf(request), id, choice, roadOf(request))
    reply.header('x-change-set', done.changeSet)
    return done
  })

  app.get('/bin', async (request, reply) => {
    const { limit, cursor, object, explain } = readParameters(request, ['limit', 'cursor', 'object', 'explain'])
    const catalog = await engine.catalogOf(sessionOf(request).workspace)
    const name = object && !Object.hasOwn(catalog.objects, object) ? findPlural(catalog, object).name : object
    const question = { limit: pageOf(limit), ...from(cursor), ...(name ? { object: name } : {}) }
    return sendReading(engine, { request, reply, explain }, (reads, session) => reads.bin(session, question))
  })
}

const decisions = new Set<unknown>(['keep', 'restore'])

function readChoice(body: {
  preview?: unknown
  cursor?: unknown
  resolve?: unknown
  conflicts?: unknown
  note?: unknown
}): UndoChoice & { preview: boolean; cursor?: string } {
  const { preview = false, cursor, resolve, conflicts, note } = body
  if (typeof preview !== 'boolean') fail('kernel.bad-value', { path: 'preview', want: 'yesNo' })
  if (conflicts !== undefined && !decisions.has(conflicts)) fail('kernel.bad-value', { path: 'conflicts', want: 'choice' })
  if (note !== undefined && (typeof note !== 'string' || note.length > 1_000)) fail('kernel.bad-value', { path: 'note', want: 'text' })
  if (cursor !== undefined && typeof cursor !== 'string') fail('kernel.bad-value', { path: 'cursor', want: 'text' })
  if (resolve !== undefined) checkResolve(resolve)
  return {
    preview,
    ...(cursor ? { cursor } : {}),
    ...(resolve ? { resolve } : {}),
    ...(conflicts ? { conflicts } : {}),
    ...(note ? { note } : {}),
  } as UndoChoice & {
    preview: boolean
    cursor?: string
  }
}

function checkResolve(resolve: unknown): void {
  if (typeof resolve !== 'object' || resolve === null || Array.isArray(resolve))
    fail('kernel.bad-value', { path: 'resolve', want: 'object' })
  const wrong = Object.entries(resolve).find(([, decision]) => !decisions.has(decision))
  if (wrong) fail('kernel.bad-value', { path: `resolve.${wrong[0]}`, want: 'choice' })
}
