import type { Connection } from '../db/pool.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import type { FlowBody } from './flow-body.ts'

/** An active flow as it is asked. */
export type Flow = Readonly<{
  id: string
  version: number
  object: string
  occasion: 'create' | 'change' | 'remove' | 'action'
  action: string | null
  condition: string | null
  watched: readonly string[]
  /** Whether its condition speaks of the record as it was. */
  asksBefore: boolean
  body: FlowBody
}>

/** Begins the names of what stood before a change: `before.amount`. */
export const beforeMark = 'before.'

/** The flows in force, in the order in which they are asked, and the objects of which any write is looked at: not those of which only an action needs approval. */
export type Flows = Readonly<{ active: readonly Flow[]; objects: ReadonlySet<string> }>

export const noFlows: Flows = { active: [], objects: new Set() }

type StoredFlow = Omit<Flow, 'body' | 'watched' | 'asksBefore'> &
  Readonly<{ watched: string[] | null; title: string; steps: FlowBody['steps']; copies: string[] | null; many: boolean | null }> &
  Pick<FlowBody, 'repeated' | 'recall'>

export const flowJson = (alias: string) =>
  sql.raw(
    `json_build_object('id', ${alias}.id, 'version', ${alias}.version, 'object', ${alias}.object, 'occasion', ${alias}.occasion, 'action', ${alias}.action,
  'condition', ${alias}.condition, 'watched', ${alias}.watched, 'title', ${alias}.title, 'steps', ${alias}.steps, 'repeated', ${alias}.repeated,
  'recall', ${alias}.recall, 'copies', ${alias}.copies, 'many', ${alias}.many)`,
  )

export function toFlow({ title, steps, repeated, recall, copies, many, watched, ...rest }: StoredFlow): Flow {
  const body: FlowBody = { title, steps, repeated, recall, copies: copies ?? [], many: many === true }
  const condition = rest.condition?.trim() || null
  const asksBefore = [condition, ...steps.map(({ when }) => when)].some((one) => one?.includes(beforeMark))
  return Object.freeze({ ...rest, condition, watched: watched ?? [], asksBefore, body: Object.freeze(body) })
}

/** Whether case `alias` is one of the flow, or of it among others. */
export const ofFlow = (alias: string, id: Sql): Sql =>
  sql`(${sql.raw(alias)}.body ->> 'flow' = ${id}::text OR ${sql.raw(alias)}.body -> 'parts' @> jsonb_build_array(jsonb_build_object('flow', ${id}::text)))`

/** Records whose writes make what is kept of flows untrue. */
export const flowObjects: readonly string[] = ['approvalFlow', 'approvalCase']

export async function readFlows(place: Connection, workspace: WorkspaceFacts): Promise<Flows> {
  const [row] = await place.query(sql`SELECT
    (SELECT json_agg(${flowJson('f')} ORDER BY f.position, f.created_at, f.id) FROM ${sql.id(workspace.schema, 'approval_flow')} f WHERE f.active)::text AS flows,
    (SELECT json_agg(DISTINCT c.object) FROM ${sql.id(workspace.schema, 'approval_case')} c WHERE c.state = 'running')::text AS locked`)
  const active = (JSON.parse((row?.flows as string | null) ?? '[]') as StoredFlow[]).map(toFlow)
  const locked = JSON.parse((row?.locked as string | null) ?? '[]') as string[]
  return Object.freeze({
    active,
    objects: new Set([...active.flatMap((flow) => (flow.occasion === 'action' ? [] : [flow.object])), ...locked]),
  })
}
