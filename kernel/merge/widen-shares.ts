import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { share } from '../model/people.ts'
import type { Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { changeRecords } from '../records/write.ts'

/**
 * Where several of the records were shared with the same person, department or role, one share remains: it takes the strongest right, until the
 * last day of a share that gives it, a function in the team, and all that went along with any of them. What is over counts for nothing, so nobody gets more than one of them gave.
 */
export async function widenShares(
  kernel: Scope,
  object: CatalogObject,
  { survivor, others }: Readonly<{ survivor: string; others: readonly string[] }>,
): Promise<void> {
  const { state } = kernel
  const holder = state.catalog.objects[share.name]!
  const mine = sql`s.object = ${object.name}::text AND s.record_id = ANY(${[survivor, ...others]}::uuid[])
    AND (s.ends_on IS NULL OR s.ends_on >= ${state.today}::date)`
  const rows = await state.tx.query(sql`
    SELECT s.id, w.may_write AS "mayWrite", w.ends_on::text AS "endsOn", w.team_role AS "teamRole", w.along::text AS along FROM ${tableOf(state, holder)} s
    JOIN (SELECT s.grantee_kind, s.grantee_id, bool_or(s.may_write) AS may_write,
        (array_agg(s.ends_on ORDER BY s.may_write DESC, s.ends_on DESC NULLS FIRST))[1] AS ends_on,
        (array_agg(s.team_role ORDER BY s.record_id = ${survivor}::uuid DESC, s.id) FILTER (WHERE s.team_role IS NOT NULL))[1] AS team_role,
        CASE WHEN bool_and(s.along IS NOT NULL) THEN (SELECT coalesce(jsonb_agg(DISTINCT name), '[]') FROM unnest(array_agg(s.along)) one, jsonb_array_elements(one) name) END AS along
      FROM ${tableOf(state, holder)} s WHERE ${mine} GROUP BY s.grantee_kind, s.grantee_id HAVING count(*) > 1) w
      ON w.grantee_kind = s.grantee_kind AND w.grantee_id = s.grantee_id
    WHERE ${mine} AND (s.may_write, s.ends_on, s.team_role, s.along) IS DISTINCT FROM (w.may_write, w.ends_on, w.team_role, w.along)`)
  const inputs = rows.map(({ id, ...to }) => ({
    id: String(id),
    to: { ...to, along: to.along === null ? null : JSON.parse(String(to.along)) },
  }))
  if (inputs.length > 0) await changeRecords(kernel, holder, inputs)
}
