import { system } from '../../access/define-access.ts'
import { isShareable } from '../../access/shareable.ts'
import { sql } from '../../db/sql.ts'
import type { CatalogObject } from '../../model/catalog.ts'
import { type Fault, fail } from '../../model/fault.ts'
import { share } from '../../model/people.ts'
import { readRows, type StoredRow } from '../../records/read-rows.ts'
import { removeRecords } from '../../records/remove.ts'
import { noteTouched, type Scope } from '../../records/state.ts'
import { tableOf } from '../../records/store.ts'
import { changeRecords, createRecords } from '../../records/write.ts'
import type { ShareWish } from '../../sharing/share-record.ts'
import { readShareWish, shareMembers } from '../../sharing/share-wish.ts'
import { type BulkKind, objectOfRun } from '../bulk-kind.ts'
import { type BulkCounts, itemsOf } from '../bulk-rows.ts'
import { gather, readChoice, reasonOf, withTitles } from './chosen.ts'

type Known = Readonly<{ id: string; record: string }>
/** What is done with one batch: `ids` may be shared by the actor, `known` are their shares with the same. */
type Act = (
  kernel: Scope,
  at: Readonly<{ object: CatalogObject; ids: readonly string[]; known: readonly Known[]; wish: ShareWish }>,
) => Promise<BulkCounts>

/** Many records are open to a person, a department or a role from now on; a share with the same that is there already is changed. */
export const shareKind = kindOf('shared with others', async (kernel, { object, ids, known, wish }) => {
  const { granteeKind, grantee, ...right } = wish
  const definition = kernel.state.catalog.objects[share.name]!
  const held = new Set(known.map(({ record }) => record))
  const fresh = ids.filter((id) => !held.has(id))
  await createRecords(
    kernel,
    definition,
    fresh.map((record) => ({ object: object.name, record, granteeKind, grantee, ...right })),
  )
  const { changed, unchanged } = await changeRecords(
    kernel,
    definition,
    known.map(({ id }) => ({ id, to: right })),
  )
  return { shared: fresh.length + changed.length, unchanged: unchanged.length }
})

/** Many records are no longer shared with that person, department or role. */
export const unshareKind = kindOf('no longer shared', async (kernel, { ids, known }) => {
  await removeRecords(
    kernel,
    kernel.state.catalog.objects[share.name]!,
    known.map(({ id }) => id),
  )
  return { ended: known.length, unchanged: ids.length - known.length }
})

/** Whoever may change a record and whose roles share may do so; the shares themselves are the system's records, so the reason stands in the history. */
function kindOf(reason: string, act: Act): BulkKind {
  return {
    batch: 1_000,
    async begin(scope, run) {
      const { access } = scope.state
      const object = run.object!
      if (!isShareable(object) || !access.may(scope.actor, object.name, 'share') || !access.may(scope.actor, object.name, 'update'))
        fail('kernel.forbidden', { verb: 'share', object: object.name })
      wishOf(run.wish)
      return gather(scope, run, readChoice(run.wish))
    },
    async step(scope, run, { limit, refused }) {
      const object = objectOfRun(scope, run)
      const ids = await itemsOf(scope.state.tx, scope.state.session.workspace, { run: run.id, after: run.place as string | null, limit })
      if (ids.length === 0) return null
      // Held to the end of the batch: two who share the same at once do so one after the other.
      const stored = await readRows(scope, object, ids, { lock: true })
      const leftOut = whatStays(ids, stored, refused)
      const stays = new Set(leftOut.map(({ id }) => id))
      const open = ids.filter((id) => !stays.has(id))
      const wish = wishOf(run.wish)
      const kernel: Scope = {
        state: scope.state,
        actor: { ...system(reason), memberId: scope.actor.memberId, name: scope.actor.name },
      }
      const counts = await act(kernel, { object, ids: open, known: await knownShares(scope, object, { ids: open, wish }), wish })
      const touched = open.map((id) => nearOf(id, stored.get(id)!))
      noteTouched(scope.state, object, 'update', touched)
      return {
        done: ids.length,
        place: ids.at(-1)!,
        counts: { ...counts, leftOut: leftOut.length },
        leftOut: await withTitles(scope, object, leftOut),
      }
    },
  }
}

/** @throws `kernel.bad-value`, `kernel.unknown-field` */
function wishOf({ with: given }: Readonly<Record<string, unknown>>): ShareWish {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) fail('kernel.bad-value', { path: 'with', want: 'object' })
  const stranger = Object.keys(given).find((name) => !(shareMembers as readonly string[]).includes(name))
  if (stranger !== undefined) fail('kernel.unknown-field', { path: stranger })
  return readShareWish(given as Record<string, unknown>)
}

function whatStays(
  ids: readonly string[],
  stored: ReadonlyMap<string, StoredRow>,
  refused: Fault | null,
): { id: string; code: string; details?: Readonly<Record<string, unknown>> }[] {
  if (refused) return [reasonOf(ids[0]!, refused)]
  return ids
    .filter((id) => stored.get(id)?.mayUpdate !== true)
    .map((id) => ({ id, code: stored.has(id) ? 'kernel.forbidden' : 'kernel.not-found' }))
}

async function knownShares(
  { state }: Scope,
  object: CatalogObject,
  { ids, wish }: Readonly<{ ids: readonly string[]; wish: ShareWish }>,
): Promise<Known[]> {
  const rows = await state.tx.query(sql`SELECT s.id, s.record_id AS record FROM ${tableOf(state, state.catalog.objects[share.name]!)} s
    WHERE s.object = ${object.name}::text AND s.grantee_kind = ${wish.granteeKind}::text AND s.grantee_id = ${wish.grantee}::text AND s.record_id = ANY(${[...ids]}::uuid[])`)
  return rows.map((row) => ({ id: String(row.id), record: String(row.record) }))
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const nearOf = (id: string, { values }: StoredRow) => ({ id, owner: text(values.owner), department: text(values.ownerDepartment) })
