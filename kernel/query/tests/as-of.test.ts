import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from '../../db/sql.ts'
import { newId } from '../../model/uuid.ts'
import { compileAggregate } from '../compile-aggregate.ts'
import { compileCount } from '../compile-count.ts'
import { compileList, glueList } from '../compile-list.ts'
import { compileOne } from '../compile-one.ts'
import type { ListQuestion, QueryContext } from '../question.ts'
import { type Random, randomFrom } from './fill-trade.ts'
import { actorWith, openSpecimen, type Row, type Specimen } from './trade-specimen.ts'

type State = Readonly<{ at: Date; customers: readonly Row[]; deals: readonly Row[] }>

let specimen: Specimen
let states: State[]
const members = [newId(), newId(), newId()]
const departments = [newId(), newId()]
const start = Date.UTC(2026, 0, 20)

before(async () => {
  specimen = await openSpecimen()
  const long = { updated_at: '2020-01-01T00:00:00Z' }
  await specimen.insert(
    'department',
    departments.map((id, i) => ({ id, name: `D${i}`, ...long })),
  )
  await specimen.insert(
    'member',
    members.map((id, i) => ({ id, name: `M${i}`, department_id: departments[i % 2], ...long })),
  )
  // A record is replaced here by removing and storing it, which its children would not allow.
  const keys = await specimen.database.control.query(sql`SELECT conname AS name, conrelid::regclass::text AS "table" FROM pg_constraint
    WHERE contype = 'f' AND connamespace = ${specimen.workspace.schema}::regnamespace`)
  for (const key of keys)
    await specimen.database.control.query(sql`ALTER TABLE ${sql.raw(String(key.table))} DROP CONSTRAINT ${sql.id(String(key.name))}`)
  states = await liveThrough(randomFrom(11))
})
after(() => specimen.close())

const table = (name: string) => sql.id(specimen.workspace.schema, name)

/** Writes as the kernel does: what a record was goes to the log when it changes or goes. */
async function log(object: string, id: string, o: { kind: string; at: Date }): Promise<void> {
  await specimen.database.control.query(sql`INSERT INTO ${table('change')} (record_id, id, at, workspace_id, change_set_id, object, kind, changed, was, was_since)
    SELECT t.id, ${newId()}, ${o.at.toISOString()}, 1, ${newId()}, ${object}, ${o.kind}, '{}', to_jsonb(t) - 'search', t.updated_at FROM ${table(object)} AS t WHERE t.id = ${id}`)
}

/** Half a year of random writes; answers the states in between. */
async function liveThrough(random: Random): Promise<State[]> {
  const stored: Record<string, Map<string, Row>> = { customer: new Map(), deal: new Map() }
  const seen: State[] = []
  for (let step = 0; step < 220; step++) {
    const at = new Date(start + step * 16 * 3_600_000)
    const object = random.pick(['customer', 'deal'])
    const rows = stored[object]!
    const one = rows.size > 0 && random.chance(0.6) ? random.pick([...rows.values()]) : null
    if (!one) {
      const row = {
        ...randomValues(random, object, [...stored.customer!.keys()]),
        id: newId(),
        created_at: at.toISOString(),
        updated_at: at.toISOString(),
        version: 1,
      }
      await specimen.insert(object, [row])
      rows.set(row.id, row)
    } else if (random.chance(0.2)) {
      await log(object, String(one.id), { kind: 'remove', at })
      await specimen.database.control.query(sql`DELETE FROM ${table(object)} WHERE id = ${one.id}`)
      rows.delete(String(one.id))
    } else {
      await log(object, String(one.id), { kind: 'update', at })
      await specimen.database.control.query(sql`DELETE FROM ${table(object)} WHERE id = ${one.id}`)
      const row = {
        ...one,
        ...randomValues(random, object, [...stored.customer!.keys()]),
        updated_at: at.toISOString(),
        version: Number(one.version) + 1,
      }
      await specimen.insert(object, [row])
      rows.set(String(one.id), row)
    }
    if (step % 24 === 23)
      seen.push({ at: new Date(at.getTime() + 1), customers: [...stored.customer!.values()], deals: [...stored.deal!.values()] })
  }
  return seen
}

function randomValues(random: Random, object: string, customers: readonly string[]): Row {
  const member = random.below(3)
  const owner = { owner_id: members[member], department_id: departments[member % 2] }
  if (object === 'customer') {
    return {
      name: `${random.pick(['华瑞', '星河', 'Acme'])}${random.below(9)}`,
      headcount: random.chance(0.8) ? random.below(5) : null,
      tags: random.chance(0.5) ? ['a', 'b c', 'd"e,'] : null,
      ...owner,
    }
  }
  return {
    number: `D-${random.below(1e9)}`,
    name: random.pick(['x', 'y']),
    customer_id: customers.length > 0 ? random.pick(customers) : null,
    stage: random.pick(['new', 'won', null]),
    amount: random.below(100) / 4,
    amount_currency: 'CNY',
    close_on: '2026-03-01',
    is_open: random.chance(0.5),
    ...owner,
  }
}

const contextOf = (roles: readonly string[], member: number, now: Date): QueryContext =>
  specimen.context(
    actorWith(roles, { memberId: members[member]!, departments: [departments[member % 2]!], departmentsBelow: [departments[member % 2]!] }),
    { now },
  )

async function allRows(context: QueryContext, question: ListQuestion): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const [row] = await specimen.run(compileList(context, cursor === undefined ? question : { ...question, cursor }).sql)
    const page = JSON.parse(glueList(row!)) as { rows: Row[]; next: string | null }
    rows.push(...page.rows)
    cursor = page.next
  }
  return rows
}

test('a list as of a day is the list of that day, for readers of that day', async () => {
  assert.ok(states.length >= 8 && states.some(({ customers }) => customers.length > 10))
  for (const { at: asOf, customers } of states) {
    for (const [roles, member] of [
      [['administrator'], 0],
      [['rep'], 1],
      [['team'], 0],
    ] as const) {
      const context = contextOf(roles, member, asOf)
      const mine = customers.filter(
        (row) =>
          roles[0] === 'administrator' ||
          row.owner_id === members[member] ||
          (roles[0] === 'team' && row.department_id === departments[member % 2]),
      )
      for (const sort of [undefined, ['-headcount'], ['name', '-updatedAt'], ['-updatedAt']]) {
        const rows = await allRows(context, {
          object: 'customer',
          asOf,
          limit: 4,
          fields: ['name', 'headcount', 'tags', 'version', 'owner', 'updatedAt'],
          ...(sort ? { sort } : {}),
        })
        assert.deepEqual(
          new Map(rows.map((row) => [row.id, { ...row, updatedAt: new Date(String(row.updatedAt)).toISOString() }])),
          new Map(
            mine.map((row) => [
              row.id,
              {
                id: row.id,
                name: row.name,
                headcount: row.headcount,
                tags: row.tags,
                version: row.version,
                owner: { id: row.owner_id, title: `M${members.indexOf(String(row.owner_id))}` },
                updatedAt: new Date(String(row.updated_at)).toISOString(),
              },
            ]),
          ),
        )
        if (sort?.[0] === '-updatedAt')
          assert.deepEqual(
            rows.map(({ updatedAt }) => updatedAt),
            rows
              .map(({ updatedAt }) => String(updatedAt))
              .toSorted()
              .reverse(),
          )
        assert.equal(rows.length, mine.length)
      }
    }
  }
})

test('links, filters over links and children, counts and figures are of that day', async () => {
  for (const { at: asOf, customers, deals } of states) {
    const context = contextOf(['administrator'], 0, asOf)
    const nameOf = (deal: Row) => customers.find(({ id }) => id === deal.customer_id)?.name ?? null
    const rows = await allRows(context, { object: 'deal', asOf, limit: 100, fields: ['customer', 'amount', 'isOpen'] })
    for (const row of rows) {
      const deal = deals.find(({ id }) => id === row.id)!
      assert.deepEqual(row.amount, { amount: deal.amount, currency: 'CNY' })
      assert.equal(row.isOpen, deal.is_open)
      assert.equal((row.customer as Row | null)?.title ?? null, nameOf(deal))
    }
    const won = { object: 'customer', asOf, filter: { deals: { some: { stage: 'won' } } } }
    const expected = customers.filter(({ id }) => deals.some((deal) => deal.customer_id === id && deal.stage === 'won'))
    const [counted] = await specimen.run(compileCount(context, won, false).sql)
    assert.equal((JSON.parse(String(counted!.count)) as Row).value, expected.length)
    const [grouped] = await specimen.run(
      compileAggregate(context, { object: 'deal', by: ['customer.name'], measures: { n: 'count', total: { sum: 'amount' } }, asOf }).sql,
    )
    const groups = JSON.parse(String(grouped!.rows)) as Row[]
    assert.equal(
      groups.reduce((sum, row) => sum + Number(row.n), 0),
      deals.length,
    )
    for (const row of groups) {
      const some = deals.filter((deal) => nameOf(deal) === row['customer.name'])
      assert.deepEqual([row.n, (row.total as Row).amount], [some.length, some.reduce((sum, deal) => sum + Number(deal.amount), 0)])
    }
  }
})

test('one record as of a day, absent before it was made and after it went', async () => {
  const ids = new Set(states.flatMap(({ customers }) => customers.map(({ id }) => String(id))))
  for (const { at: asOf, customers } of states.filter((_, i) => i % 3 === 0)) {
    for (const id of ids) {
      const [row] = await specimen.run(
        compileOne(contextOf(['administrator'], 0, asOf), { object: 'customer', id, asOf, fields: ['name'] }).sql,
      )
      const then = customers.find((customer) => customer.id === id)
      assert.deepEqual(row ? JSON.parse(String(row.row)) : null, then ? { id, name: then.name } : null)
    }
  }
})

test('words are sought in the texts of that day', async () => {
  const { at: asOf, customers } = states.at(-2)!
  const rows = await allRows(contextOf(['administrator'], 0, asOf), { object: 'customer', asOf, limit: 50, q: '华瑞' })
  assert.deepEqual(
    rows.map(({ id }) => id).sort(),
    customers
      .filter(({ name }) => String(name).startsWith('华瑞'))
      .map(({ id }) => id)
      .sort(),
  )
})
