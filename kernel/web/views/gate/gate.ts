import { isFilled } from '../../../model/is-filled.ts'
import type { ChoiceMeta, FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import type { Problem } from '../../data/problem.ts'

export type Values = Readonly<Record<string, unknown>>
export type Spot = Readonly<{ x: number; y: number }>

/** What stands between a record and a step: fields that the step asks for and the record lacks, or the questions of the verb that goes there. */
export type Gate = Readonly<{
  row: Row
  to: ChoiceMeta
  asks: readonly FieldMeta[]
  /** The verb that asks; null where the step itself asks for fields of the record. */
  verb: string | null
  /** What the server said to the last try. */
  problem: Problem | null
  /** Where on the screen it belongs; in the middle without one. */
  spot?: Spot
}>

/** Names of fields that a step asks for, as its choice carries them. */
export const needsOf = (choice: ChoiceMeta): readonly string[] => (Array.isArray(choice.needs) ? choice.needs.map(String) : [])

/** Fields of the record that a step asks for and that it lacks. */
export const missingAt = (object: ObjectMeta, to: ChoiceMeta, row: Row): readonly FieldMeta[] =>
  needsOf(to).flatMap((name) => (object.fields[name] && !isFilled(row[name]) ? [object.fields[name]] : []))

/** Fields of the record that a refusal names: by the issues of the document, or by the list of what is missing. */
export function missingFields(
  object: ObjectMeta,
  problem: Readonly<{ issues: readonly { path: string }[]; more: Readonly<Record<string, unknown>> }>,
): readonly FieldMeta[] {
  const listed = Array.isArray(problem.more.missing) ? problem.more.missing.map(String) : []
  const names = [...new Set([...problem.issues.map(({ path }) => path.split('.')[0] ?? ''), ...listed])]
  return names.flatMap((name) => object.fields[name] ?? [])
}

/** The gate that a refusal means; undefined where it names nothing that a person could fill in. */
export function gateOf(object: ObjectMeta, problem: Problem, at: Pick<Gate, 'row' | 'to' | 'spot'>): Gate | undefined {
  const asks = problem.status === 422 ? missingFields(object, problem).filter(({ readOnly }) => !readOnly) : []
  return asks.length > 0 ? { ...at, asks, verb: null, problem } : undefined
}
