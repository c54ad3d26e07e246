import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { modules } from '../modules.ts'
import type { Call, Made, Race, Row } from './race-tables.ts'
import * as stand from './selling-stand.ts'

/*
 * Two calls at the same moment end as if one had come after the other. The two orders are tried first, each on a record of its own: which calls were accepted, how the record
 * stands, and by how much every table of the workspace grew, in rows and in sums. The race must end as one of them.
 */

type Outcome = Readonly<{ accepted: readonly boolean[]; left: Row }>
type Answer = Readonly<{ accepted: boolean; said: string }>

const { database } = stand.app
const objects = modules.flatMap((one) => one.objects)
const tables = objects.map(({ name }) => name)

const quoted = (name: string): string => `"${name}"`
const columns = await database.pool.query<{ t: string; c: string; type: string }>(
  `SELECT table_name AS t, column_name AS c, data_type AS type FROM information_schema.columns WHERE table_schema = 'w_test'`,
)
const choices = new Set(
  objects.flatMap((one) =>
    Object.entries(one.fields as Readonly<Record<string, Readonly<{ kind: string }>>>).flatMap(([field, { kind }]) =>
      kind === 'choice' ? [`${snake(one.name)}.${snake(field)}`] : [],
    ),
  ),
)
function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Of every table how many rows, of every sum how much, of every state and every yes how often. */
const print = [...Map.groupBy(columns.rows, ({ t }) => t)]
  .filter(([table]) => tables.some((name) => snake(name) === table))
  .map(([table, own]) => {
    const measures = own.flatMap(({ c, type }) => {
      if (type === 'numeric') return [`'${c}', coalesce(sum(${quoted(c)}), 0)`]
      if (type === 'boolean') return [`'${c}', count(*) FILTER (WHERE ${quoted(c)})`]
      return choices.has(`${table}.${c}`) ? [`'${c}', coalesce(sum(hashtext(${quoted(c)})::bigint), 0)`] : []
    })
    return `SELECT '${table}' AS t, jsonb_build_object(${["'rows', count(*)", ...measures].join(', ')}) AS m FROM w_test.${quoted(table)}`
  })
  .join(' UNION ALL ')

async function sums(): Promise<Map<string, number>> {
  const { rows } = await database.pool.query<{ t: string; m: Record<string, number> }>({ name: 'sums of all tables', text: print })
  return new Map(rows.flatMap(({ t, m }) => Object.entries(m).map(([name, value]): [string, number] => [`${t}.${name}`, Number(value)])))
}

async function outcome(run: () => Promise<readonly Answer[]>): Promise<Outcome & { said: readonly string[] }> {
  const before = await sums()
  const answers = await run()
  const left: Row = {}
  for (const [name, value] of await sums()) {
    const more = Math.round((value - (before.get(name) ?? 0)) * 1e6) / 1e6
    if (more !== 0) left[name] = more
  }
  return { accepted: answers.map(({ accepted }) => accepted), left, said: answers.map(({ said }) => said) }
}

const people = {
  admin: stand.admin,
  second: stand.second,
  manager: stand.manager,
  rep: stand.rep,
  finance: stand.finance,
  keeper: stand.keeper,
} as const

/** What a person may hear: a refusal in words. A fault of the server, and a server that was too busy, are none. */
async function take({ who, action, input }: Call, made: Made): Promise<Answer> {
  try {
    await stand.call(people[who], action, input(made))
    return { accepted: true, said: action }
  } catch (error) {
    const { code, details, issues } = error as stand.Fault
    assert.ok(code?.includes('.'), `${action}: ${error instanceof Error ? error.stack : error}`)
    assert.doesNotMatch(code, /^kernel\.(failed|busy|unavailable|unknown-field)$/, action)
    return { accepted: false, said: `${action}: ${code} ${JSON.stringify(issues ?? details)}` }
  }
}

const everyTable = tables.map((name) => `w_test.${quoted(snake(name))}`).join(', ')

/** Lets calls read, and holds each before it locks or writes its first row, until all are there: then none has seen what another does. */
async function atOnce(calls: readonly (() => Promise<Answer>)[]): Promise<Answer[]> {
  const gate = await database.pool.connect()
  await gate.query('BEGIN')
  await gate.query(`LOCK TABLE ${everyTable} IN EXCLUSIVE MODE`)
  let open = calls.length
  const running = calls.map((call) => call().finally(() => (open -= 1)))
  const all = Promise.allSettled(running)
  for (let tries = 0; open > 0 && tries < 300; tries += 1) {
    const { rows } = await gate.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    if (Number(rows[0]!.n) >= open) break
    await pause(5)
  }
  await gate.query('COMMIT')
  gate.release()
  await all
  return Promise.all(running)
}

const same = (one: Outcome, other: Outcome): boolean => {
  const text = ({ accepted, left }: Outcome) => JSON.stringify([accepted, Object.entries(left).toSorted()])
  return text(one) === text(other)
}

/**
 * Races two calls on what `begin` makes.
 *
 * @throws when the race ended as neither order does, with all three.
 */
export async function race(begin: () => Promise<Made>, one: Call, two: Call): Promise<void> {
  const inOrder = async (first: Call, second: Call) => {
    const made = await begin()
    const { accepted, ...more } = await outcome(async () => [await take(first, made), await take(second, made)])
    assert.ok(accepted[0], `${first.action} is to be raced and is refused: ${more.said}`)
    return { accepted: first === one ? accepted : accepted.toReversed(), ...more }
  }
  const made = await begin()
  const ended = await outcome(() => atOnce([() => take(one, made), () => take(two, made)]))
  // The order that it looks like is tried first: mostly it is that one.
  const [isFirst, isSecond] = ended.accepted
  const orders = one === two || (isFirst && !isSecond) ? [[one, two]] : [[two, one]]
  if (one !== two) orders.push(orders[0]!.toReversed())
  const known: Outcome[] = []
  for (const [first, second] of orders) {
    const order = await inOrder(first!, second!)
    known.push(order, ...(one === two ? [{ ...order, accepted: order.accepted.toReversed() }] : []))
    if (known.some((order) => same(order, ended))) return
  }
  assert.fail(`${one.action} and ${two.action} at once end as neither order does:\n${JSON.stringify({ ended, known }, null, 1)}`)
}

/** A road to a state, for what begins there. */
export async function go(made: Made, steps: readonly Call[]): Promise<void> {
  for (const step of steps) {
    const { accepted, said } = await take(step, made)
    assert.ok(accepted, said)
  }
}
export { stand }

/** What a workspace begins with asks for approvals, which have races of their own. */
export async function withoutFlows(): Promise<void> {
  for (const { id } of await stand.admin.list('approvalFlow', { filter: { active: true } }))
    await stand.admin.change('approvalFlow', String(id), { active: false })
}

/** A test of each race: any two of its calls. */
export function raceAll(races: readonly Race[]): void {
  for (const { name, begin, calls, pairs } of races)
    test(`${name}: any two at once are one after the other`, async () => {
      const all = calls.flatMap((_, i) => calls.slice(i).map((__, j) => [i, i + j] as const))
      for (const [one, two] of pairs ?? all) await race(() => begin(stand), calls[one]!, calls[two]!)
    })
}
