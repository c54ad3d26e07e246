import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type MergeInput, mergeRecords, previewMerge } from '../../merge/merge-records.ts'
import { fail } from '../../model/fault.ts'
import { scopeOf } from '../../records/open-work.ts'
import { idOf, objectOf, readBody, write } from '../answers.ts'
import type { HttpDeps } from '../deps.ts'

/** Two to five records become one. */
export function mergeRoutes(app: FastifyInstance, { engine }: HttpDeps): void {
  app.post('/:plural/:id/merge', async (request, reply) => {
    const object = await objectOf(engine, request)
    const { preview, ...input } = readInput(request)
    return write(engine, { request, reply }, async (work) => {
      const merge = preview ? previewMerge : mergeRecords
      return { status: 200, text: JSON.stringify(await merge(scopeOf(work), object, input)) }
    })
  })
}

function readInput(request: FastifyRequest): MergeInput & Readonly<{ preview: boolean }> {
  const { others, values = {}, from = {}, preview = false } = readBody(request, ['others', 'values', 'from', 'preview'])
  if (!Array.isArray(others)) fail('kernel.bad-value', { path: 'others', want: 'list' })
  if (typeof values !== 'object' || values === null || Array.isArray(values)) fail('kernel.bad-value', { path: 'values', want: 'object' })
  if (typeof from !== 'object' || from === null || Array.isArray(from) || Object.values(from).some((id) => typeof id !== 'string'))
    fail('kernel.bad-value', { path: 'from', want: 'object' })
  if (typeof preview !== 'boolean') fail('kernel.bad-value', { path: 'preview', want: 'yesNo' })
  return {
    survivor: idOf(request),
    others: others.map(String),
    values: values as Record<string, unknown>,
    from: from as Record<string, string>,
    preview,
  }
}
