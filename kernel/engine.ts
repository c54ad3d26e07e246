import { createHmac, hkdfSync } from 'node:crypto'
import { type Actor, system } from './access/define-access.ts'
import { rightsOf } from './access/role-records.ts'
import { findWorkspace, listWorkspaces } from './accounts/workspaces.ts'
import { leaversTasks } from './approvals/leavers.ts'
import { schemaOf } from './db/placement.ts'
import type { Database } from './db/pool.ts'
import type { ModuleDef } from './define-module.ts'
import type { Engine, NewWorkspace, Session, Touched, UndoAnswer, UndoChoice, UndoPreview, WorkRoad } from './engine-types.ts'
import { previewUndo, undoChangeSet } from './history/undo.ts'
import { ConflictsOpen } from './history/undo-step.ts'
import { definition } from './model/definition.ts'
import { Fault, fail } from './model/fault.ts'
import { searchedTables } from './query/compile-search.ts'
import type { WorkspaceFacts } from './query/question.ts'
import { keepStatistics } from './query/statistics.ts'
import { catalogObjects, type Memory, openMemory } from './records/memory.ts'
import { openWork } from './records/open-work.ts'
import { openReads } from './records/reads.ts'
import { openRunner, type Runner } from './records/run-work.ts'
import type { WorkState } from './records/state.ts'
import { openWrites } from './records/writes.ts'
import { buildCatalog } from './schema/build-catalog.ts'
import { followDefinitions } from './schema/defined/follow-definitions.ts'
import { readDefinitions } from './schema/defined/read-definitions.ts'
import { workspaceCatalog } from './schema/defined/workspace-catalog.ts'
import { mismatchLine, schemaDifference } from './schema/difference.ts'
import { createWorkspaceSchema, dropWorkspaceSchema, migrateWorkspace } from './schema/workspaces.ts'

/** Announces what was written and hears of what other processes wrote. */
export type Live = Readonly<{
  touched(list: readonly Touched[]): void
  onTouched(listener: (list: readonly Touched[]) => void): () => void
  /** Hears that announcements may have been missed. */
  onGap(listener: () => void): () => void
}>

type EngineOptions = Readonly<{ database: Database; modules: readonly ModuleDef[]; live: Live; secret: string; filesDir: string }>
type Parts = Readonly<{ database: Database; modules: readonly ModuleDef[]; memory: Memory; runner: Runner }>

const facts = ({ id, slug, name, schema, cluster, locale, currency, timeZone, region }: WorkspaceFacts): WorkspaceFacts =>
  Object.freeze({ id, slug, name, schema, cluster, locale, currency, timeZone, region })

/**
 * Opens the record engine over a database whose control schema exists. The declarations of all modules are checked first. `secret` is the installation's, for the
 * keys of workspaces, `filesDir` where contents of files lie.
 *
 * @throws CatalogProblem with all faults of the declarations.
 */
export function openEngine(o: EngineOptions): Engine {
  const { database, modules, live, secret } = o
  buildCatalog(modules)
  const markKey = Buffer.from(hkdfSync('sha256', secret, '', 'zhike marks', 32))
  const memory = openMemory({ database, modules, rights: rightsOf(modules), secret })
  const atCommit = [{ objects: [definition.name], run: (state: WorkState) => followDefinitions(modules, state) }, leaversTasks]
  const runner = openRunner({ database, memory, live, reads: () => engine.reads, atCommit, modules, filesDir: o.filesDir })
  const workspaces = workspacesOf({ database, modules, memory, runner }, (slug) =>
    live.touched([{ workspace: slug, object: wholeWorkspace }]),
  )
  const parts: Parts = { database, modules, memory, runner }
  const stopListening = live.onTouched((list) => {
    for (const { workspace, object, seen } of list) {
      // Before anybody is told, so that whoever looks again sees it.
      if (seen) database.raise(schemaOf(workspace), seen)
      if (object === wholeWorkspace) workspaces.discard(workspace)
      else memory.drop(workspace, [object])
    }
  })
  // What was changed while nothing could be heard is not known: rights above all are read anew.
  const stopWatching = live.onGap(() => memory.forget())
  const engine: Engine = {
    database,
    modules,
    reads: readsOf(parts),
    writes: openWrites(modules),
    catalogOf: memory.catalog,
    catalogObjects: catalogObjects(modules),
    accessOf: memory.access,
    policiesOf: memory.policies,
    ...workspaces.calls,
    async actorOf(workspace, memberId, settings = {}): Promise<Actor> {
      const people = await memory.people(workspace)
      return people.actorOf(memberId, { locale: settings.locale ?? workspace.locale, timeZone: settings.timeZone ?? workspace.timeZone })
    },
    work: (session, road, run) => runner.inWork(session, road, ({ state, actor }) => run(openWork(state, actor), state.tx)),
    ...undoOf(parts),
    onTouched: live.onTouched,
    mark: (text) => createHmac('sha256', markKey).update(text).digest('base64url'),
    async close() {
      stopListening()
      stopWatching()
      await memory.close()
    },
  }
  return engine
}

function readsOf({ database, memory, runner }: Parts): Engine['reads'] {
  const statisticsOf = keepStatistics()
  return openReads({
    database,
    scopeOf: runner.reading,
    peopleOf: ({ workspace }) => memory.people(workspace),
    contextOf: async ({ workspace, actor }) => {
      const [catalog, access] = await Promise.all([memory.catalog(workspace), memory.access(workspace)])
      const context = { catalog, access, workspace, actor, now: new Date() }
      return { context, options: { statistics: await statisticsOf(database.read(workspace), workspace, searchedTables(context)) } }
    },
  })
}

type WorkspaceCalls = Pick<
  Engine,
  'workspace' | 'workspaces' | 'createWorkspace' | 'dropWorkspace' | 'pendingSchema' | 'migrate' | 'migrateOne' | 'forget'
>

/** Stands for everything of a workspace where others hear what was touched. */
const wholeWorkspace = '*'

function workspacesOf(
  { database, modules, memory, runner }: Parts,
  tellOthers: (slug: string) => void,
): { calls: WorkspaceCalls; discard(slug: string): void } {
  const known = new Map<string, Promise<WorkspaceFacts>>()
  const workspace = (slug: string) => {
    const found =
      known.get(slug) ??
      findWorkspace(database.control, slug).then((row) => (row ? facts(row) : fail('kernel.not-found', { workspace: slug })))
    known.set(slug, found)
    found.catch(() => known.delete(slug))
    return found
  }
  const bareCatalog = async (of: WorkspaceFacts) =>
    workspaceCatalog(modules, {}, await readDefinitions(database.control, of).catch(() => []))
  const workspaces = async () => (await listWorkspaces(database.control)).map(facts)
  const discard = (slug: string): void => {
    known.delete(slug)
    memory.discard(slug)
  }
  const forget = async (slug: string) => {
    discard(slug)
    tellOthers(slug)
  }
  /** What the code and its definitions say comes first where the tables are so far behind that options cannot be read from them. */
  const migrateOne = async (one: WorkspaceFacts) => {
    const known = await memory.catalog(one).catch(() => null)
    if (!known) await migrateWorkspace(database, one, await bareCatalog(one))
    memory.forget(one.slug)
    await migrateWorkspace(database, one, known ?? (await memory.catalog(one)))
  }
  const calls: WorkspaceCalls = {
    workspace,
    workspaces,
    async createWorkspace(spec: NewWorkspace) {
      const made = facts(await createWorkspaceSchema({ database, catalog: buildCatalog(modules) }, spec))
      try {
        await seed({ runner, modules, workspace: made })
      } catch (error) {
        await dropWorkspaceSchema(database, made)
        throw error
      }
      return made
    },
    async dropWorkspace(slug) {
      await dropWorkspaceSchema(database, await workspace(slug))
      await forget(slug)
    },
    async pendingSchema(of) {
      const { statements, problems } = await schemaDifference(database.upkeep(of), of.schema, await memory.catalog(of), new Date())
      return [...statements, ...problems.map((problem) => `-- ${mismatchLine(problem)}`)]
    },
    async migrate() {
      for (const one of await workspaces()) await migrateOne(one)
      memory.forget()
    },
    migrateOne: async (one) => {
      await migrateOne(one)
      memory.forget(one.slug)
    },
    forget,
  }
  return { calls, discard }
}

/** What a fresh workspace starts with, module by module, in one change set. */
async function seed({ runner, modules, workspace }: Pick<Parts, 'runner' | 'modules'> & { workspace: WorkspaceFacts }): Promise<void> {
  const actor: Actor = { ...system('a new workspace starts with these'), locale: workspace.locale, timeZone: workspace.timeZone }
  await runner.inWork({ workspace, actor }, { via: 'job', cause: 'create workspace' }, async (scope) => {
    for (const module of modules) await module.seed?.(openWork(scope.state, actor), { locale: workspace.locale })
  })
}

function undoOf({ runner }: Parts): Pick<Engine, 'previewUndo' | 'undo'> {
  const preview = (session: Session, changeSet: string, o: { cursor?: string } = {}): Promise<UndoPreview> =>
    runner.inWork(session, { via: 'web' }, (scope) => previewUndo(scope, changeSet, o))
  return {
    previewUndo: preview,
    async undo(session: Session, changeSet: string, choice: UndoChoice, road: WorkRoad): Promise<UndoAnswer> {
      try {
        return await runner.inWork(session, { ...road, undoes: changeSet, ...(choice.note ? { note: choice.note } : {}) }, (scope) =>
          undoChangeSet(scope, changeSet, choice),
        )
      } catch (error) {
        if (!(error instanceof ConflictsOpen)) throw error
        throw new Fault('kernel.undo-conflicts', { ...(await preview(session, changeSet)) })
      }
    },
  }
}
