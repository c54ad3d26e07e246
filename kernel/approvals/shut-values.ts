import { system } from '../access/define-access.ts'
import { sql } from '../db/sql.ts'
import type { Catalog } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import type { FieldOptions, FieldType } from '../model/field-type.ts'
import { Sealed } from '../model/field-types/secret/sealed.ts'
import { fieldTypes } from '../model/field-types.ts'
import { objectOf } from '../records/open-work.ts'
import type { Values } from '../records/parse-input.ts'
import { readRows } from '../records/read-rows.ts'
import { parseContext, type Scope } from '../records/state.ts'
import type { CaseRow } from './cases.ts'
import { actionOf, type Change, type Trial } from './waiting-change.ts'

/** What a call brings along. */
export const givenOf = (change: Change): Values => ('values' in change ? change.values : 'input' in change ? change.input : {})

const withGiven = (change: Change, given: Values): Change =>
  'values' in change ? { ...change, values: given } : 'input' in change ? { ...change, input: given } : change

type Kind = Readonly<{ type: FieldType; options: FieldOptions }>

/** A field that shows less than it holds, or lines with one. */
function isShut({ objects }: Catalog, { type, options }: Kind): boolean {
  const line = type.parts && objects[type.parts(options).object]
  return type.veil !== undefined || (line !== undefined && Object.values(line.fields).some((field) => field.type.veil))
}

function shutNames({ state }: Scope, change: Change): string[] {
  const kindOf = (name: string): Kind | undefined => {
    if (change.does !== 'action') return objectOf(state, change.object).fields[name]
    const field = actionOf(state, change.action).input[name]
    return field && { type: fieldTypes[field.kind]!, options: field.options }
  }
  const given = givenOf(change)
  return Object.keys(given).filter((name) => {
    const kind = given[name] === null ? undefined : kindOf(name)
    return kind !== undefined && isShut(state.catalog, kind)
  })
}

const vaultOf = (scope: Scope) => parseContext(scope).vault ?? fail('kernel.keys-locked')

/**
 * A call as it is written down while it waits: what must not lie open is in `shut`, all of it as one text under the workspace's key, and in the call stands what people see of it.
 *
 * @throws `kernel.keys-locked`
 */
export function shutCall(scope: Scope, change: Change, { row }: Pick<Trial, 'row'>): { call: Change; shut: Sealed | null } {
  const names = shutNames(scope, change)
  if (names.length === 0) return { call: change, shut: null }
  const given = givenOf(change)
  const text = JSON.stringify(Object.fromEntries(names.map((name) => [name, given[name]])))
  const vault = vaultOf(scope)
  const masks = names.map((name) => [name, row[name] instanceof Sealed ? String(row[name]) : null] as const)
  return {
    call: withGiven(change, { ...given, ...Object.fromEntries(masks) }),
    shut: new Sealed({ mark: vault.mark(text), sealed: vault.seal(text), tail: '' }),
  }
}

/** What of a waiting call is shut, open. @throws `kernel.keys-locked` */
export const openShut = (scope: Scope, { shut }: Pick<CaseRow, 'shut'>): Values =>
  shut ? (JSON.parse(vaultOf(scope).open(shut.sealed)) as Values) : {}

/** The call of a case as it came in. @throws `kernel.keys-locked` */
export const openCall = (scope: Scope, held: Pick<CaseRow, 'change' | 'shut'>): Change =>
  withGiven(held.change.call, { ...givenOf(held.change.call), ...openShut(scope, held) })

/** One of the values that a case keeps shut, for whoever may see that field. */
export async function revealWaiting({ state }: Scope, id: string, field: string): Promise<unknown> {
  const all = { state, actor: system('approval') }
  const row =
    (await readRows(all, objectOf(state, 'approvalCase'), [id])).get(id) ?? fail('kernel.not-found', { object: 'approvalCase', id })
  return openShut(all, row.values as unknown as CaseRow)[field] ?? null
}

/** Nothing of what was shut in these cases remains in what they were before: it was the record's to keep, or nobody's. */
export async function forgetShut({ state }: Scope, cases: readonly string[]): Promise<void> {
  const { schema, id } = state.session.workspace
  const { columns } = objectOf(state, 'approvalCase').fields.shut!
  const nothing = JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, null])))
  await state.tx.affected(sql`UPDATE ${sql.id(schema, 'change')} c SET was = c.was || ${nothing}::jsonb
    WHERE c.record_id = ANY(${[...cases]}::uuid[]) AND c.object = 'approvalCase' AND c.workspace_id = ${id}::int AND c.was IS NOT NULL`)
}
