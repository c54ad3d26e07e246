import { type Sql, sql } from '../db/sql.ts'
import type { Engine, JsonText, Session } from '../engine-types.ts'
import { dayOf } from '../model/day-of.ts'
import { fail } from '../model/fault.ts'
import type { QueryContext } from '../query/question.ts'
import { reachCondition } from '../query/reach.ts'
import { type CaseChange, mayCorrect } from './cases.ts'
import type { CorrectionNote } from './corrections.ts'
import { givenOf } from './shut-values.ts'

type Reading = Readonly<{ engine: Engine; session: Session }>

const table = ({ session }: Reading, name: string): Sql => sql.id(session.workspace.schema, name)
const connection = ({ engine, session }: Reading) => engine.database.read(session.workspace, session)
const me = ({ session }: Reading): string => session.actor.memberId ?? fail('kernel.forbidden')

async function contextOf({ engine, session }: Reading): Promise<QueryContext> {
  const { workspace, actor } = session
  const [catalog, access] = await Promise.all([engine.catalogOf(workspace), engine.accessOf(workspace)])
  return { catalog, access, workspace, actor, now: new Date() }
}

/** A person as `{id, name}`. */
const personPiece = (reading: Reading, id: string): Sql =>
  sql`(SELECT json_build_object('id', p.id, 'name', p.name) FROM ${table(reading, 'member')} p WHERE p.id = ${sql.raw(id)})`

/** Whoever somebody may decide for today, of the flow whose step task `t` of case `c` asks. */
const delegatedTo = (
  reading: Reading,
): Sql => sql`(SELECT d.owner_id FROM ${table(reading, 'approval_delegation')} d WHERE d.to_id = ${me(reading)}::uuid
    AND ${dayOf(new Date(), reading.session.workspace.timeZone)}::date BETWEEN d.valid_from AND d.valid_until AND (d.flow_id IS NULL OR d.flow_id::text = coalesce(c.chain -> nullif(t.step, -1)::int -> 'flow' ->> 'id', c.body ->> 'flow')))`

/** Whether the reader has to do with case `c`: it is his, he is or was asked, or may decide for somebody who is. */
const takesPart = (
  reading: Reading,
): Sql => sql`(c.owner_id = ${me(reading)}::uuid OR ${reading.session.actor.roles.includes('administrator')}::boolean
    OR EXISTS (SELECT 1 FROM ${table(reading, 'approval_task')} t WHERE t.case_id = c.id AND (t.owner_id = ${me(reading)}::uuid OR t.decided_by_id = ${me(reading)}::uuid OR t.owner_id IN ${delegatedTo(reading)})))`

const headPiece = (
  reading: Reading,
): Sql => sql`'id', c.id, 'title', c.title, 'object', c.object, 'record', c.record_id, 'state', c.state, 'step', c.step, 'round', c.round,
  'since', c.since, 'createdAt', c.created_at, 'endedAt', c.ended_at, 'submitter', ${personPiece(reading, 'c.owner_id')}, 'flow', json_build_object('id', c.body ->> 'flow', 'title', c.body ->> 'title', 'version', c.flow_version, 'many', c.body -> 'many'),
  'stepName', c.chain -> nullif(c.step, -1)::int ->> 'name'`

const wholePiece = (
  reading: Reading,
): Sql => sql`json_build_object(${headPiece(reading)}, 'chain', c.chain, 'change', c.change, 'recall', c.body ->> 'recall',
  'tasks', (SELECT coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'stepName', t.step_name, 'step', t.step, 'round', t.round, 'state', t.state, 'person', ${personPiece(reading, 't.owner_id')},
      'decidedBy', ${personPiece(reading, 't.decided_by_id')}, 'from', ${personPiece(reading, 't.from_id')}, 'comment', t.comment, 'at', t.created_at, 'decidedAt', t.decided_at,
      'mine', t.kind = 'decide' AND t.state = 'waiting' AND c.state = 'running' AND (t.owner_id = ${me(reading)}::uuid OR t.owner_id IN ${delegatedTo(reading)})) ORDER BY t.created_at, t.id), '[]')
    FROM ${table(reading, 'approval_task')} t WHERE t.case_id = c.id),
  'notes', (SELECT coalesce(json_agg(json_build_object('id', n.id, 'kind', n.kind, 'text', n.text, 'person', ${personPiece(reading, 'n.person_id')}, 'by', ${personPiece(reading, 'n.created_by')}, 'differs', n.differs, 'at', n.created_at) ORDER BY n.created_at, n.id), '[]')
    FROM ${table(reading, 'approval_note')} n WHERE n.case_id = c.id),
  'usualSeconds', (SELECT round(avg(extract(epoch FROM u.decided_at - u.created_at)))::int FROM (SELECT x.decided_at, x.created_at FROM ${table(reading, 'approval_task')} x
    JOIN ${table(reading, 'approval_case')} y ON y.id = x.case_id WHERE y.flow_id = c.flow_id AND x.step_name = c.chain -> nullif(c.step, -1)::int ->> 'name' AND x.state IN ('approved', 'rejected') ORDER BY x.id DESC LIMIT 50) u))`

/** The case with chain, decisions and notes, by its id or that of one of its tasks, for whoever takes part in it or may read its record. @throws `kernel.not-found` */
export async function readCase(reading: Reading, id: string): Promise<ShownCase & { isReader: boolean }> {
  const [row] = await connection(reading).query(
    sql`SELECT ${takesPart(reading)} AS "isPart", c.object, c.record_id AS record, ${wholePiece(reading)}::text AS "case" FROM ${table(reading, 'approval_case')} c
    WHERE c.id = coalesce((SELECT t.case_id FROM ${table(reading, 'approval_task')} t WHERE t.id = ${id}::uuid), ${id}::uuid)`,
  )
  const isReader = row !== undefined && (await mayReadRecord(reading, String(row.object), String(row.record)))
  if (!row || !(row.isPart === true || isReader)) fail('kernel.not-found', { object: 'approvalCase', id })
  return {
    ...shown(await contextOf(reading), reading, { ...(JSON.parse(String(row.case)) as StoredCase), isPart: row.isPart === true }),
    isReader,
  }
}

async function mayReadRecord(reading: Reading, object: string, id: string): Promise<boolean> {
  const context = await contextOf(reading)
  if (!Object.hasOwn(context.catalog.objects, object)) return false
  const [row] = await connection(reading).query(
    sql`SELECT 1 AS one FROM ${table(reading, context.catalog.objects[object]!.table)} r WHERE r.id = ${id}::uuid AND ${reachCondition(context, object, 'r', 'read')}`,
  )
  return row !== undefined
}

type ShownCase = Readonly<{ id: string; object: string; opens: readonly string[] }> & Readonly<Record<string, unknown>>

type StoredCase = Readonly<{
  id: string
  object: string
  change: CaseChange
  recall: string
  state: string
  step: number
  round: number
  tasks: readonly Readonly<{ state: string; round: number; mine: boolean }>[]
  notes: readonly Readonly<{ differs: CorrectionNote | null }>[]
  submitter: Readonly<{ id: string }>
}>

const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, from[name]]))

/** A link with the title that goes with it. */
const titled = (fact: unknown, value: unknown): unknown =>
  (fact as { id?: unknown } | null | undefined)?.id === value && value !== null ? fact : value

/** With what the reader may know of the change, and what he may do. */
function shown(
  { catalog, access, actor }: QueryContext,
  reading: Reading,
  { change, isPart, ...stored }: StoredCase & { isPart: boolean },
): ShownCase {
  const isKnown = (name: string) =>
    Object.hasOwn(catalog.objects[stored.object]?.fields ?? {}, name) &&
    !['hidden', 'masked'].includes(access.fieldRight(actor, stored.object, name))
  const names = Object.keys(change.differs)
  const { facts, withheld } = change
  const mayRead = access.may(actor, stored.object, 'read')
  const isAsked = stored.tasks.some(({ mine }) => mine)
  // Whoever is asked to decide sees what he decides about, whatever he may see elsewhere.
  const tell = (all: readonly string[]) => (mayRead ? all.filter(isKnown) : isAsked ? all : [])
  const told = tell(names)
  const isMine = stored.submitter.id === me(reading)
  const isDecided = stored.tasks.some(({ state }) => state === 'approved' || state === 'returned')
  const mayRecall = isMine && (stored.step === -1 || stored.recall === 'beforeLast' || (stored.recall === 'beforeFirst' && !isDecided))
  const isRunning = stored.state === 'running'
  // The input of an action is told as the record is, where it goes by the same name; else to those who take part.
  const fields = catalog.objects[stored.object]?.fields ?? {}
  const tellInput = (all: readonly string[]) => all.filter((name) => (name in fields ? tell([name]).length > 0 : isPart))
  return {
    ...stored,
    notes: stored.notes.map(({ differs, ...note }) =>
      differs === null
        ? note
        : {
            ...note,
            differs: pick(differs.record, tell(Object.keys(differs.record))),
            input: pick(differs.input, tellInput(Object.keys(differs.input))),
          },
    ),
    does: change.call.does,
    ...('action' in change.call ? { action: change.call.action } : {}),
    ...(isMine ? { call: change.call } : {}),
    differs: Object.fromEntries(told.map((name) => [name, [change.differs[name]![0], titled(facts[name], change.differs[name]![1])]])),
    // What there is to know at a glance is told to those who take part; others have the record itself.
    facts: isPart
      ? { ...pick(facts, tell(Object.keys(facts))), ...pick(withheld, mayRead ? Object.keys(withheld).filter(isKnown) : []) }
      : {},
    /** Fields whose waiting value is kept shut, and the reader may ask for. */
    opens: isRunning && mayRead ? told.filter((name) => fields[name]?.type.veil && typeof givenOf(change.call)[name] === 'string') : [],
    untold: names.length - told.length,
    may: {
      decide: isAsked,
      recall: isRunning && (mayRecall || actor.roles.includes('administrator')),
      resubmit: isRunning && isMine && stored.step === -1,
      correct: isRunning && isMine && change.call.does !== 'remove' && mayCorrect(stored, stored.tasks),
    },
  }
}

/** The cases of a record, newest first, for whoever may read it or takes part; whether a flow looks at the object at all. */
export async function casesOfRecord(reading: Reading, object: string, id: string): Promise<JsonText> {
  const context = await contextOf(reading)
  const { table: name } = context.catalog.objects[object]!
  const [row] = await connection(
    reading,
  ).query(sql`SELECT json_build_object('rows', coalesce(json_agg(x.one ORDER BY x.at DESC), '[]'))::text AS answer FROM (
    SELECT json_build_object(${headPiece(reading)}, 'people', (SELECT json_agg(${personPiece(reading, 't.owner_id')}) FROM ${table(reading, 'approval_task')} t WHERE t.case_id = c.id AND t.state = 'waiting' AND t.kind <> 'copy')) AS one, c.created_at AS at
    FROM ${table(reading, 'approval_case')} c WHERE c.record_id = ${id}::uuid AND c.object = ${object}::text
      AND (EXISTS (SELECT 1 FROM ${table(reading, name)} r WHERE r.id = ${id}::uuid AND ${reachCondition(context, object, 'r', 'read')}) OR ${takesPart(reading)}) ORDER BY c.created_at DESC LIMIT 20) x`)
  return String(row!.answer)
}

export type Shelf = 'waiting' | 'mine' | 'done' | 'copies'

/** Whose tasks the reader may decide today: his own, and those of people who named him, of whichever flow. */
const ownersOf = (
  reading: Reading,
): Sql => sql`ARRAY(SELECT ${me(reading)}::uuid UNION ALL SELECT d.owner_id FROM ${table(reading, 'approval_delegation')} d
    WHERE d.to_id = ${me(reading)}::uuid AND ${dayOf(new Date(), reading.session.workspace.timeZone)}::date BETWEEN d.valid_from AND d.valid_until)`

function shelfRows(reading: Reading, shelf: Shelf, page: Page): Sql {
  const after = (column: string) => (page.after ? sql`AND ${sql.raw(column)} < ${page.after}::uuid` : sql.empty)
  const tasks = (
    which: Sql,
  ) => sql`SELECT t.id AS cursor, t.id AS task, t.owner_id AS person, t.created_at AS at, t.decided_at, t.state AS task_state, t.case_id FROM ${table(reading, 'approval_task')} t
    JOIN ${table(reading, 'approval_case')} c ON c.id = t.case_id WHERE ${which} ${after('t.id')} ORDER BY t.id DESC LIMIT ${page.limit + 1}`
  const shelves: Readonly<Record<Shelf, () => Sql>> = {
    waiting: () =>
      tasks(sql`t.owner_id = ANY(${ownersOf(reading)}) AND t.state = 'waiting' AND t.kind <> 'copy' AND c.state = 'running'
      AND (t.owner_id = ${me(reading)}::uuid OR (t.kind = 'decide' AND t.owner_id IN ${delegatedTo(reading)}))`),
    done: () => tasks(sql`t.decided_by_id = ${me(reading)}::uuid`),
    copies: () => tasks(sql`t.owner_id = ${me(reading)}::uuid AND t.state = 'done' AND t.kind = 'copy'`),
    mine: () => sql`SELECT c.id AS cursor, NULL::uuid AS task, c.owner_id AS person, c.created_at AS at, NULL::timestamptz AS decided_at, NULL::text AS task_state, c.id AS case_id
      FROM ${table(reading, 'approval_case')} c WHERE c.owner_id = ${me(reading)}::uuid ${after('c.id')} ORDER BY c.id DESC LIMIT ${page.limit + 1}`,
  }
  return shelves[shelf]()
}

type Page = Readonly<{ limit: number; after?: string | undefined }>

/** The statement of one shelf; it answers `rows`, JSON text, one more than the page holds where there are more. */
export const shelfStatement = (reading: Reading, shelf: Shelf, page: Page): Sql =>
  sql`SELECT coalesce(json_agg(x.one ORDER BY x.cursor DESC), '[]')::text AS rows FROM (SELECT s.cursor, json_build_object('cursor', s.cursor, 'task', s.task, 'for', ${personPiece(reading, 's.person')}, 'at', s.at,
    'decidedAt', s.decided_at, 'taskState', s.task_state, 'case', json_build_object(${headPiece(reading)},
      'people', (SELECT json_agg(${personPiece(reading, 'w.owner_id')}) FROM ${table(reading, 'approval_task')} w WHERE w.case_id = c.id AND w.state = 'waiting' AND w.kind <> 'copy'))) AS one
    FROM (${shelfRows(reading, shelf, page)}) s JOIN ${table(reading, 'approval_case')} c ON c.id = s.case_id) x`

/** What waits for the reader, what he submitted, what he decided, of what he got a copy; newest first. One statement over the index of what people are asked. */
export async function readShelf(reading: Reading, shelf: Shelf, page: Page): Promise<JsonText> {
  const [row] = await connection(reading).query(shelfStatement(reading, shelf, page))
  const rows = JSON.parse(String(row!.rows)) as { cursor: string }[]
  const isMore = rows.length > page.limit
  return JSON.stringify({ rows: rows.slice(0, page.limit), next: isMore ? rows[page.limit - 1]!.cursor : null })
}

/** Objects that flows look at, or of which something waits. */
export async function lookedAt(reading: Reading): Promise<JsonText> {
  const [row] = await connection(reading).query(sql`SELECT json_build_object('objects', coalesce((SELECT json_agg(DISTINCT x.object) FROM (
    SELECT object FROM ${table(reading, 'approval_flow')} UNION ALL SELECT object FROM ${table(reading, 'approval_case')} WHERE state = 'running') x), '[]'))::text AS answer`)
  return String(row!.answer)
}
