import type { Actor } from '../../access/define-access.ts'
import { sql } from '../../db/sql.ts'
import { newId } from '../../model/uuid.ts'
import { actorWith, type Row, type Specimen } from './trade-specimen.ts'

export type Random = Readonly<{ below(n: number): number; pick<T>(list: readonly T[]): T; chance(share: number): boolean }>

/** The same numbers for the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { below, pick: (list) => list[below(list.length)]!, chance: (share) => next() < share }
}

export type Trade = Readonly<{
  departments: readonly Row[]
  members: readonly Row[]
  regions: readonly Row[]
  customers: readonly Row[]
  deals: readonly Row[]
  items: readonly Row[]
  visits: readonly Row[]
  shares: readonly Row[]
  viewers: readonly Actor[]
}>

const names = ['华瑞科技', '深圳南山科技', '星河贸易', 'Blue Harbour', '华东机电', 'acme 50%', '北方重工', '设备_公司']

/** A trade with a few hundred records, the same for the same seed, and viewers of every kind. */
export async function fillTrade(specimen: Specimen, seed: number): Promise<Trade> {
  const random = randomFrom(seed)
  const at = (minutes: number) => new Date(specimen.now.getTime() - minutes * 60_000).toISOString()
  const maybe = <T>(share: number, value: T): T | null => (random.chance(share) ? value : null)
  const departments: Row[] = ['总部', '华东', '华南', '上海', '深圳', '广州'].map((name, i) => ({
    id: newId(),
    name,
    parent: [null, 0, 0, 1, 2, 2][i],
  }))
  for (const row of departments) row.parent_id = row.parent === null ? null : departments[row.parent as number]!.id
  const members: Row[] = Array.from({ length: 7 }, (_, i) => ({ id: newId(), name: `成员${i}`, department_id: departments[i % 6]!.id }))
  const regions: Row[] = ['中国', '广东', '浙江', '深圳市', '杭州市'].map((name) => ({ id: newId(), name, above_id: null as unknown }))
  ;[null, 0, 0, 1, 2].forEach((above, i) => (regions[i]!.above_id = above === null ? null : regions[above]!.id))
  const owned = () => {
    const member = random.pick(members)
    const hasOwner = random.chance(0.95)
    return { owner_id: hasOwner ? member.id : null, department_id: hasOwner ? member.department_id : null }
  }
  const customers: Row[] = []
  for (let i = 0; i < 90; i++) {
    customers.push({
      id: newId(),
      name: random.chance(0.95) ? `${random.pick(names)}${random.below(30)}` : null,
      grade: maybe(0.8, random.pick(['high', 'medium', 'low'])),
      parent_id: customers.length > 5 ? maybe(0.4, random.pick(customers).id) : null,
      region_id: maybe(0.7, random.pick(regions).id),
      mobile: maybe(0.6, `138${String(10_000_000 + random.below(80_000_000))}`),
      revenue: maybe(0.7, random.below(5) * 100),
      revenue_currency: 'CNY',
      headcount: maybe(0.7, random.below(6)),
      margin: maybe(0.7, random.below(50)),
      tags: maybe(0.3, ['a', '"b, {c}']),
      updated_at: at(random.below(40)),
      ...owned(),
    })
    if (customers.at(-1)!.revenue === null) customers.at(-1)!.revenue_currency = null
  }
  const deals: Row[] = Array.from({ length: 140 }, (_, i) => ({
    id: newId(),
    number: `D-${String(i).padStart(6, '0')}`,
    name: random.pick(names),
    customer_id: maybe(0.85, random.pick(customers).id),
    stage: maybe(0.9, random.pick(['new', 'offer', 'won', 'lost'])),
    amount: random.below(1000) / 4,
    amount_currency: random.pick(['CNY', 'CNY', 'CNY', 'USD', 'TWD']),
    close_on: maybe(0.8, `2026-0${1 + random.below(6)}-1${random.below(9)}`),
    is_open: random.chance(0.5),
    informant_id: maybe(0.4, random.pick(members).id),
    updated_at: at(random.below(60)),
    ...owned(),
  }))
  const items: Row[] = deals
    .slice(0, 60)
    .flatMap((deal) =>
      Array.from({ length: random.below(4) }, (_, i) => ({ id: newId(), deal_id: deal.id, what: `part ${i}`, count: random.below(9) })),
    )
  const visits: Row[] = Array.from({ length: 120 }, (_, i) => ({
    id: newId(),
    note: `visit ${i}`,
    customer_id: maybe(0.9, random.pick(customers).id),
    visited_on: `2026-05-1${random.below(9)}`,
  }))
  const stored = {
    department: departments,
    member: members,
    region: regions,
    customer: customers,
    deal: deals,
    dealItem: items,
    visit: visits,
  }
  for (const [object, rows] of Object.entries(stored)) await specimen.insert(object, rows)
  const viewers = viewersOf(departments, members)
  const shares = sharesOf({ customers, deals }, viewers, random)
  await insertShares(specimen, shares)
  return { departments, members, regions, customers, deals, items, visits, shares, viewers }
}

function viewersOf(departments: readonly Row[], members: readonly Row[]): Actor[] {
  const ids = (...places: number[]) => places.map((place) => departments[place]!.id as string).sort()
  const who = (roles: readonly string[], member: number, o: Partial<Actor> = {}) =>
    actorWith(roles, { memberId: members[member]!.id as string, ...o })
  return [
    who(['administrator'], 0),
    who(['reader'], 1),
    who(['rep'], 2, { departments: ids(2), departmentsBelow: ids(2, 4, 5) }),
    who(['rep'], 3, { departments: ids(3), departmentsBelow: ids(3), hasShares: true }),
    who(['team'], 4, { departments: ids(4), departmentsBelow: ids(4) }),
    who(['manager'], 2, { departments: ids(2), departmentsBelow: ids(2, 4, 5), hasShares: true }),
    who(['rep', 'dealer'], 5, { departments: ids(5), departmentsBelow: ids(5) }),
    who(['dealer'], 6),
    who([], 6),
  ]
}

function sharesOf(
  { customers, deals }: { customers: readonly Row[]; deals: readonly Row[] },
  viewers: readonly Actor[],
  random: Random,
): Row[] {
  const holders = viewers.filter(({ hasShares }) => hasShares)
  return Array.from({ length: 24 }, (_, i) => {
    const [object, rows] = i % 2 === 0 ? (['customer', customers] as const) : (['deal', deals] as const)
    const holder = random.pick(holders)
    const [grantee_kind, grantee_id] = [
      ['person', holder.memberId],
      ['department', holder.departments[0]],
      ['role', holder.roles[0]],
    ][i % 3] as [string, string]
    return { id: newId(), object, record_id: random.pick(rows).id, grantee_kind, grantee_id, may_write: random.chance(0.5) }
  })
}

export async function insertShares(specimen: Specimen, shares: readonly Row[]): Promise<void> {
  await specimen.database.control.query(sql`INSERT INTO ${sql.id(specimen.workspace.schema, 'share')} (id, object, record_id, grantee_kind, grantee_id, may_write, version, created_at, updated_at, change_id)
    SELECT id, object, record_id, grantee_kind, grantee_id, may_write, 1, now(), now(), id FROM json_to_recordset(${JSON.stringify(shares)}::json)
      AS i(id uuid, object text, record_id uuid, grantee_kind text, grantee_id text, may_write boolean) ON CONFLICT DO NOTHING`)
}

/** The rows of a table that a viewer may read, worked out without SQL. */
export function visibleTo(trade: Trade, viewer: Actor, object: 'customer' | 'deal' | 'visit' | 'dealItem'): readonly Row[] {
  const rows = { customer: trade.customers, deal: trade.deals, visit: trade.visits, dealItem: trade.items }[object]
  if (viewer.roles.includes('administrator')) return rows
  const hasOne = (roles: readonly string[]) => viewer.roles.some((role) => roles.includes(role))
  if (object === 'dealItem') return through(rows, 'deal_id', visibleTo(trade, viewer, 'deal'))
  if (object === 'visit')
    return hasOne(['rep', 'team', 'manager']) ? through(rows, 'customer_id', visibleTo(trade, viewer, 'customer')) : []
  if (hasOne(['reader']) || (object === 'deal' && hasOne(['dealer']))) return rows
  if (!hasOne(['rep', 'team', 'manager'])) return []
  const departments = hasOne(['manager']) ? viewer.departmentsBelow : hasOne(['team']) ? viewer.departments : []
  const grantees = [viewer.memberId, ...viewer.departments, ...viewer.roles]
  const shared = new Set(
    trade.shares
      .filter((share) => share.object === object && grantees.includes(share.grantee_id as string))
      .map((share) => share.record_id),
  )
  return rows.filter(
    (row) =>
      row.owner_id === viewer.memberId || departments.includes(row.department_id as string) || (viewer.hasShares && shared.has(row.id)),
  )
}

const through = (rows: readonly Row[], link: string, parents: readonly Row[]): Row[] => {
  const ids = new Set(parents.map(({ id }) => id))
  return rows.filter((row) => ids.has(row[link]))
}
