import { toFault } from '../db/errors.ts'
import type { Database } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { ModuleDef } from '../define-module.ts'
import type { Live } from '../engine.ts'
import type { Reads, Session, Touched, WorkRoad } from '../engine-types.ts'
import { fail } from '../model/fault.ts'
import { toldTouched } from '../notices/store-notices.ts'
import type { Memory } from './memory.ts'
import { nameOther } from './name-other.ts'
import { newState } from './new-state.ts'
import { closeWork } from './open-work.ts'
import type { Scope, WorkState } from './state.ts'

/** What must be true in the same instant as a write to these objects, by whatever road they were written: once per work, before its commit. */
export type AtCommit = Readonly<{ objects: readonly string[]; run(state: WorkState): Promise<void> }>

type Deps = Readonly<{
  database: Database
  memory: Memory
  live: Live
  reads: () => Reads
  atCommit: readonly AtCommit[]
  modules: readonly ModuleDef[]
  filesDir: string
}>

/** Opens states and runs work in transactions. */
export type Runner = Readonly<{
  /** A scope for reading, outside of any transaction. */
  reading(session: Session): Promise<Scope>
  /** One transaction, one change set; announces what was touched after the commit. Faults of the database come out in our words. */
  inWork<T>(session: Session, road: WorkRoad, run: (scope: Scope) => Promise<T>): Promise<T>
}>

export function openRunner({ database, memory, live, reads, atCommit, modules, filesDir }: Deps): Runner {
  /** What a state needs of memory, which may have to be read first: before a transaction, so that none waits for a connection while it holds one. */
  const stateMaker = async (session: Session, road: WorkRoad): Promise<(tx: WorkState['tx']) => WorkState> => {
    const { workspace } = session
    const [catalog, access, directory, flows] = await Promise.all([
      memory.catalog(workspace),
      memory.access(workspace),
      memory.people(workspace),
      memory.flows(workspace),
    ])
    const [numbers, kept] = [memory.numbers(workspace), memory.kept(workspace)]
    return (tx) => newState({ session, road, tx, catalog, access, directory, numbers, flows, kept, modules, filesDir })
  }
  const announce = (state: WorkState) => {
    const workspace = state.session.workspace.slug
    const seen = database.seen(state.session.workspace)
    const mark = seen === null ? {} : { seen }
    const list: Touched[] = [...state.touched].map(([object, records]) => ({ workspace, object, ...(records ? { records } : {}), ...mark }))
    memory.drop(
      workspace,
      list.map((touched) => touched.object),
    )
    if (state.toldPeople.size > 0) list.push({ ...toldTouched(workspace, state.toldPeople), ...mark })
    if (list.length > 0) live.touched(list)
  }
  return {
    reading: async (session) => ({
      state: (await stateMaker(session, { via: 'api' }))(database.read(session.workspace, session)),
      actor: session.actor,
    }),
    async inWork(session, road, run) {
      if (session.actor.seenBy) fail('kernel.seeing-as')
      try {
        const stateOf = await stateMaker(session, road)
        const { answer, state } = await database.transaction(session.workspace, async (tx) => {
          // Made anew when the transaction is tried again: what the first try noted did not happen.
          const opened = stateOf(tx)
          await continueChangeSet(opened)
          const result = await run({ state: opened, actor: session.actor })
          for (const one of atCommit) if (one.objects.some((name) => opened.touched.has(name))) await one.run(opened)
          await closeWork(opened)
          return { answer: result, state: opened }
        })
        announce(state)
        return answer
      } catch (error) {
        const fault = toFault(error, await memory.meanings(session.workspace))
        throw fault ? await nameOther(fault, session, reads) : error
      }
    },
  }
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
