import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Engine } from '../../engine-types.ts'
import type { DefinitionKind } from '../../model/definition.ts'
import { fail } from '../../model/fault.ts'
import { isUuid, newId } from '../../model/uuid.ts'
import { bodyOf, write } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import { readParameters } from '../read-query.ts'
import { addDefinitions, changeDefinition, findDefinitions, removeDefinitions, type Stored } from './work-definitions.ts'

const shown = ({ id, object, name, position, body }: Stored) => ({ id, object, name, position, ...body })

type KindRoutes = Readonly<{ path: string; kind: DefinitionKind; of?: string }>

/** Definitions known by an id of their own: `meta/rules`, `meta/layouts` of an object; `meta/homes` of none in particular, `of` stands for it. */
export function kindRoutes(app: FastifyInstance, engine: Engine, { path, kind, of }: KindRoutes): void {
  const read = <T>(request: FastifyRequest, run: (list: readonly Stored[]) => T, filter: Record<string, unknown> = {}): Promise<T> =>
    engine.work(sessionOf(request), { via: 'api' }, async (work) => run(await findDefinitions(work, { kind, ...filter })))
  const idIn = (request: FastifyRequest): string => {
    const { id } = request.params as { id: string }
    return isUuid(id) ? id : fail('kernel.not-found', { id })
  }

  app.get(path, async (request) => {
    const { object } = readParameters(request, ['object'])
    return read(request, (list) => ({ rows: list.map(shown) }), object === undefined ? {} : { object })
  })

  app.get(`${path}/:id`, async (request) => {
    const id = idIn(request)
    return read(request, ([one]) => (one ? shown(one) : fail('kernel.not-found', { id })), { id })
  })

  app.post(path, async (request, reply) => {
    const { object = of, name, position = 0, ...body } = bodyOf(request)
    if (typeof object !== 'string') fail('kernel.bad-value', { path: 'object', want: 'object' })
    const named = typeof name === 'string' && name !== '' ? name : `${kind}${newId().slice(-8)}`
    return write(engine, { request, reply }, async (work) => {
      const [made] = await addDefinitions(work, [{ kind, object, name: named, position: Number(position), body }])
      return { status: 201, text: JSON.stringify({ id: made!.id, object, name: named, position, ...body }) }
    })
  })

  app.patch(`${path}/:id`, async (request, reply) => {
    const id = idIn(request)
    const { object: _object, name: _name, id: _id, position, ...to } = bodyOf(request)
    return write(engine, { request, reply }, async (work) => {
      const [stored] = await findDefinitions(work, { kind, id })
      if (!stored) fail('kernel.not-found', { id })
      const body = await changeDefinition(work, stored, to, typeof position === 'number' ? position : undefined)
      return { status: 200, text: JSON.stringify(shown({ ...stored, body, ...(typeof position === 'number' ? { position } : {}) })) }
    })
  })

  app.delete(`${path}/:id`, async (request, reply) => {
    const id = idIn(request)
    return write(engine, { request, reply }, async (work) => {
      await removeDefinitions(work, await findDefinitions(work, { kind, id }))
      return { status: 204, text: '' }
    })
  })
}
