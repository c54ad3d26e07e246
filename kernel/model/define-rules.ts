import type { AnyObject, Change, RowOf } from './define-object.ts'
import type { Issue } from './fault.ts'
import type { ChoiceOption } from './field-type.ts'

/** What a rule may know beside the record: the same in the browser and on the server. */
export type RuleContext = Readonly<{
  /** Day of the work in the workspace's zone, `YYYY-MM-DD`. */
  today: string
  /** Zone of that day; UTC where it is not known. */
  timeZone?: string
  now: string
  memberId: string | null
  /** The program writes, for itself or in an action of somebody's. */
  isSystem?: boolean
  /** There in an import alone: whether who brings it in has the right to a field, so that a grant can say what only some may bring in. */
  mayImport?(field: string): boolean
  /** Currency of the workspace, ISO 4217. */
  currency: string
  /** The option of a choice field that carries this key, with everything it carries. */
  option(field: string, key: unknown): ChoiceOption | undefined
}>

export type RulesDef = Readonly<{
  object: string
  /** Fields that the rules look at; null for all of them. A change of none of these leaves what they derive and find as it was. */
  reads: readonly string[] | null
  derive(row: Record<string, unknown>, before: Record<string, unknown> | null, context: RuleContext): Record<string, unknown>
  check(row: Record<string, unknown>, before: Record<string, unknown> | null, context: RuleContext): readonly Issue[]
}>

export const issue = (path: string, code: string, details?: Record<string, unknown>): Issue => ({
  path,
  code,
  ...(details ? { details } : {}),
})

type Loose<O extends AnyObject> = { [K in keyof RowOf<O>]: RowOf<O>[K] | null | undefined }

/**
 * Pure rules of one object, run by the form while typing and by every write.
 *
 * `derive` answers values to set because of others (given values win only if the rule lets them); `check` answers what is wrong.
 * `before` is the stored record, null on creation. Both see the record as it would be stored. With `reads` the rules see only the fields named
 * there, and many records whose change touches none of them are changed by one statement.
 */
export const defineRules = <O extends AnyObject, const K extends keyof Loose<O> & string = keyof Loose<O> & string>(
  object: O,
  spec: {
    reads?: readonly K[]
    derive?(row: Pick<Loose<O>, K>, before: Pick<Loose<O>, K> | null, context: RuleContext): Change<O>
    check?(row: Pick<Loose<O>, K>, before: Pick<Loose<O>, K> | null, context: RuleContext): readonly (Issue | false | null | undefined)[]
  },
): RulesDef =>
  Object.freeze({
    object: object.name,
    reads: spec.reads ?? null,
    derive: (row: never, before: never, context: RuleContext) => (spec.derive?.(row, before, context) ?? {}) as Record<string, unknown>,
    check: (row: never, before: never, context: RuleContext) => (spec.check?.(row, before, context) ?? []).filter((i): i is Issue => !!i),
  }) as RulesDef
