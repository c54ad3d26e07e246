import { noFlows } from '../../kernel/approvals/flows.ts'
import type { Connection } from '../../kernel/db/pool.ts'
import { type Statement, toStatement } from '../../kernel/db/sql.ts'
import { readPeople } from '../../kernel/records/directory.ts'
import { keepRows } from '../../kernel/records/memory.ts'
import { newState } from '../../kernel/records/new-state.ts'
import type { Scope } from '../../kernel/records/state.ts'
import type { Stand } from '../stand.ts'

export type Compose = (run: (scope: Scope) => Promise<unknown>) => Promise<Statement>

/** Catches the one statement with which the write road stores records, without sending it. */
export async function composer(stand: Stand): Promise<Compose> {
  const { engine } = stand.installation
  const { workspace } = stand
  const { actor } = stand.people.region
  const [catalog, access, directory] = await Promise.all([
    engine.catalogOf(workspace),
    engine.accessOf(workspace),
    readPeople(engine.database, workspace),
  ])
  const numbers = { take: async () => 0, lift: async () => {} }
  return async (run) => {
    const caught: Statement[] = []
    const tx: Connection = {
      query: async (piece) => {
        caught.push(toStatement(piece))
        return []
      },
      affected: async () => 0,
    }
    await run({
      state: newState({
        session: { workspace, actor },
        road: { via: 'api' },
        tx,
        catalog,
        access,
        directory,
        numbers,
        flows: noFlows,
        kept: keepRows(),
        modules: [],
        filesDir: '',
      }),
      actor,
    })
    return caught[0]!
  }
}
