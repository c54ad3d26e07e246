import { createReadStream } from 'node:fs'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { idOf } from '../http/answers.ts'
import { sessionOf } from '../http/asker.ts'
import type { HttpDeps } from '../http/deps.ts'
import { fail } from '../model/fault.ts'
import { imageTypes } from '../model/field-types/image/image.ts'
import { openStoredFiles } from './stored-files.ts'

const mostBytes = 100 * 1024 * 1024
const shownTypes: readonly string[] = [...imageTypes, ...['webm', 'mp4', 'ogg', 'mpeg', 'wav', 'aac'].map((kind) => `audio/${kind}`)]
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/

/** `POST /files` keeps one file and answers what a file field takes; `GET /files/<id>` gives it to those who may read a record that holds it. */
export function fileDoor(folder: string) {
  return async (app: FastifyInstance, { engine }: HttpDeps): Promise<void> => {
    const files = openStoredFiles(folder, (workspace) => engine.database.write(workspace))
    await app.register(async (scope) => {
      await scope.register(multipart, { limits: { files: 1, fileSize: mostBytes, fields: 5 } })
      scope.post('/files', async (request, reply) => {
        if (!request.isMultipart()) fail('kernel.wrong-content-type')
        const part = (await request.file()) ?? fail('kernel.bad-request', { reason: 'no-file' })
        const type = mediaType.test(part.mimetype) ? part.mimetype : 'application/octet-stream'
        part.file.once('limit', () => part.file.destroy(new Error('too large')))
        const stored = await files.receive(sessionOf(request), part.file, { name: part.filename, type }).catch((error: unknown) => {
          if (part.file.truncated) fail('kernel.too-large', { reason: 'bytes', max: mostBytes })
          throw error
        })
        return reply.code(201).send(stored)
      })
    })

    app.get('/files/:id', { config: { audit: 'file' } }, async (request, reply) => {
      const id = idOf(request)
      const { workspace, actor } = sessionOf(request)
      const [catalog, access] = await Promise.all([engine.catalogOf(workspace), engine.accessOf(workspace)])
      const found = (await files.find({ catalog, access, workspace, actor, now: new Date() }, id)) ?? fail('kernel.not-found', { id })
      const isShown = shownTypes.includes(found.type)
      // Only pictures are shown in the page, and sounds heard; anything else could run there.
      return reply
        .header('content-type', isShown ? found.type : 'application/octet-stream')
        .header('content-length', found.sizeBytes)
        .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(found.name)}`)
        .header('cache-control', 'private, max-age=3600')
        .send(createReadStream(found.path))
    })
  }
}
