import type { Actor } from '../../kernel/access/define-access.ts'
import type { CatalogObject } from '../../kernel/model/catalog.ts'
import { toSnake } from '../../kernel/model/names.ts'
import { storedFields } from '../../kernel/records/cells.ts'
import type { Stand } from '../stand.ts'

/** A list as somebody would write it by hand: the rights as constants, each way into reach by itself, titles joined to the fifty rows alone. */
export type HandList = Readonly<{
  /** Conditions over `a`, with `$1`… for `values`. */
  filter?: string
  values?: readonly unknown[]
  /** Sort keys over `a`; `id` is added. */
  by?: readonly string[]
  ascending?: boolean
  /** A join that the sort needs. */
  join?: string
  /** The sort keys of the record before. */
  after?: readonly unknown[]
}>

export type HandWritten = Readonly<{ text: string; values: readonly unknown[] }>

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`

export function handList(stand: Stand, object: CatalogObject, actor: Actor, o: HandList = {}): HandWritten {
  const { schema } = stand.workspace
  const by = [...(o.by ?? ['a.updated_at']), 'a.id']
  const values = [...(o.values ?? [])]
  const bounds = o.after?.map((value) => `$${values.push(value)}`)
  const direction = o.ascending ? 'ASC' : 'DESC'
  const conditions = [
    ...(o.filter ? [o.filter] : []),
    ...(bounds ? [`(${by.join(', ')}) ${o.ascending ? '>' : '<'} (${bounds.join(', ')})`] : []),
  ]
  const names = by.map((_, i) => `k${i}`)
  const order = (keys: readonly string[]) => keys.map((key) => `${key} ${direction}`).join(', ')
  const legs = reachOf(schema, object, actor).map(
    (reach) => `(SELECT ${by.map((key, i) => `${key} AS k${i}`).join(', ')} FROM ${schema}.${object.table} a ${o.join ?? ''}
      WHERE ${[...(reach ? [reach] : []), ...conditions].join(' AND ') || 'true'} ORDER BY ${order(by)} LIMIT 50)`,
  )
  const columns = storedFields(object)
    .flatMap((field) => field.columns)
    .map((column) => `a."${column.name}"`)
  const titles = storedFields(object).filter((field) => field.refers)
  return {
    text: `WITH k AS (${legs.length === 1 ? legs[0] : `${legs.join(' UNION ')} ORDER BY ${order(names)} LIMIT 50`})
      SELECT ${[...columns, ...titles.map((_, i) => `t${i}.name AS title${i}`)].join(', ')} FROM k JOIN ${schema}.${object.table} a ON a.id = k.${names.at(-1)}
      ${titles.map((field, i) => `LEFT JOIN ${schema}."${toSnake(field.refers!)}" t${i} ON t${i}.id = a."${field.columns[0]!.name}"`).join('\n')} ORDER BY ${order(names)}`,
    values,
  }
}

/** The ways in which an actor of the bench reaches records: departments or own, and shares; null for everything. */
export function reachOf(schema: string, object: CatalogObject, { roles, memberId, departmentsBelow, hasShares }: Actor): (string | null)[] {
  if (roles.includes('administrator')) return [null]
  const departments =
    departmentsBelow.length === 1 ? `= ${literal(departmentsBelow[0]!)}` : `= ANY(${literal(`{${departmentsBelow.join(',')}}`)}::uuid[])`
  const shared = `a.id IN (SELECT record_id FROM ${schema}.share WHERE object = ${literal(object.name)} AND grantee_kind = 'person' AND grantee_id = ${literal(memberId!)})`
  return [
    ...(roles.includes('manager') ? [`a.department_id ${departments}`] : []),
    `a.owner_id = ${literal(memberId!)}`,
    ...(hasShares ? [shared] : []),
  ]
}
