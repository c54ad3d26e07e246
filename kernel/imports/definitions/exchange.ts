import type { Work } from '../../actions/define-action.ts'
import type { Engine } from '../../engine-types.ts'
import { askGuards } from '../../guards/guards.ts'
import { readBody, write } from '../../http/answers.ts'
import { sessionOf } from '../../http/asker.ts'
import { assertMayDefine } from '../../http/define/routes.ts'
import { addDefinitions, type Draft, findDefinitions, removeDefinitions, type Stored } from '../../http/define/work-definitions.ts'
import type { Door } from '../../http/deps.ts'
import { readParameters } from '../../http/read-query.ts'
import type { Catalog } from '../../model/catalog.ts'
import { definition, definitionKinds } from '../../model/definition.ts'
import { fail } from '../../model/fault.ts'
import { scopeOf } from '../../records/open-work.ts'
import { followDefinitions } from '../../schema/defined/follow-definitions.ts'
import { findRecords, writeRecords } from './exchanged-records.ts'

const format = 'zhike-definitions-1'

type Difference = Readonly<{
  create: readonly Draft[]
  change: readonly Readonly<{ stored: Stored; to: Draft }>[]
  remove: readonly Stored[]
  same: number
}>

/** What a preview comes to: the work has been done as it would be, and is taken back. */
class Tried extends Error {
  readonly difference: Difference
  constructor(difference: Difference) {
    super('a file of definitions was tried')
    this.difference = difference
  }
}

/** Everything that shapes a workspace as one file, and such a file taken over: first the difference, then all of it in one change set. */
export const definitionsDoor: Door = async (api, deps) => {
  const { engine } = deps
  await api.register(async (app) => {
    app.addHook('preHandler', (request) => assertMayDefine(deps, request))

    app.get('/meta/definitions', async (request, reply) => {
      readParameters(request, [])
      const { workspace } = sessionOf(request)
      const list = await engine.work(sessionOf(request), { via: 'api' }, findAll)
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
      const catalog = await engine.catalogOf(sessionOf(request).workspace)
      const drafts = definitions.map((one, i) => readDraft(one, i, catalog))
      const take = async (work: Work): Promise<Difference> => {
        const difference = differenceOf(await findAll(work), drafts, removeOthers === true)
        await takeOver(work, difference)
        return difference
      }
      if (preview === true) return shown(await tried(engine, sessionOf(request), take))
      return write(engine, { request, reply }, async (work) => ({ status: 200, text: JSON.stringify(shown(await take(work))) }))
    })
  })
}

const findAll = async (work: Work): Promise<readonly Stored[]> => [...(await findDefinitions(work, {})), ...(await findRecords(work))]

/** What could not be taken over is said before somebody reads through the difference: by the work itself, of which nothing remains. */
async function tried(
  engine: Engine,
  session: ReturnType<typeof sessionOf>,
  take: (work: Work) => Promise<Difference>,
): Promise<Difference> {
  try {
    return await engine.work(session, { via: 'api' }, async (work) => {
      const difference = await take(work)
      await askGuards(scopeOf(work).state)
      throw new Tried(difference)
    })
  } catch (error) {
    if (error instanceof Tried) return error.difference
    throw error
  }
}

/** Definitions first; records that name them, or each other, come into a catalog that has them. */
async function takeOver(work: Work, { create, change, remove }: Difference): Promise<void> {
  const [made, others] = [create.filter(({ kind }) => kind !== 'record'), change.filter(({ to }) => to.kind !== 'record')]
  if (remove.length > 0) await removeDefinitions(work, remove)
  if (made.length > 0) await addDefinitions(work, made)
  if (others.length > 0)
    await work.changeMany(
      definition,
      others.map(({ stored, to }) => ({ id: stored.id, body: to.body, position: to.position ?? 0 })) as never,
    )
  if (remove.length + made.length + others.length > 0) await followDefinitions(work.modules, scopeOf(work).state)
  const records = [...create.map((to) => ({ to })), ...change].filter(({ to }) => to.kind === 'record')
  if (records.length > 0) await writeRecords(work, records)
}

function readDraft(one: unknown, i: number, { objects }: Catalog): Draft {
  const { kind, object, name, body, position } = (typeof one === 'object' && one !== null ? one : {}) as Record<string, unknown>
  const isGood =
    (kind === 'record' ? objects[String(object)]?.exchange : (definitionKinds as readonly unknown[]).includes(kind)) &&
    [object, name].every((text) => typeof text === 'string' && text !== '') &&
    typeof body === 'object' &&
    body !== null
  if (!isGood) fail('kernel.bad-value', { path: `definitions.${i}`, want: 'definition' })
  return {
    kind: kind as Draft['kind'],
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
    // Records live on: people work by them, and older files know of none.
    remove: removeOthers ? stored.filter((one) => one.kind !== 'record' && !wanted.has(keyOf(one))) : [],
    same: both.length - change.length,
  }
}

const named = ({ kind, object, name, body }: Pick<Draft, 'kind' | 'object' | 'name' | 'body'>) => ({ kind, object, name, body })
const shown = ({ create, change, remove, same }: Difference) => ({
  create: create.map(named),
  change: change.map(({ stored, to }) => ({ ...named(to), was: stored.body })),
  remove: remove.map(named),
  same,
})
