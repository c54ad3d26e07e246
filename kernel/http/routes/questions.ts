import type { FastifyInstance } from 'fastify'
import type { Catalog } from '../../model/catalog.ts'
import { fail } from '../../model/fault.ts'
import { isUuid } from '../../model/uuid.ts'
import type { AggregateQuestion } from '../../query/question.ts'
import { findPlural, objectOf, readBody, sendJson } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { readAsOf, readInteger, readList, readParameters, wantsSql } from '../read-query.ts'

const members = ['by', 'measures', 'filter', 'q', 'having', 'sort', 'limit', 'asOf'] as const

/** Measuring and searching. */
export function questionRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  app.post('/:plural/aggregate', { config: { audit: 'report', isReading: true } }, async (request, reply) => {
    const object = await objectOf(engine, request)
    const session = sessionOf(request)
    const { explain } = readParameters(request, ['explain'])
    const body = readBody(request, members)
    const asOf = body.asOf === undefined || body.asOf === null ? undefined : readAsOf(String(body.asOf), session.actor.timeZone)
    const { asOf: _asOf, ...rest } = body
    // What stands in it is checked where it is compiled.
    const question = { ...checked(rest), object: object.name, ...(asOf ? { asOf } : {}) } as unknown as AggregateQuestion
    if (wantsSql(explain)) return sendJson(reply, await engine.reads.explain(session, { kind: 'aggregate', ...question }))
    return sendJson(reply, await engine.reads.aggregate(session, question))
  })

  app.get('/search', { config: { audit: 'search' } }, async (request, reply) => {
    const given = readParameters(request, ['q', 'objects', 'within', 'limit', 'asOf', 'explain'])
    const objects = readList(given.objects)
    const limit = readInteger('limit', given.limit ?? '5', { min: 1, max: 50 })
    const q = (given.q ?? '').trim()
    const session = sessionOf(request)
    const asOf = given.asOf === undefined ? undefined : readAsOf(given.asOf, session.actor.timeZone)
    const within = given.within === undefined ? undefined : readWithin(await engine.catalogOf(session.workspace), given.within)
    const question = { q, limit, ...(objects ? { objects } : {}), ...(within ? { within } : {}), ...(asOf ? { asOf } : {}) }
    if (wantsSql(given.explain)) return sendJson(reply, await engine.reads.explain(session, { kind: 'search', ...question }))
    if (q === '') return sendJson(reply, '{"groups":[]}')
    return sendJson(reply, await engine.reads.search(session, question))
  })
}

/** A record as its address has it: `accounts/‹id›`. */
function readWithin(catalog: Catalog, given: string): { object: string; id: string } {
  const [plural = '', id] = given.split('/')
  const { name } = findPlural(catalog, plural)
  return isUuid(id) ? { object: name, id } : fail('kernel.bad-value', { path: 'within', want: 'link' })
}

/** Lists are lists and objects objects; null is as good as left out. */
function checked(body: Partial<Record<(typeof members)[number], unknown>>): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== undefined))
  for (const name of ['by', 'sort'])
    if (given[name] !== undefined && !Array.isArray(given[name])) fail('kernel.bad-value', { path: name, want: 'list' })
  for (const name of ['measures', 'filter', 'having']) {
    const value = given[name]
    if (value !== undefined && (typeof value !== 'object' || Array.isArray(value))) fail('kernel.bad-value', { path: name, want: 'object' })
  }
  if (given.measures === undefined) fail('kernel.bad-value', { path: 'measures', want: 'measure' })
  return given
}
