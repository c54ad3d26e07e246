import type { Access, Actor } from '../access/define-access.ts'
import { isOpen } from '../access/inputs.ts'
import { type Sql, sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { masked } from './statement/expression.ts'

type Reader = Readonly<{ access: Access; actor: Actor }>

/**
 * The title of a record for statements that are not compiled from a question, as the actor may see it: nothing where the field is hidden, its ends
 * where it is masked. `from` is the text of the column in the caller's statement.
 */
export function shownTitle({ access, actor }: Reader, object: CatalogObject, from: (column: string) => Sql): Sql {
  const right = access.fieldRight(actor, object.name, object.title)
  const column = object.fields[object.title]?.columns[0]
  if (right === 'hidden' || !column) return sql.raw('NULL::text')
  return isOpen(right) ? from(column.name) : masked(from(column.name))
}

/** The same for a title that is at hand. */
export function shownTitleText({ access, actor }: Reader, object: CatalogObject, title: string): string | null {
  const right = access.fieldRight(actor, object.name, object.title)
  return right === 'hidden' ? null : isOpen(right) ? title : maskedText(title)
}

/** As `masked` does it in the database. */
export function maskedText(text: string): string {
  const signs = [...text]
  return signs.length > 7 ? `${signs.slice(0, 3).join('')}****${signs.slice(-4).join('')}` : `${signs.slice(0, 1).join('')}****`
}

/** Whether the actor may know whose the records of an object are. */
export const isOwnerShown = ({ access, actor }: Reader, object: CatalogObject): boolean =>
  object.owned && isOpen(access.fieldRight(actor, object.name, 'owner'))
