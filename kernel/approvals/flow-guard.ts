import { sql } from '../db/sql.ts'
import type { Guard } from '../guards/guards.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail, failWith, type Issue } from '../model/fault.ts'
import { checkFormula, expressionFault } from '../model/field-types/formula/check.ts'
import type { WorkState } from '../records/state.ts'
import { badSteps, isListOfIds, isListOfTexts, type StepBody } from './flow-body.ts'
import { beforeMark, ofFlow } from './flows.ts'
import { markOf } from './marks.ts'

type Stored = Readonly<{
  object: string
  occasion: string
  action: string | null
  condition: string | null
  watched: unknown
  steps: unknown
  copies: unknown
}>

/**
 * A flow names what there is and can be asked; one with running cases is not switched off or removed before it is said what becomes of them.
 *
 * @throws `kernel.invalid` with everything that is wrong, `kernel.cases-running` with their number
 */
export const flowGuard: Guard = {
  object: 'approvalFlow',
  async check(state, touched) {
    const { schema } = state.session.workspace
    const living = touched.filter(({ kind }) => kind !== 'remove').map(({ id }) => id)
    const rows =
      await state.tx.query(sql`SELECT json_build_object('object', object, 'occasion', occasion, 'action', action, 'condition', condition,
      'watched', watched, 'steps', steps, 'copies', copies)::text AS flow FROM ${sql.id(schema, 'approval_flow')} WHERE id = ANY(${living}::uuid[])`)
    const issues = rows.flatMap(({ flow }) => issuesOf(state, JSON.parse(String(flow)) as Stored))
    if (issues.length > 0) failWith('kernel.invalid', issues)
    if (markOf(state)?.kind !== 'own' && touched.some(({ kind }) => kind !== 'create')) await assertNoneRunning(state)
  },
}

/** Cases of flows that this work switched off, or removed: of those the link is cleared by now, and the log says what it was. */
async function assertNoneRunning({ tx, session, changeSetId }: WorkState): Promise<void> {
  const { schema, id } = session.workspace
  const [row] = await tx.query(sql`SELECT c.record_id AS id, c.was ->> 'title' AS title,
      (SELECT count(*)::int FROM ${sql.id(schema, 'approval_case')} k WHERE k.state = 'running' AND ${ofFlow('k', sql`c.record_id`)}) AS count
    FROM ${sql.id(schema, 'change')} c LEFT JOIN ${sql.id(schema, 'approval_flow')} f ON f.id = c.record_id
    WHERE c.change_set_id = ${changeSetId}::uuid AND c.workspace_id = ${id}::int AND c.object = 'approvalFlow' AND (c.was ->> 'active') = 'true' AND f.active IS NOT TRUE
    ORDER BY 3 DESC LIMIT 1`)
  if (row && Number(row.count) > 0)
    fail('kernel.cases-running', { object: 'approvalFlow', id: row.id, title: row.title, count: Number(row.count) })
}

function issuesOf(state: WorkState, flow: Stored): Issue[] {
  const object = Object.hasOwn(state.catalog.objects, flow.object) ? state.catalog.objects[flow.object]! : undefined
  if (!object || object.partOf !== null || object.name.startsWith('approval')) return [bad('object', { want: 'object' })]
  const steps = badSteps(flow.steps)
  return [
    ...(flow.occasion === 'action' && !flow.action ? [{ path: 'action', code: 'kernel.required' }] : []),
    ...conditionIssues(object, 'condition', flow.condition),
    ...(isListOfTexts(flow.watched) ? [] : [bad('watched', { want: 'json' })]),
    ...watchedOf(flow)
      .filter((name) => !Object.hasOwn(object.fields, name))
      .map((name) => bad('watched', { reason: 'no-such-field', value: name })),
    ...(isListOfIds(flow.copies) ? [] : [bad('copies', { want: 'json' })]),
    ...steps.map((path) => bad(path, { want: 'approval-step', at: path })),
    ...(steps.length > 0 ? [] : (flow.steps as StepBody[]).flatMap((step, i) => stepIssues(object, step, `steps.${i}`))),
  ]
}

const bad = (path: string, details: Readonly<Record<string, unknown>>): Issue => ({ path, code: 'kernel.bad-value', details })
const watchedOf = ({ watched }: Stored): readonly string[] => (Array.isArray(watched) ? watched.map(String) : [])

function stepIssues(object: CatalogObject, { when, approvers }: StepBody, path: string): Issue[] {
  const field = approvers.kind === 'chain' ? approvers.field : undefined
  return [
    ...conditionIssues(object, `${path}.when`, when ?? null),
    ...(field !== undefined && !Object.hasOwn(object.fields, field)
      ? [bad(`${path}.approvers.field`, { reason: 'no-such-field', value: field })]
      : []),
  ]
}

function conditionIssues(object: CatalogObject, path: string, expression: string | null): Issue[] {
  if (!expression || expression.trim() === '') return []
  const now = Object.values(object.fields).map((field) => [field.name, String(field.options.as ?? field.kind)] as const)
  const kinds = Object.fromEntries([...now, ...now.map(([name, kind]) => [beforeMark + name, kind] as const)])
  const issues = checkFormula(expression, kinds, 'yesNo')
  return issues.slice(0, 1).map((one) => bad(path, expressionFault(one)))
}
