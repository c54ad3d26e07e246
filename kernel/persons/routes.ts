import { PassThrough } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { system } from '../access/define-access.ts'
import { assertLooksAfter } from '../audit/routes.ts'
import type { Session } from '../engine-types.ts'
import { idOf, readBody } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { fail } from '../model/fault.ts'
import { scopeOf } from '../records/open-work.ts'
import { filesOf, mentionsBeside } from './beside-records.ts'
import type { Subject } from './erase/erasure-rows.ts'
import type { Erasures } from './erase/open-erasures.ts'
import { type PersonReport, writePerson } from './export-person.ts'
import { findPerson, type PersonQuestion, type PersonRecords } from './find-person.ts'
import type { Identity } from './identity.ts'

/** What is known of one person, for whoever looks after the people of the workspace: found over all records and beside them, and given out as one file. */
export function personDoor(filesDir: string, erasures: Erasures) {
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

    app.post('/persons/erase', { config: { isPersonal: true } }, async (request, reply) => {
      await assertLooksAfter(engine, request)
      const { records, confirm, ...question } = readBody(request, ['q', 'object', 'id', 'records', 'confirm'])
      const found = await engine.work(asKernel(request), { via: 'api' }, (work) => findPerson(scopeOf(work), checkQuestion(question)))
      if (found.more) fail('kernel.too-large', { reason: 'too-many', max: 500 })
      const subjects = readSubjects(records, found)
      const word = confirmationOf(found.person)
      if (word === undefined || confirm !== word) fail('kernel.bad-value', { path: 'confirm', reason: 'not-confirmed', word })
      return reply.code(202).send(await erasures.begin(sessionOf(request), { person: found.person, subjects }))
    })

    app.get('/persons/erasures', { config: { isPersonal: true } }, async (request) => {
      await assertLooksAfter(engine, request)
      return { rows: await erasures.list(sessionOf(request).workspace) }
    })

    app.get('/persons/erasures/:id', { config: { isPersonal: true } }, async (request) => {
      await assertLooksAfter(engine, request)
      return erasures.one(sessionOf(request).workspace, idOf(request))
    })

    for (const turn of ['stop', 'resume'] as const)
      app.post(`/persons/erasures/:id/${turn}`, { config: { isPersonal: true } }, async (request) => {
        await assertLooksAfter(engine, request)
        return erasures[turn](sessionOf(request).workspace, idOf(request))
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

/** What has to be typed before somebody is erased: what the person is known by first of all. */
const confirmationOf = ({ names, mails, phones }: Identity): string | undefined => names[0] ?? mails[0] ?? phones[0]

/** Which of the records found are the person's own; those that were found to be so where nobody says. */
function readSubjects(given: unknown, { records }: PersonRecords): readonly Subject[] {
  if (given === undefined) return records.filter(({ by }) => by.includes('is')).map(({ object, id }) => ({ object, id }))
  if (!Array.isArray(given)) return fail('kernel.bad-value', { path: 'records', want: 'list' })
  return given.map((id, i) => {
    const found = records.find((record) => record.id === id) ?? fail('kernel.bad-value', { path: `records.${i}`, reason: 'no-such-record' })
    return { object: found.object, id: found.id }
  })
}

function readQuestion(request: FastifyRequest): PersonQuestion {
  const question = checkQuestion(readBody(request, ['q', 'object', 'id']))
  request.aboutObject = question.object
  return question
}

function checkQuestion({ q, object, id }: Readonly<Partial<Record<'q' | 'object' | 'id', unknown>>>): PersonQuestion {
  for (const [path, value] of Object.entries({ q, object, id }))
    if (value !== undefined && typeof value !== 'string') fail('kernel.bad-value', { path, want: 'text' })
  if ((object === undefined) !== (id === undefined)) fail('kernel.required', { path: object === undefined ? 'object' : 'id' })
  return { q: q as string | undefined, object: object as string | undefined, id: id as string | undefined }
}
