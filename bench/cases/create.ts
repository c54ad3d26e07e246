import { newId } from '../../kernel/model/uuid.ts'
import { searchCell, storedFields, toCells } from '../../kernel/records/cells.ts'
import { insertRecords } from '../../kernel/records/store.ts'
import type { Bare } from '../bare.ts'
import { atMostTimes, compare, type Figure } from '../figure.ts'
import { type BenchRow, recordMaker } from '../rows.ts'
import type { Stand } from '../stand.ts'
import { composer } from './statements.ts'

const serverFields = ['owner', 'ownerDepartment', 'updatedAt']

/** Creating one account: over REST, and the storing statement by itself, against an INSERT of the same columns. */
export async function create(stand: Stand): Promise<readonly Figure[]> {
  const { region } = stand.people
  const compose = await composer(stand)
  const object = (await stand.installation.engine.catalogOf(stand.workspace)).objects.account!
  const maker = recordMaker({
    seed: 99,
    now: Date.now(),
    owners: [{ id: region.actor.memberId!, department: region.actor.departments[0]! }],
  })
  const fields = storedFields(object)
  const columns = [...fields.flatMap((field) => field.columns.map((column) => column.name)), 'change_id', 'search']
  const { schema } = stand.workspace
  const insert = `WITH r AS (INSERT INTO ${schema}.account (${columns.map((name) => `"${name}"`).join(', ')})
    VALUES (${columns.map((name, i) => (name === 'search' ? `array_to_tsvector(string_to_array($${i + 1}, ' '))` : `$${i + 1}`)).join(', ')})
    RETURNING id, search) INSERT INTO ${schema}.account_words (id, search) SELECT id, search FROM r`
  const complete = (): BenchRow => {
    const at = new Date().toISOString()
    const made = maker.account()
    return {
      ...made,
      id: newId(),
      version: 1,
      createdAt: at,
      updatedAt: at,
      createdBy: region.actor.memberId,
      updatedBy: region.actor.memberId,
      number: `BN-${newId()}`,
    }
  }
  const byHand = (run: Bare) => () => {
    const row = complete()
    const cells = { ...toCells(fields, row), change_id: newId(), search: searchCell(object, row) } as Record<string, unknown>
    return run(
      insert,
      columns.map((name) => cells[name]),
      { plan: 'generic' },
    )
  }
  const [bare, door] = [byHand(stand.bare), byHand(stand.door)]
  const rest = () => {
    const row = maker.account()
    const given = Object.fromEntries(Object.entries(row).filter(([name]) => !serverFields.includes(name)))
    // Whatever stage others are in, a new one begins before the first contract.
    return region.client.send('POST', '/accounts', { ...given, stage: 'presales' })
  }
  const stored = async () => {
    const { text, values } = await compose((scope) => insertRecords(scope, object, [complete()]))
    return stand.bare(text, values, { plan: 'generic' })
  }
  return [
    await compare({
      work: 'create, in the database: record, history, change set',
      zhike: stored,
      bare,
      calls: 100,
      limit: atMostTimes(1.5),
    }),
    await compare({ work: 'create by REST', zhike: rest, bare, door, calls: 100, limit: atMostTimes(3) }),
    await compare({ work: 'create by REST, 16 at once', zhike: rest, bare, calls: 400, width: 16, limit: null }),
  ]
}
