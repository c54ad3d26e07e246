import { defineAction, fail, type Work } from '#kernel'
import { addDays, choice, day, integer, json, link, text } from '#kernel/model'
import { pool, poolRule, poolRun } from '../objects/index.ts'
import { nextNight, type Planned, plannedFor, type RuleFound, rulesOf, type Tonight, tonightOf } from '../rounds/tonight.ts'
import { type PooledObject, pooledObjects } from './pooled.ts'

/** Measures that one question may ask for. */
const mostMeasures = 30
const kind = choice([{ key: 'account' }, { key: 'lead' }], { required: true, default: 'account' })
/** `changed`: what of the rule is to be otherwise, by field, before anybody saves it. */
const input = { kind, poolRule: link(poolRule), changed: json() }

type Asked = Readonly<{ kind?: 'account' | 'lead' | null; poolRule?: string | null; changed?: unknown }>

/** What a night does is for those who see what nights did. @throws `pools.not-yours` */
async function look(work: Work, { kind: of, poolRule: id = null, changed = null }: Asked) {
  if (work.reach(poolRun).kind === 'none') fail('pools.not-yours')
  if (id) await work.one(poolRule, id)
  if (changed && !id) fail('kernel.bad-value', { path: 'poolRule' })
  const tried = id ? { id, changed } : null
  const object = pooledObjects[of ?? 'account']
  const today = await nextNight(work)
  const planned = await plannedFor(work, { object, today, tried })
  return { object, today, planned, tonight: await tonightOf(work, { object, today, planned }), names: await namesOf(work, object) }
}

/** What the reader sees of rules and pools; of others he hears that there is one. */
async function namesOf(work: Work, object: PooledObject): Promise<ReadonlyMap<string, string>> {
  const [rules, pools] = [
    await work.find(poolRule, { 'pool.kind': object.name }, { limit: 1_000 }),
    await work.find(pool, { kind: object.name }, { limit: 1_000 }),
  ]
  return new Map([...rules, ...pools].map(({ id, name }) => [String(id), name]))
}

/**
 * How many records each rule takes tonight, of how many it warns, and how many were left out: by the conditions of the night itself, among what the reader sees. With a
 * rule, of that one alone, as if it were in force. Nothing is written.
 */
export const tonightSums = defineAction('pools.tonight-sums', {
  about: poolRule,
  input,
  result: { day: day({ required: true }), leftOut: integer({ required: true }), rules: json({ required: true }) },
  fails: ['pools.not-yours'],
  async run(work, asked) {
    const { object, today, planned, tonight, names } = await look(work, asked)
    const shown = planned.filter((one) => one.isAtWork && (!asked.poolRule || one.rule.id === asked.poolRule))
    const [takes, warns] = [await takesOf(work, object, tonight), await warnsOf(work, object, { tonight, shown })]
    return {
      day: today,
      leftOut: await work.count(object, tonight.of('leftOut', asked.poolRule ?? null)),
      rules: shown.map(({ rule }) => ({
        id: rule.id,
        name: names.get(rule.id) ?? null,
        days: rule.days,
        noticeDays: rule.noticeDays,
        takes: takes.get(rule.id) ?? 0,
        warns: warns.get(rule.id) ?? 0,
      })),
    }
  },
})

const takesOf = (work: Work, object: PooledObject, tonight: Tonight): Promise<ReadonlyMap<string | null, number>> =>
  work.countBy(object, 'returnRule' as never, tonight.of('take', null))

async function warnsOf(
  work: Work,
  object: PooledObject,
  { tonight, shown }: Readonly<{ tonight: Tonight; shown: readonly Planned[] }>,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  for (let from = 0; from < shown.length; from += mostMeasures) {
    const rules = shown.slice(from, from + mostMeasures).map(({ rule }) => String(rule.id))
    const measures = Object.fromEntries(rules.map((id, i) => [`n${i}`, { count: 'id', filter: tonight.first(id) }]))
    const [row] = await work.aggregate({ object: object.name, measures, filter: tonight.free })
    for (const [i, id] of rules.entries()) found.set(id, Number(row?.[`n${i}`] ?? 0))
  }
  return found
}

/** One page of what tonight takes, warns of or was told to leave out: each with the rule, the date it counts from, the day, and the pool. */
export const tonight = defineAction('pools.tonight', {
  about: poolRule,
  input: {
    ...input,
    step: choice([{ key: 'take' }, { key: 'warn' }, { key: 'leftOut' }], { required: true, default: 'take' }),
    /** What a page before named as `next`. */
    cursor: text({ max: 1_000 }),
    limit: integer({ min: 1, max: 200, default: 50 }),
  },
  result: { day: day({ required: true }), rows: json({ required: true }), next: text({ max: 1_000 }) },
  fails: ['pools.not-yours'],
  async run(work, { step, cursor, limit, ...asked }) {
    const { object, today, planned, tonight: night, names } = await look(work, asked)
    const clocks = planned.flatMap(({ rule }) => rule.clock ?? [])
    const { rows, next } = await work.page({
      object: object.name,
      filter: night.of(step ?? 'take', asked.poolRule ?? null),
      sort: ['createdAt'],
      fields: [...new Set(['name', 'owner', 'heldSince', 'createdAt', 'returnOn', ...clocks])],
      limit: limit ?? 50,
      ...(cursor ? { cursor } : {}),
    })
    const ruleOf = await rulesOf(work, { object, planned, ids: rows.map(({ id }) => String(id)) })
    return { day: today, rows: rows.map((row) => described(row as Row, { found: ruleOf.get(String(row.id)), today, names })), next }
  },
})

type Row = Readonly<Record<string, unknown> & { id: string; heldSince: string | null; createdAt: string; returnOn: string | null }>
type Told = Readonly<{ found: RuleFound | undefined; today: string; names: ReadonlyMap<string, string> }>

/** Why and when: the date from which the days count, when they were full, and, of who is warned, when it falls. */
function described(row: Row, { found, today, names }: Told) {
  const { id, name, owner } = row
  if (!found) return { id, name, owner, rule: null }
  const { rule, isTaken } = found
  const named = (it: string) => (names.has(it) ? { id: it, title: names.get(it)! } : null)
  const held = row.heldSince ? 'heldSince' : 'createdAt'
  const last = addDays(isTaken ? today : addDays(today, rule.noticeDays), -rule.days)
  // What does not count, such as a follow-up that is too short, is later than the day up to which all lies.
  const counts = rule.clock !== null && typeof row[rule.clock] === 'string' && String(row[rule.clock]).slice(0, 10) <= addDays(last, 1)
  const from = counts && String(row[rule.clock!]) > String(row[held]) ? rule.clock! : held
  return {
    id,
    name,
    owner,
    rule: named(rule.id),
    pool: named(rule.pool),
    from: { field: from, at: row[from] },
    days: rule.days,
    on: isTaken ? row.returnOn : addDays(today, rule.noticeDays),
    isTaken,
  }
}
