import assert from 'node:assert/strict'
import { sql } from '../db/sql.ts'
import type { Engine } from '../engine-types.ts'
import type { WorkspaceFacts } from '../query/question.ts'

/** Fails where a table of words tells something else than the records beside it. */
export async function assertWords(engine: Engine, workspace: WorkspaceFacts): Promise<void> {
  const { objects } = await engine.catalogOf(workspace)
  const counts = Object.values(objects).flatMap(({ table, words }) =>
    words === null
      ? []
      : [
          sql`SELECT ${sql.literal(table)} AS name FROM ${sql.id(workspace.schema, table)} a FULL JOIN ${sql.id(workspace.schema, words)} k ON k.id = a.id
            WHERE a.id IS NULL OR k.id IS NULL OR a.search IS DISTINCT FROM k.search`,
        ],
  )
  const apart = await engine.database.read(workspace).query(sql.join(counts, ' UNION ALL '))
  assert.deepEqual([...new Set(apart.map(({ name }) => name))], [], 'words that are not those of the records')
}
