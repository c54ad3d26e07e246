import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { system } from '../access/define-access.ts'
import { assertLooksAfter } from '../audit/routes.ts'
import type { Session } from '../engine-types.ts'
import { readBody } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { fail } from '../model/fault.ts'
import { scopeOf } from '../records/open-work.ts'
import { filesOf, mentionsBeside } from './beside-records.ts'
import { type PersonReport, writePerson } from './export-person.ts'
import { findPerson, type PersonQuestion } from './find-person.ts'

/** What is known of one person, for whoever looks after the people of the workspace: found over all records and beside them, and given out as one file. */
export function personDoor(filesDir: string) {
  return (app: FastifyInstance, { engine }: HttpDeps): void => {
    const reportOf = (session: Session, question: PersonQuestion): Promise<PersonReport> =>
      engine.work(session, { via: 'api' }, async (work) => {
        const scope = scopeOf(work)
        const found = await findPerson(scope, question)
        return { ...found, beside: await mentionsBeside(scope, found), files: await filesOf(scope, found) }
      })

    app.post('/persons/find', { config: { audit: 'search', isPersonal: true } }, async (request) => {
      await assertLooksAfter(engine, request)
      const { files, ...report } = await reportOf(asKernel(request), readQuestion(request))
      return { ...report, files: files.map(({ hash: _, ...file }) => file) }
    })

    app.post('/persons/export', { config: { audit: 'person-exported', isPersonal: true } }, async (request, reply) => {
      await assertLooksAfter(engine, request)
      const session = asKernel(request)
      const report = await reportOf(session, readQuestion(request))
      request.auditDetail = { records: report.records.length, files: report.files.length }
      const out = new PassThrough()
      // A failure destroys the stream: the reader sees that the file is not whole.
      writePerson({ engine, filesDir, session, now: new Date() }, report, out).catch((error: unknown) =>
        request.log.error({ err: error }, 'the file about a person broke off'),
      )
      return reply
        .header('content-type', 'application/zip')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="person.zip"')
        .send(out)
    })
  }
}

/** A request about a person is answered from all that there is, not from what the one who answers it happens to see. */
function asKernel(request: FastifyRequest): Session {
  const { workspace, actor } = sessionOf(request)
  return { workspace, actor: { ...system('personal data'), memberId: actor.memberId, locale: actor.locale, timeZone: actor.timeZone } }
}

function readQuestion(request: FastifyRequest): PersonQuestion {
  const { q, object, id } = readBody(request, ['q', 'object', 'id'])
  for (const [path, value] of Object.entries({ q, object, id }))
    if (value !== undefined && typeof value !== 'string') fail('kernel.bad-value', { path, want: 'text' })
  if ((object === undefined) !== (id === undefined)) fail('kernel.required', { path: object === undefined ? 'object' : 'id' })
  request.aboutObject = object as string | undefined
  return { q: q as string | undefined, object: object as string | undefined, id: id as string | undefined }
}
