import type { CatalogObject } from '../model/catalog.ts'
import type { RuleContext } from '../model/define-rules.ts'
import type { Issue } from '../model/fault.ts'
import { brokenRules, deriveValues } from '../model/run-rules.ts'
import { newId } from '../model/uuid.ts'
import { pathIn, type Values } from './parse-input.ts'
import { parseContext, type Scope } from './state.ts'

/** Step 2 for a new record: id, defaults, owner's department, then the values that rules derive. */
export function completeNew(scope: Scope, object: CatalogObject, given: Values): Values {
  const { state, actor } = scope
  const values: Values = { ...given }
  values.id ??= newId()
  for (const field of Object.values(object.fields)) {
    if (field.default === undefined || values[field.name] !== undefined) continue
    values[field.name] = defaultOf(scope, field.default) ?? null
    if (values[field.name] !== null) values[field.name] = field.type.parse(values[field.name], field.options, parseContext(scope))
  }
  // Rules may go by the department; they may name another owner as well.
  if (object.owned) values.ownerDepartment = departmentFor(scope, values)
  Object.assign(values, derive(scope, object, values, null))
  if (object.owned) values.ownerDepartment = departmentFor(scope, values)
  values.version = 1
  values.createdAt = values.updatedAt = state.now.toISOString()
  values.createdBy = values.updatedBy = actor.memberId
  return values
}

/** Step 2 for a stored record: what rules derive from the change; answers the record as it would be stored. */
export function completeChanged(scope: Scope, object: CatalogObject, before: Values, given: Values): Values {
  const values: Values = { ...before, ...given }
  Object.assign(values, derive(scope, object, values, before))
  if (object.owned && values.owner !== before.owner) values.ownerDepartment = departmentFor(scope, values)
  return values
}

const departmentFor = ({ state }: Scope, values: Values): string | null =>
  typeof values.owner === 'string' ? state.directory.departmentOf(values.owner) : null

function defaultOf({ state, actor }: Scope, preset: unknown): unknown {
  if (preset === 'me') return actor.memberId
  if (preset === 'today') return state.today
  if (preset === 'now') return state.now.toISOString()
  return preset
}

const derive = (scope: Scope, object: CatalogObject, values: Values, before: Values | null): Values =>
  deriveValues(object.rules, values, before, ruleContext(scope, object))

/** Step 4: required fields and rules. `changedOnly` names the fields whose requirement may break now; a record that lacked a value before may be edited elsewhere. */
export function checkRow(
  scope: Scope,
  object: CatalogObject,
  values: Values,
  at: { before: Values | null; index: number | null; issues: Issue[] },
): void {
  for (const field of Object.values(object.fields)) {
    if (!field.required || field.readOnly || field.type.compute) continue
    const lacks = values[field.name] === null || values[field.name] === undefined
    const lackedBefore = at.before !== null && at.before[field.name] === null
    if (lacks && !lackedBefore) at.issues.push({ path: pathIn(at.index, field.name), code: 'kernel.required' })
  }
  for (const found of brokenRules(object.rules, values, at.before, ruleContext(scope, object)))
    at.issues.push({ ...found, path: pathIn(at.index, found.path) })
}

export function ruleContext({ state, actor }: Scope, object: CatalogObject): RuleContext {
  return {
    today: state.today,
    timeZone: state.session.workspace.timeZone,
    now: state.now.toISOString(),
    memberId: actor.memberId,
    isSystem: actor.kind === 'system',
    ...(state.road.via === 'import'
      ? { mayImport: (field: string) => state.access.fieldRight(actor, object.name, field) === 'write' }
      : {}),
    currency: state.session.workspace.currency,
    option: (name, key) => {
      const field = object.fields[name]
      return field?.type.choices?.(field.options).find((option) => option.key === key)
    },
  }
}
