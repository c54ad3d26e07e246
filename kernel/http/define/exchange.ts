import type { FastifyInstance } from 'fastify'
import type { Engine } from '../../engine-types.ts'
import { type DefinitionKind, definition, definitionKinds } from '../../model/definition.ts'
import { fail } from '../../model/fault.ts'
import { checkedCatalog } from '../../schema/defined/follow-definitions.ts'
import { readBody, write } from '../answers.ts'
import { sessionOf } from '../asker.ts'
import { readParameters } from '../read-query.ts'
import { addDefinitions, type Draft, findDefinitions, removeDefinitions, type Stored } from './work-definitions.ts'

const format = 'zhike-definitions-1'

type Difference = Readonly<{
  create: readonly Draft[]
  change: readonly Readonly<{ stored: Stored; to: Draft }>[]
  remove: readonly Stored[]
  same: number
}>

/** All definitions as one file, and such a file taken over: first the difference, then all of it in one change set. */
export function exchangeRoutes(app: FastifyInstance, engine: Engine): void {
  app.get('/meta/definitions', async (request, reply) => {
    readParameters(request, [])
    const { workspace } = sessionOf(request)
    const list = await engine.work(sessionOf(request), { via: 'api' }, (work) => findDefinitions(work, {}))
    reply.header('content-disposition', `attachment; filename="${workspace.slug}-definitions.json"`)
    return { format, definitions: list.map(({ kind, object, name, position, body }) => ({ kind, object, name, position, body })) }
  })

  app.post('/meta/definitions', async (request, reply) => {
    const {
      definitions,
      format: given = format,
      preview,
      removeOthers,
    } = readBody(request, ['format', 'definitions', 'preview', 'removeOthers'])
    if (given !== format || !Array.isArray(definitions)) fail('kernel.bad-value', { path: 'definitions', want: 'definitions' })
    const drafts = definitions.map(readDraft)
    const find = (list: readonly Stored[]) => differenceOf(list, drafts, removeOthers === true)
    if (preview === true) {
      const stored = await engine.work(sessionOf(request), { via: 'api' }, (work) => findDefinitions(work, {}))
      const difference = find(stored)
      // What could not be taken over is said now, not after somebody has read through the difference.
      checkedCatalog(engine.modules, {}, comeTo(stored, difference))
      return shown(difference)
    }
    return write(engine, { request, reply }, async (work) => {
      const difference = find(await findDefinitions(work, {}))
      if (difference.remove.length > 0) await removeDefinitions(work, difference.remove)
      if (difference.create.length > 0) await addDefinitions(work, difference.create)
      if (difference.change.length > 0)
        await work.changeMany(
          definition,
          difference.change.map(({ stored, to }) => ({ id: stored.id, body: to.body, position: to.position ?? 0 })) as never,
        )
      return { status: 200, text: JSON.stringify(shown(difference)) }
    })
  })
}

function readDraft(one: unknown, i: number): Draft {
  const { kind, object, name, body, position } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>
  const isGood =
    (definitionKinds as readonly unknown[]).includes(kind) &&
    [object, name].every((text) => typeof text === 'string' && text !== '') &&
    typeof body === 'object' &&
    body !== null
  if (!isGood) fail('kernel.bad-value', { path: `definitions.${i}`, want: 'definition' })
  return {
    kind: kind as DefinitionKind,
    object: object as string,
    name: name as string,
    body: body as Record<string, unknown>,
    position: typeof position === 'number' ? position : 0,
  }
}

const keyOf = ({ kind, object, name }: Pick<Draft, 'kind' | 'object' | 'name'>): string => `${kind} ${object} ${name}`

/** Text of a value with the keys of objects in order: the database keeps none. */
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

function differenceOf(stored: readonly Stored[], drafts: readonly Draft[], removeOthers: boolean): Difference {
  const known = new Map(stored.map((one) => [keyOf(one), one]))
  const wanted = new Set(drafts.map(keyOf))
  const both = drafts.flatMap((to) => {
    const found = known.get(keyOf(to))
    return found ? [{ stored: found, to }] : []
  })
  const change = both.filter((one) => ordered(one.stored.body) !== ordered(one.to.body) || one.stored.position !== one.to.position)
  return {
    create: drafts.filter((draft) => !known.has(keyOf(draft))),
    change,
    remove: removeOthers ? stored.filter((one) => !wanted.has(keyOf(one))) : [],
    same: both.length - change.length,
  }
}

/** All definitions as they would stand. */
function comeTo(stored: readonly Stored[], { create, change, remove }: Difference): Draft[] {
  const gone = new Set([...remove, ...change.map((one) => one.stored)].map(keyOf))
  const list = [...stored.filter((one) => !gone.has(keyOf(one))), ...change.map(({ to }) => to), ...create]
  return list.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
}

const named = ({ kind, object, name, body }: Pick<Draft, 'kind' | 'object' | 'name' | 'body'>) => ({ kind, object, name, body })
const shown = ({ create, change, remove, same }: Difference) => ({
  create: create.map(named),
  change: change.map(({ stored, to }) => ({ ...named(to), was: stored.body })),
  remove: remove.map(named),
  same,
})
