import { system } from '../access/define-access.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { defineNotice } from '../notices/define-notice.ts'
import { tell } from '../notices/store-notices.ts'
import { readRows } from '../records/read-rows.ts'
import type { Scope } from '../records/state.ts'
import { readable } from './find-twins.ts'
import { candidatesOf, storedByTerm } from './stored-twins.ts'
import { twinTerms } from './twin-terms.ts'

/** Somebody met a record of mine as a duplicate, may not read it and would like to. */
export const accessAsked = defineNotice('kernel.access-asked', { asks: true })

const longestWhy = 300

/**
 * Asks those who have records that look like these values and that the asker may not read: each is told who asks and why, once a day. How many were asked is all that
 * the asker hears.
 *
 * @throws `kernel.forbidden` for whoever may not make such records; `kernel.required` without a reason
 */
export async function askAccess(
  scope: Scope,
  object: CatalogObject,
  { values, why }: Readonly<{ values: Readonly<Record<string, unknown>>; why: string }>,
): Promise<readonly string[]> {
  const { state, actor } = scope
  if (!state.access.mayCreate(actor, object.name)) fail('kernel.forbidden', { verb: 'create', object: object.name })
  const reason = why.trim().slice(0, longestWhy)
  if (!reason) fail('kernel.required', { path: 'why' })
  const terms = twinTerms(object, readable(scope, object, values))
  const closed = candidatesOf(terms, await storedByTerm(scope, object, terms)).filter(({ isOpen }) => !isOpen)
  const rows = await readRows(
    { state, actor: system('asked for access') },
    object,
    closed.map(({ id }) => id),
  )
  const asked = [...rows].flatMap(([id, row]) => (typeof row.values.owner === 'string' ? [{ id, owner: row.values.owner }] : []))
  tell(
    scope,
    accessAsked,
    asked.map(({ id, owner }) => ({
      person: owner,
      object: object.name,
      record: id,
      values: { why: reason },
      once: `${actor.memberId} ${state.today}`,
    })),
  )
  return asked.map(({ id }) => id)
}
