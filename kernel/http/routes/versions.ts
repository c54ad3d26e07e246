import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Moment } from '../../history/compare-versions.ts'
import { type OldValues, restoreVersion } from '../../history/restore-version.ts'
import { fail } from '../../model/fault.ts'
import { scopeOf } from '../../records/open-work.ts'
import { idOf, objectOf, readBody, sendReading, write } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { fieldLabel } from '../labels.ts'
import { readMoment, readParameters } from '../read-query.ts'

/** What a record was: two moments beside each other, and the way back to one of them. */
export function versionRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  app.get('/:plural/:id/compare', { config: { audit: 'history' } }, async (request, reply) => {
    const object = await objectOf(engine, request)
    const id = idOf(request)
    const { timeZone, locale } = sessionOf(request).actor
    const { from, to, explain } = readParameters(request, ['from', 'to', 'explain'])
    if (from === undefined) fail('kernel.bad-value', { path: 'from', want: 'moment' })
    const moments = { id, from: readMoment('from', from, timeZone), to: readMoment('to', to, timeZone) }
    const labelOf = (name: string) => fieldLabel({ modules: engine.modules, locale }, object.fields[name]!)
    return sendReading(engine, { request, reply, explain }, async (reads, session) => {
      const { rows, ...sides } = await reads.compare(session, object.name, moments)
      return { ...sides, rows: rows.map(({ field, ...values }) => ({ field, label: labelOf(field), ...values })) }
    })
  })

  app.post('/:plural/:id/restore-version', async (request, reply) => {
    const object = await objectOf(engine, request)
    const input = readInput(request)
    return write(engine, { request, reply }, async (work) => ({
      status: 200,
      text: JSON.stringify(await restoreVersion(scopeOf(work), object, input)),
    }))
  })
}

function readInput(request: FastifyRequest): OldValues {
  const { to, fields, version } = readBody(request, ['to', 'fields', 'version'])
  if (typeof to !== 'string') fail('kernel.bad-value', { path: 'to', want: 'moment' })
  const isList = Array.isArray(fields) && fields.length > 0 && fields.every((name) => typeof name === 'string')
  if (fields !== undefined && !isList) fail('kernel.bad-value', { path: 'fields', want: 'list' })
  if (version !== undefined && !Number.isSafeInteger(version)) fail('kernel.bad-value', { path: 'version', want: 'integer' })
  const moment: Moment = readMoment('to', to, sessionOf(request).actor.timeZone)
  return {
    id: idOf(request),
    to: moment,
    fields: fields as string[] | undefined,
    version: version as number | undefined,
  }
}
