import { accessOf } from './access/access.ts'
import { coreGrants } from './access/core-grants.ts'
import { type Access, type Actor, system } from './access/define-access.ts'
import { findWorkspace, listWorkspaces } from './accounts/workspaces.ts'
import type { Database } from './db/pool.ts'
import { toFault } from './db/errors.ts'
import { sql } from './db/sql.ts'
import type { ModuleDef } from './define-module.ts'
import type { Engine, Session, Touched, WorkRoad } from './engine-types.ts'
import type { Catalog } from './model/catalog.ts'
import { Fault, fail } from './model/fault.ts'
import type { WorkspaceFacts } from './query/question.ts'
import { closeWork, openWork } from './records/open-work.ts'
import { type People, readPeople } from './records/directory.ts'
import { searchedTables } from './query/compile-search.ts'
import { keepStatistics } from './query/statistics.ts'
import { newState } from './records/new-state.ts'
import { nameOther } from './records/name-other.ts'
import { openNumbers } from './records/numbers.ts'
import { openReads } from './records/reads.ts'
import type { Scope, WorkState } from './records/state.ts'
import { ConflictsOpen, previewUndo, undoChangeSet } from './records/undo.ts'
import { openWrites } from './records/writes.ts'
import { buildCatalog } from './schema/build-catalog.ts'
import { constraintMeanings } from './schema/constraint-meanings.ts'
import { readRowOptions, rowOptionObjects } from './schema/row-options.ts'
import { schemaDifference } from './schema/difference.ts'
import { createWorkspaceSchema, dropWorkspaceSchema, migrateWorkspace } from './schema/workspaces.ts'

/** Announces what was written and hears of what other processes wrote. */
export type Live = Readonly<{ touched(list: readonly Touched[]): void; onTouched(listener: (list: readonly Touched[]) => void): () => void }>

/** What a process keeps in memory of one workspace; any part may be dropped at any time. */
type Kept = {
  catalog?: Promise<Catalog>
  access?: Promise<Access>
  people?: Promise<People>
  meanings?: Promise<ReturnType<typeof constraintMeanings>>
  numbers?: ReturnType<typeof openNumbers>
}

const facts = ({ id, slug, name, schema, cluster, locale, currency, timeZone, region }: WorkspaceFacts): WorkspaceFacts =>
  Object.freeze({ id, slug, name, schema, cluster, locale, currency, timeZone, region })

/**
 * Opens the record engine over a database whose control schema exists. The declarations of all modules are checked first.
 *
 * @throws CatalogProblem with all faults of the declarations.
 */
export function openEngine({ database, modules, live }: { database: Database; modules: readonly ModuleDef[]; live: Live }): Engine {
  buildCatalog(modules)
  const grants = [...coreGrants, ...modules.flatMap((module) => module.grants)]
  const carriers = rowOptionObjects(modules)
  const known = new Map<string, Promise<WorkspaceFacts>>()
  const kept = new Map<string, Kept>()
  const of = (workspace: WorkspaceFacts): Kept => kept.get(workspace.slug) ?? kept.set(workspace.slug, {}).get(workspace.slug)!

  const catalogOf = (workspace: WorkspaceFacts) =>
    (of(workspace).catalog ??= dropOnFailure(of(workspace), 'catalog', readRowOptions(database, workspace, modules).then((rows) => buildCatalog(modules, rows))))
  const accessFor = (workspace: WorkspaceFacts) => (of(workspace).access ??= catalogOf(workspace).then((catalog) => accessOf(catalog, grants)))
  const peopleOf = (workspace: WorkspaceFacts) => (of(workspace).people ??= dropOnFailure(of(workspace), 'people', readPeople(database, workspace)))
  const meaningsOf = (workspace: WorkspaceFacts) => (of(workspace).meanings ??= catalogOf(workspace).then(constraintMeanings))
  const statisticsOf = keepStatistics()
  const numbersOf = (workspace: WorkspaceFacts) => (of(workspace).numbers ??= openNumbers(database, workspace))

  /** Forgets what a write may have made untrue: people and rights, options that come from rows. */
  const drop = (slug: string, objects: readonly string[]) => {
    const memory = kept.get(slug)
    if (!memory) return
    if (objects.some((name) => name === 'member' || name === 'department')) delete memory.people
    if (objects.some((name) => carriers.has(name))) {
      delete memory.catalog
      delete memory.access
      delete memory.meanings
    }
  }
  const stopListening = live.onTouched((list) => {
    for (const touched of list) drop(touched.workspace, [touched.object])
  })

  const stateFor = async (session: Session, road: WorkRoad, tx: WorkState['tx']): Promise<WorkState> => {
    const { workspace } = session
    const [catalog, access, people] = await Promise.all([catalogOf(workspace), accessFor(workspace), peopleOf(workspace)])
    return newState({ session, road, tx, catalog, access, directory: people, numbers: numbersOf(workspace) })
  }
  const reading = async (session: Session): Promise<Scope> => ({ state: await stateFor(session, { via: 'api' }, database.read(session.workspace)), actor: session.actor })

  const announce = (state: WorkState) => {
    const slug = state.session.workspace.slug
    const list = [...state.touched].map(([object, records]) => ({ workspace: slug, object, records }))
    drop(slug, list.map((touched) => touched.object))
    if (list.length > 0) live.touched(list)
  }
  const inWork = async <T>(session: Session, road: WorkRoad, run: (scope: Scope) => Promise<T>): Promise<T> => {
    const written: { state?: WorkState } = {}
    try {
      const answer = await database.transaction(session.workspace, async (tx) => {
        const state = await stateFor(session, road, tx)
        await continueChangeSet(state)
        const result = await run({ state, actor: session.actor })
        await closeWork(state)
        written.state = state
        return result
      })
      announce(written.state!)
      return answer
    } catch (error) {
      const fault = toFault(error, await meaningsOf(session.workspace))
      throw fault ? await nameOther(fault, session, () => engine.reads) : error
    }
  }

  const engine: Engine = {
    database,
    modules,
    reads: openReads({
      database,
      scopeOf: reading,
      contextOf: async (session) => {
        const { workspace, actor } = session
        const [catalog, access] = await Promise.all([catalogOf(workspace), accessFor(workspace)])
        const context = { catalog, access, workspace, actor, now: new Date() }
        return { context, options: { statistics: await statisticsOf(database.read(workspace), workspace, searchedTables(context)) } }
      },
    }),
    writes: openWrites(modules),
    catalogOf,
    accessOf: accessFor,
    workspace: (slug) => {
      const found = known.get(slug) ?? findWorkspace(database.control, slug).then((row) => (row ? facts(row) : fail('kernel.not-found', { workspace: slug })))
      known.set(slug, found)
      found.catch(() => known.delete(slug))
      return found
    },
    workspaces: async () => (await listWorkspaces(database.control)).map(facts),
    async createWorkspace(spec) {
      const made = await createWorkspaceSchema({ database, modules, catalog: buildCatalog(modules) }, spec)
      const workspace = facts(made)
      const seeds = modules.filter((module) => module.seed)
      try {
        await inWork({ workspace, actor: { ...system('a new workspace starts with these'), locale: workspace.locale } }, { via: 'job', cause: 'create workspace' }, async ({ state, actor }) => {
          for (const module of seeds) await module.seed!(openWork(state, actor), { locale: workspace.locale })
        })
      } catch (error) {
        await dropWorkspaceSchema(database, workspace)
        throw error
      }
      return workspace
    },
    async dropWorkspace(slug) {
      await dropWorkspaceSchema(database, await engine.workspace(slug))
      known.delete(slug)
      kept.delete(slug)
    },
    async actorOf(workspace, memberId, settings = {}): Promise<Actor> {
      const people = await peopleOf(workspace)
      return people.actorOf(memberId, { locale: settings.locale ?? workspace.locale, timeZone: settings.timeZone ?? workspace.timeZone })
    },
    work: (session, road, run) => inWork(session, road, ({ state, actor }) => run(openWork(state, actor), state.tx)),
    async previewUndo(session, changeSet) {
      const answer = await database.transaction(session.workspace, async (tx) => previewUndo({ state: await stateFor(session, { via: 'web' }, tx), actor: session.actor }, changeSet))
      return answer
    },
    async undo(session, changeSet, choice, road) {
      try {
        return await inWork(session, { ...road, undoes: changeSet, ...(choice.note ? { note: choice.note } : {}) }, (scope) => undoChangeSet(scope, changeSet, choice))
      } catch (error) {
        if (!(error instanceof ConflictsOpen)) throw error
        throw new Fault('kernel.undo-conflicts', { ...(await engine.previewUndo(session, changeSet)) })
      }
    },
    onTouched: live.onTouched,
    async pendingSchema(workspace) {
      const difference = await schemaDifference(database.control, workspace.schema, await catalogOf(workspace), new Date())
      return [...difference.statements, ...difference.problems.map((problem) => `-- ${problem}`)]
    },
    async migrate() {
      for (const workspace of await engine.workspaces()) await migrateWorkspace(database, workspace, await catalogOf(workspace).catch(() => buildCatalog(modules)))
      kept.clear()
    },
    async close() {
      stopListening()
      await Promise.all([...kept.values()].map((memory) => memory.numbers?.giveBack()))
    },
  }
  return engine
}

/** A change set that goes on over several transactions counts on from where it stood. */
async function continueChangeSet(state: WorkState): Promise<void> {
  if (!state.road.changeSetId) return
  const [row] = await state.tx.query(
    sql`SELECT counts::text AS counts FROM ${sql.id(state.session.workspace.schema, 'change_set')} WHERE id = ${state.changeSetId}::uuid FOR UPDATE`,
  )
  if (!row) return
  state.started = true
  state.counts = JSON.parse(String(row.counts)) as WorkState['counts']
}

/** A promise kept in memory that is forgotten again when it fails. */
function dropOnFailure<K extends keyof Kept, T>(memory: Kept, key: K, promise: Promise<T>): Promise<T> {
  promise.catch(() => delete memory[key])
  return promise
}
