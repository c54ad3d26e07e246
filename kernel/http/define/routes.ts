import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Engine } from '../../engine-types.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { fail } from '../../model/fault.ts'
import { fieldTypes } from '../../model/field-types.ts'
import { everyObject } from '../../model/homes/home.ts'
import { bodyOf, write } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import type { HttpDeps } from '../deps.ts'
import { readParameters } from '../read-query.ts'
import { declarationOf, fieldDeclaration } from './declaration.ts'
import { kindRoutes } from './kind-routes.ts'
import { addDefinitions, changeDefinition, type Draft, findDefinition, findDefinitions, removeDefinitions } from './work-definitions.ts'

type Body = Readonly<Record<string, unknown>>

/** Whoever may define: what everybody is told about the catalog is cut to his rights, this is not. @throws `kernel.forbidden` */
export async function assertMayDefine({ engine }: Pick<HttpDeps, 'engine'>, request: FastifyRequest): Promise<void> {
  const { workspace, actor } = sessionOf(request)
  if (!(await engine.accessOf(workspace)).may(actor, 'definition', 'update'))
    fail('kernel.forbidden', { verb: 'update', object: 'definition' })
}

async function objectNamed(engine: Engine, request: FastifyRequest): Promise<CatalogObject> {
  const { object: name } = request.params as { object: string }
  const { objects, byPlural } = await engine.catalogOf(sessionOf(request).workspace)
  if (Object.hasOwn(objects, name)) return objects[name]!
  return Object.hasOwn(byPlural, name) ? byPlural[name]! : fail('kernel.unknown-object', { object: name })
}

const textIn = (body: Body, name: string): string =>
  typeof body[name] === 'string' && body[name] !== '' ? (body[name] as string) : fail('kernel.bad-value', { path: name, want: 'text' })

const usualTitle = { kind: 'text', required: true, labels: { 'zh-CN': '名称', 'zh-TW': '名稱', en: 'Name' } }

/** An object with its fields as definitions; one without the field that stands for its records gets it. */
function draftsOf(body: Body): readonly Draft[] {
  const { name: _name, fields = {}, ...rest } = body
  const name = textIn(body, 'name')
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) fail('kernel.bad-value', { path: 'fields', want: 'object' })
  const title = typeof rest.title === 'string' ? rest.title : 'name'
  const all: Record<string, unknown> =
    title in (fields as object) ? { ...(fields as object) } : { [title]: usualTitle, ...(fields as object) }
  return [{ kind: 'object', object: name, name, body: rest }, ...fieldDrafts(name, all)]
}

const fieldDrafts = (object: string, fields: Readonly<Record<string, unknown>>): Draft[] =>
  Object.entries(fields).map(([name, field], position) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? { kind: 'field', object, name, position, body: field as Body }
      : fail('kernel.bad-value', { path: `fields.${name}`, want: 'object' }),
  )

/** What customers define: objects and their fields. Written as records of `definition`, so that they have history and undo. */
export function defineRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { engine } = deps
  app.register(async (api) => {
    api.addHook('preHandler', (request) => assertMayDefine(deps, request))
    objectRoutes(api, engine)
    fieldRoutes(api, engine)
    kindRoutes(api, engine, { path: '/meta/rules', kind: 'rule' })
    kindRoutes(api, engine, { path: '/meta/layouts', kind: 'layout' })
    kindRoutes(api, engine, { path: '/meta/homes', kind: 'home', of: everyObject })
  })
}

function objectRoutes(app: FastifyInstance, engine: Engine): void {
  const { modules } = engine
  app.get('/meta/kinds', async () => ({
    rows: Object.values(fieldTypes).flatMap(({ kind, settings, compute, formulaSort }) =>
      settings ? [{ kind, settings, computed: compute !== undefined, countable: formulaSort !== undefined }] : [],
    ),
  }))

  app.get('/meta/objects', async (request) => {
    readParameters(request, [])
    const { objects } = await engine.catalogOf(sessionOf(request).workspace)
    return {
      rows: Object.values(objects).map((object) => ({ ...declarationOf(modules, object), fieldCount: Object.keys(object.fields).length })),
    }
  })

  app.get('/meta/objects/:object', async (request) => {
    const object = await objectNamed(engine, request)
    const fields = Object.values(object.fields).map((field) => [field.name, fieldDeclaration(modules, field)])
    return { ...declarationOf(modules, object), fields: Object.fromEntries(fields), checks: object.checks, layouts: object.layouts }
  })

  app.post('/meta/objects', async (request, reply) => {
    const drafts = draftsOf(bodyOf(request))
    return write(engine, { request, reply }, async (work) => {
      if (Object.hasOwn(work.catalog.objects, drafts[0]!.name)) fail('kernel.not-unique', { object: 'definition', fields: ['name'] })
      await addDefinitions(work, drafts)
      const fields = drafts.slice(1).map(({ name, body }) => [name, body])
      return { status: 201, text: JSON.stringify({ name: drafts[0]!.name, ...drafts[0]!.body, fields: Object.fromEntries(fields) }) }
    })
  })

  app.patch('/meta/objects/:object', async (request, reply) => {
    const object = await objectNamed(engine, request)
    const { name: _name, fields: _fields, ...to } = bodyOf(request)
    return write(engine, { request, reply }, async (work) => {
      const stored = await findDefinition(work, 'object', object.name, object.name)
      if (!stored) await addDefinitions(work, [{ kind: 'object', object: object.name, name: object.name, body: to }])
      const body = stored ? await changeDefinition(work, stored, to) : to
      return { status: 200, text: JSON.stringify({ name: object.name, ...body }) }
    })
  })

  app.delete('/meta/objects/:object', async (request, reply) => {
    const object = await objectNamed(engine, request)
    return write(engine, { request, reply }, async (work) => {
      // Of an object of the code only what was changed about it goes, with the workspace's own fields.
      await removeDefinitions(work, await findDefinitions(work, { object: object.name }))
      return { status: 204, text: '' }
    })
  })
}

function fieldRoutes(app: FastifyInstance, engine: Engine): void {
  const { modules } = engine
  const fieldNamed = async (request: FastifyRequest) => {
    const object = await objectNamed(engine, request)
    const { field: name } = request.params as { field: string }
    return Object.hasOwn(object.fields, name)
      ? { object, field: object.fields[name]! }
      : fail('kernel.not-found', { object: object.name, field: name })
  }

  app.get('/meta/objects/:object/fields', async (request) => {
    const object = await objectNamed(engine, request)
    return { rows: Object.values(object.fields).map((field) => fieldDeclaration(modules, field)) }
  })

  app.get('/meta/objects/:object/fields/:field', async (request) => fieldDeclaration(modules, (await fieldNamed(request)).field))

  app.post('/meta/objects/:object/fields', async (request, reply) => {
    const object = await objectNamed(engine, request)
    const many = Array.isArray(request.body)
    const given = many ? (request.body as Body[]) : [bodyOf(request)]
    const fields = given.map((one) => {
      const { name: _name, ...body } = typeof one === 'object' && one !== null ? one : {}
      return [textIn(one, 'name'), body] as const
    })
    const taken = fields.find(([name]) => Object.hasOwn(object.fields, name))?.[0]
    if (taken !== undefined) fail('kernel.not-unique', { object: 'definition', fields: ['name'], name: taken })
    const position = Object.keys(object.fields).length
    return write(engine, { request, reply }, async (work) => {
      const drafts = fieldDrafts(object.name, Object.fromEntries(fields))
      await addDefinitions(
        work,
        drafts.map((draft, i) => ({ ...draft, position: position + i })),
      )
      const answers = drafts.map(({ name, body }) => ({ name, ...body }))
      return { status: 201, text: JSON.stringify(many ? { rows: answers } : answers[0]) }
    })
  })

  app.patch('/meta/objects/:object/fields/:field', async (request, reply) => {
    const { object, field } = await fieldNamed(request)
    const { name: _name, kind, ...to } = bodyOf(request)
    if (kind !== undefined && kind !== field.kind)
      fail('kernel.bad-definition', { reason: 'kind-fixed', at: `${object.name}.${field.name}`, kind: field.kind })
    return write(engine, { request, reply }, async (work) => {
      const stored = await findDefinition(work, 'field', object.name, field.name)
      if (!stored) await addDefinitions(work, [{ kind: 'field', object: object.name, name: field.name, body: to }])
      const body = stored ? await changeDefinition(work, stored, to) : to
      return { status: 200, text: JSON.stringify({ name: field.name, kind: field.kind, ...body }) }
    })
  })

  app.delete('/meta/objects/:object/fields/:field', async (request, reply) => {
    const { object, field } = await fieldNamed(request)
    return write(engine, { request, reply }, async (work) => {
      const stored = await findDefinition(work, 'field', object.name, field.name)
      await removeDefinitions(work, stored ? [stored] : [])
      return { status: 204, text: '' }
    })
  })
}
