import { noFlows } from '../../kernel/approvals/flows.ts'
import { newId } from '../../kernel/model/uuid.ts'
import { readPeople } from '../../kernel/records/directory.ts'
import { keepRows } from '../../kernel/records/memory.ts'
import { newState } from '../../kernel/records/new-state.ts'
import { readRows } from '../../kernel/records/read-rows.ts'
import { updateRecords } from '../../kernel/records/store.ts'
import type { Bare } from '../bare.ts'
import { atMostTimes, compare, type Figure } from '../figure.ts'
import { seeded } from '../measure.ts'
import type { Stand } from '../stand.ts'
import { composer } from './statements.ts'

const levels = ['high', 'medium', 'low']

/** Changing one account: over REST, and the storing statement by itself, against an UPDATE of the same columns. */
export async function update(stand: Stand): Promise<readonly Figure[]> {
  const { region } = stand.people
  const { schema } = stand.workspace
  const { engine } = stand.installation
  const compose = await composer(stand)
  const object = (await engine.catalogOf(stand.workspace)).objects.account!
  const departments = `'{${region.actor.departmentsBelow.join(',')}}'::uuid[]`
  const ids = (
    await stand.bare(`SELECT id FROM ${schema}.account TABLESAMPLE SYSTEM (5) WHERE department_id = ANY(${departments}) LIMIT 4000`)
  ).map(([id]) => String(id))
  const random = seeded(21)
  const id = () => ids[Math.floor(random() * ids.length)]!
  let turn = 0
  const next = () => ({ value: levels[(turn += 1) % 3]!, headcount: turn })
  // The version stays, as the measured statement of ours knows the versions of the same accounts.
  const text = `UPDATE ${schema}.account SET "value" = $2, headcount = $3, version = version, updated_at = now(), updated_by = $4, change_id = $5 WHERE id = $1`
  const byHand = (run: Bare) => () => {
    const to = next()
    return run(text, [id(), to.value, to.headcount, region.actor.memberId, newId()], { plan: 'generic' })
  }
  const [bare, door] = [byHand(stand.bare), byHand(stand.door)]
  const rest = () => region.client.send('PATCH', `/accounts/${id()}`, next())
  // What was read is read beforehand here: the statement alone is measured.
  const befores = await stored(stand, ids)
  const alone = async () => {
    const one = befores.get(id())!
    const { text: ours, values } = await compose((scope) =>
      updateRecords(scope, object, [{ before: one.values, after: { ...one.values, ...next() }, changed: ['value', 'headcount'] }]),
    )
    const rows = await stand.bare(ours, values, { plan: 'generic' })
    if (rows.length === 1) one.values.version = Number(one.values.version) + 1
    else throw new Error('the measured update met nothing')
  }
  return [
    await compare({
      work: 'update, in the database: record, history, change set',
      zhike: alone,
      bare,
      calls: 100,
      limit: atMostTimes(2.5),
    }),
    await compare({ work: 'update by REST', zhike: rest, bare, door, calls: 100, limit: atMostTimes(4) }),
    await compare({ work: 'update by REST, 16 at once', zhike: rest, bare, calls: 400, width: 16, limit: null }),
  ]
}

async function stored(stand: Stand, ids: readonly string[]) {
  const { engine } = stand.installation
  const { workspace } = stand
  const { actor } = stand.people.region
  const [catalog, access, directory] = await Promise.all([
    engine.catalogOf(workspace),
    engine.accessOf(workspace),
    readPeople(engine.database, workspace),
  ])
  const numbers = { take: async () => 0, lift: async () => {} }
  const state = newState({
    session: { workspace, actor },
    road: { via: 'api' },
    tx: engine.database.read(workspace),
    catalog,
    access,
    directory,
    numbers,
    flows: noFlows,
    kept: keepRows(),
    modules: [],
    filesDir: '',
  })
  return readRows({ state, actor }, catalog.objects.account!, ids)
}
