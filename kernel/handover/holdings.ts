import { sql } from '../db/sql.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { filterCondition, reachCondition } from '../query/reach.ts'
import { queryContext, type Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'

/** One kind of thing that a member holds: records of an object that name the member in a field. */
export type Holding = Readonly<{ object: string; field: string; count: number; open: number; mayHandOver: boolean }>
export type Held = Readonly<{ object: CatalogObject; field: CatalogField }>

/** Whether people write records of the object: those that the kernel alone keeps, as decisions are, stay whose they are. */
const isWritten = (object: CatalogObject): boolean =>
  Object.values(object.fields).some((field) => !field.system && !field.readOnly && field.name !== 'owner')

/** Of such records each member has one at most, and another member may have his own already. */
const isOnePer = ({ atMostOne }: CatalogObject, name: string): boolean => atMostOne.some(({ by }) => by.includes(name))

/** Fields in which records are somebody's: links to members that people write. What only exists for a member is not handed on. */
export const heldFields = ({ state }: Scope): readonly Held[] =>
  Object.values(state.catalog.objects)
    .filter(isWritten)
    .flatMap((object) =>
      Object.values(object.fields)
        .filter((field) => field.refers === 'member' && field.columns.length === 1 && !field.readOnly)
        .filter((field) => field.options.onRemove !== 'follow' && !isOnePer(object, field.name))
        .map((field) => ({ object, field })),
    )

/** What a member holds, as far as the asker may read it, and how much of that is still open. One statement. */
export async function holdingsOf(scope: Scope, memberId: string): Promise<readonly Holding[]> {
  const context = queryContext(scope)
  const held = heldFields(scope).filter(({ object }) => scope.state.access.may(scope.actor, object.name, 'read'))
  const figures = held.map(({ object, field }) => {
    const open = object.open
      ? sql`count(*) FILTER (WHERE ${filterCondition(context, { object: object.name, alias: 'a', filter: object.open })})`
      : sql.raw('count(*)')
    return sql`SELECT ${sql.literal(object.name)} AS object, ${sql.literal(field.name)} AS field, count(*)::int AS count, ${open}::int AS open
      FROM ${tableOf(scope.state, object)} a WHERE a.${sql.id(field.columns[0]!.name)} = ${memberId}::uuid AND ${reachCondition(context, object.name, 'a', 'read')}`
  })
  const rows = await scope.state.tx.query(sql.join(figures, '\nUNION ALL\n'))
  return held.flatMap(({ object, field }) => {
    const row = rows.find((one) => one.object === object.name && one.field === field.name)
    if (!row || Number(row.count) === 0) return []
    const mayHandOver =
      scope.state.access.may(scope.actor, object.name, 'update') &&
      scope.state.access.fieldRight(scope.actor, object.name, field.name) === 'write'
    return [{ object: object.name, field: field.name, count: Number(row.count), open: Number(row.open), mayHandOver }]
  })
}
