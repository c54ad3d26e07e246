import { createReadStream } from 'node:fs'
import type { Writable } from 'node:stream'
import type { Engine, Session } from '../engine-types.ts'
import { sinkOf } from '../files/sink.ts'
import { ZipWriter } from '../files/zip-write.ts'
import { contentPath } from '../stored-files/stored-files.ts'
import type { Mentions, PersonFile } from './beside-records.ts'
import type { PersonRecords } from './find-person.ts'

export type PersonReport = PersonRecords & Readonly<{ beside: readonly Mentions[]; files: readonly PersonFile[] }>

const historyOf = 500

type At = Readonly<{ engine: Engine; filesDir: string; session: Session; now: Date }>

/** What is told of a person as one file: `person.json` with the whole records that are his and what mentions him, their histories, and his files beside. */
export async function writePerson({ engine, filesDir, session, now }: At, report: PersonReport, out: Writable): Promise<void> {
  const sink = sinkOf(out)
  const zip = new ZipWriter(sink)
  const place = { workspace: session.workspace.name, at: now.toISOString(), person: report.person }
  const files = report.files.map(({ hash: _, ...file }) => ({ ...file, path: pathIn(file) }))
  try {
    await zip.file('person.json', [
      JSON.stringify({ ...place, records: report.records, more: report.more, beside: report.beside, files }, null, 2),
    ])
    for (const { object, id, by, removed } of report.records.filter((record) => record.by.includes('is'))) {
      const record = removed ? null : (JSON.parse(await engine.reads.one(session, { object, id, fields: ['*'] })) as unknown)
      const history = JSON.parse(await engine.reads.history(session, object, id, { limit: historyOf })) as unknown
      await zip.file(`records/${object}-${id}.json`, [JSON.stringify({ by, record, history }, null, 2)])
    }
    for (const file of report.files)
      await zip.file(pathIn(file), createReadStream(contentPath(filesDir, session.workspace.slug, file.hash)))
    await zip.end()
  } catch (error) {
    sink.abort(error)
    throw error
  }
}

const pathIn = ({ id, name }: Pick<PersonFile, 'id' | 'name'>): string => `files/${id}-${name.replaceAll(/[/\\]/g, '_')}`
