import type { Branch, Reach, Through, WallFilter } from '../../access/define-access.ts'
import { type Sql, sql } from '../../db/sql.ts'
import type { Build, ReachVerb } from '../build.ts'
import type { Source } from './source.ts'
import { wallCondition } from './walls.ts'

/** The reach as pieces to be joined by "and": none when everything is within reach. */
export function reachOf(source: Source, verb: ReachVerb): Sql[] {
  const branches = reachBranches(source, verb)
  if (!branches) return []
  return [source.build.byAccess(sql.any(branches))]
}

/**
 * The reach of records that hang on one within reach by a link they follow: who reads that one reads these, and only walls of their own remain, unless shares say what
 * goes along. Figures over children would else ask the same of each child in a dozen ways, which was half of the answer of a record.
 */
export function reachBelow(source: Source, link: string): Sql[] {
  const { build, object } = source
  const reach = build.reach(object.name, 'read')
  const followed =
    reach.kind === 'some' ? reach.branches.find((branch) => branch.way === 'parent' && branch.link === link && !branch.through) : undefined
  // Whoever reads a parent that is shut does not read these by it.
  const isShut = followed?.way === 'parent' && build.object(followed.object).shut?.from.includes(object.name)
  const isNarrow = build.context.actor.hasNarrowShares && followed?.way === 'parent' && isShared(followed.reach)
  if (
    reach.kind !== 'some' ||
    followed?.way !== 'parent' ||
    isShut ||
    isNarrow ||
    leadsTo(build.reach(followed.object, 'read'), object.name)
  )
    return reachOf(source, 'read')
  const walls = (reach.walls ?? []).map((filter) => wallCondition(source, filter))
  return walls.length === 0 ? [] : [build.byAccess(sql.all(walls))]
}

const isShared = (reach: Reach): boolean =>
  reach.kind === 'some' && reach.branches.some((branch) => branch.way === 'shared' && branch.child)

/** Whether an object is followed on the way: then its records are reached by themselves, and each does not open its siblings. */
const leadsTo = (reach: Reach, object: string): boolean =>
  reach.kind === 'some' &&
  reach.branches.some((branch) => branch.way === 'parent' && (branch.object === object || leadsTo(branch.reach, object)))

/** A reach over a place, as one condition. */
export const within = (source: Source, reach: Reach): Sql => sql.any(waysOf(reach).map((way) => conditionOf(source, way)))

/** The ways into reach, each a condition that an index can answer by itself; null when everything is within reach. */
export function reachBranches(source: Source, verb: ReachVerb): Sql[] | null {
  const reach = source.build.reach(source.object.name, verb)
  if (reach.kind === 'all') return null
  return waysOf(reach).map((way) => conditionOf(source, way))
}

type Parent = Extract<Branch, { way: 'parent' }>
/** One way into reach: the walls around the record, and either a link to follow to the rest of the way, or what must hold at its end; null where any record there will do. */
type Way = Readonly<{ walls: readonly WallFilter[] } & ({ link: Parent; rest: Way } | { link: null; end: End | null })>
/** What a way ends at; `named` are parents among few. */
type End = Exclude<Branch, Parent> | Readonly<{ way: 'named'; link: string; ids: readonly string[] }> | (Parent & { through: Through })

function waysOf(reach: Reach): Way[] {
  if (reach.kind === 'all') return [{ walls: [], link: null, end: null }]
  if (reach.kind === 'none') return []
  const { branches, walls = [] } = reach
  return branches.flatMap((branch): Way[] =>
    branch.way === 'parent' && !branch.ids && !branch.through
      ? waysOf(branch.reach).map((rest) => ({ walls, link: branch, rest }))
      : endsOf(branch).map((end) => ({ walls, link: null, end })),
  )
}

function endsOf(branch: Branch): (End | null)[] {
  if (branch.way === 'any') return [null]
  if (branch.way !== 'parent') return [branch]
  if (branch.through) return [{ ...branch, through: branch.through }]
  return [{ way: 'named', link: branch.link, ids: branch.ids ?? [] }]
}

function conditionOf(source: Source, way: Way): Sql {
  const within = way.link ? behindLink(source, way.link, way.rest) : way.end ? conditionOfBranch(source, way.end) : null
  const walls = way.walls.map((filter) => wallCondition(source, filter))
  if (walls.length === 0) return within ?? sql.raw('true')
  return sql.all([...(within ? [within] : []), ...walls])
}

function behindLink(source: Source, { link: name, object }: Parent, rest: Way): Sql {
  const link = source.column(source.object.fields[name]!.columns[0]!.name)
  if (!rest.link && !rest.end && rest.walls.length === 0) return sql`${link} IS NOT NULL`
  const parent = source.build.open(source.build.object(object))
  const condition = conditionOf(parent, rest)
  // IN gathers all parents first: right where all records are read, but 390 ms for the figures of one record of a million. EXISTS looks
  // them up, and took a million opportunities four times as long (4.2 s instead of 1.0).
  if (source.build.options.readsAll) return sql`${link} IN (SELECT ${parent.column('id')} FROM ${parent.from()} WHERE ${condition})`
  return sql`EXISTS (SELECT 1 FROM ${parent.from()} WHERE ${parent.column('id')} = ${link} AND ${condition})`
}

/** Records with a child that links to something within reach: one way, however many lead there, as such children are few beside the records. */
function behindChildren({ build, column }: Source, { through, link, object, reach }: Parent & { through: Through }): Sql {
  const child = build.open(build.object(through.object))
  const columnOf = (name: string) => child.column(child.object.fields[name]!.columns[0]!.name)
  const target = build.open(build.object(object))
  const ends = within(target, reach)
  const [back, to] = [columnOf(through.by), columnOf(link)]
  return sql`EXISTS (SELECT 1 FROM ${child.from()} JOIN ${target.from()} ON ${target.column('id')} = ${to} WHERE ${back} = ${column('id')} AND ${ends})`
}

function conditionOfBranch(source: Source, branch: End): Sql {
  if (branch.way === 'any') return sql.raw('true')
  if (branch.way === 'parent') return behindChildren(source, branch)
  if (branch.way === 'named') {
    const { link, ids } = branch
    const column = source.column(source.object.fields[link]!.columns[0]!.name)
    const note = 'what the reader reaches of the few'
    if (ids.length === 1) return sql`${column} = ${source.build.fact(ids[0], note)}::uuid`
    return sql`${column} = ANY(${source.build.fact(ids, note)}::uuid[])`
  }
  if (branch.way === 'own') return sql`${source.column('owner_id')} = ${source.build.fact(branch.memberId, 'the reader')}`
  if (branch.way === 'shared') {
    const ids = sharedIds(source.build, source.object.name, branch)
    // Of a past day the planner met the shared ones by walking the whole log, 300 to 700 ms: as a list it looks each of them up.
    return source.build.asOf ? sql`${source.column('id')} = ANY(ARRAY(${ids}))` : sql`${source.column('id')} IN (${ids})`
  }
  const column = source.column('department_id')
  // An array of one made the planner walk the index of all records: 13–49 ms instead of 3.
  if (branch.ids.length === 1) return sql`${column} = ${source.build.fact(branch.ids[0], 'department of the reader')}`
  return sql`${column} = ANY(${source.build.fact(branch.ids, 'departments of the reader')}::uuid[])`
}

/** Ids of the records of an object that are shared along a branch. */
export function sharedIds(build: Build, object: string, branch: Extract<Branch, { way: 'shared' }>): Sql {
  const grantees: [string, readonly string[]][] = [
    ['person', [branch.memberId]],
    ['department', branch.departments],
    ['role', branch.roles],
  ]
  const held = grantees
    .filter(([, ids]) => ids.length > 0)
    .map(([kind, ids]) => {
      const param = build.fact(ids.length === 1 ? ids[0] : ids, `shared with this ${kind}`)
      const grantee = ids.length === 1 ? sql`grantee_id = ${param}` : sql`grantee_id = ANY(${param}::text[])`
      return sql`(grantee_kind = ${sql.literal(kind)} AND ${grantee})`
    })
  const write = branch.write ? sql` AND may_write` : sql.empty
  const along = branch.child === undefined ? sql.empty : sql` AND (along IS NULL OR along ? ${sql.literal(branch.child)})`
  return sql`SELECT record_id FROM ${build.table('share')} WHERE object = ${sql.literal(object)} AND ${sql.any(held)}${write}${along}
    AND (ends_on IS NULL OR ends_on >= (now() AT TIME ZONE ${build.fact(build.context.workspace.timeZone, 'zone of the workspace')}::text)::date)`
}
