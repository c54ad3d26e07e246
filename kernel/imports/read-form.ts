import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Engine, Session } from '../engine-types.ts'
import { sessionOf } from '../http/asker.ts'
import { readJson } from '../http/json-body.ts'
import { fail } from '../model/fault.ts'
import type { ImportFile, ImportFiles } from './import-files.ts'

export const mostFileBytes = 1024 * 1024 * 1024
/** For the reader of forms. */
export const formLimits = { files: 1, fields: 20, parts: 21, fieldSize: 2 * 1024 * 1024, fileSize: mostFileBytes }

export type Form = Readonly<{ file: ImportFile | null; fields: Readonly<Record<string, unknown>> }>

const jsonFields: readonly string[] = ['map', 'options']

/**
 * What `use` answers to a form whose file lies on the disk; its fields are texts, those that hold JSON values. When `use` fails, nobody needs
 * the file any more and it is removed.
 *
 * @throws `kernel.forbidden` for people who may import nothing at all, before a byte is kept; `kernel.bad-request`, `kernel.too-large`
 */
export async function withForm<T>(
  { engine, files }: { engine: Engine; files: ImportFiles },
  request: FastifyRequest,
  use: (form: Form) => Promise<T>,
): Promise<T> {
  const session = sessionOf(request)
  await assertImportsAnything(engine, session)
  const form: { file: ImportFile | null; fields: Record<string, unknown> } = { file: null, fields: {} }
  try {
    await readParts(request, {
      form,
      keep: (part) => files.receive(session.workspace, part.file, { name: part.filename, by: session.actor.memberId }),
    })
    return await use(form)
  } catch (error) {
    if (form.file) await files.remove(engine.database.write(session.workspace), session.workspace, form.file.id)
    throw error
  }
}

async function assertImportsAnything(engine: Engine, { workspace, actor }: Session): Promise<void> {
  const [catalog, access] = await Promise.all([engine.catalogOf(workspace), engine.accessOf(workspace)])
  if (!Object.keys(catalog.objects).some((name) => access.may(actor, name, 'import'))) fail('kernel.forbidden', { verb: 'import' })
}

type Reading = Readonly<{
  form: { file: ImportFile | null; fields: Record<string, unknown> }
  keep: (part: MultipartFile) => Promise<ImportFile>
}>

async function readParts(request: FastifyRequest, { form, keep }: Reading): Promise<void> {
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') form.fields[part.fieldname] = readField(part.fieldname, String(part.value))
      else if (part.fieldname === 'file') form.file = await keep(part)
      else {
        part.file.resume()
        fail('kernel.unknown-field', { path: part.fieldname })
      }
    }
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string }
    if (code === 'FST_REQ_FILE_TOO_LARGE') fail('kernel.too-large', { reason: 'bytes', max: mostFileBytes })
    const isCutOff = /^(Unexpected end of|Malformed|Multipart:)/i.test(message) || code === 'ERR_STREAM_PREMATURE_CLOSE'
    if (isCutOff) fail('kernel.bad-request', { reason: 'bad-form' })
    throw error
  }
}

function readField(name: string, text: string): unknown {
  if (text.trim() === '') return undefined
  return jsonFields.includes(name) ? readJson(Buffer.from(text)) : text
}
