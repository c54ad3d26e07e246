import { queryOf } from '../client.ts'
import { atMostTimes, compare, type Figure } from '../figure.ts'
import type { Stand } from '../stand.ts'
import { funnelBody } from './aggregate.ts'

const changedBefore = 20_000
const dayMs = 86_400_000

/** Yesterday against today: the lane called bare is today's question here. */
export async function asOf(stand: Stand, { log }: { log: (line: string) => void }): Promise<readonly Figure[]> {
  const moment = await makePast(stand, log)
  const { administrator, region } = stand.people
  const today = { filter: { class: 'ordinary' }, sort: '-updatedAt', limit: '50' }
  return [
    await compare({
      work: 'as of a day: list by last change, region (against today)',
      calls: 15,
      zhike: () => region.client.get(`/accounts${queryOf({ ...today, asOf: moment })}`),
      bare: () => region.client.get(`/accounts${queryOf(today)}`),
      limit: atMostTimes(2),
    }),
    await compare({
      work: 'as of a day: funnel, administrator (against today)',
      calls: 3,
      zhike: () => administrator.client.send('POST', '/opportunities/aggregate', { ...funnelBody, asOf: moment }),
      bare: () => administrator.client.send('POST', '/opportunities/aggregate', funnelBody),
      limit: atMostTimes(3),
    }),
    await compare({
      work: 'as of a day: funnel, region (against today)',
      calls: 3,
      zhike: () => region.client.send('POST', '/opportunities/aggregate', { ...funnelBody, asOf: moment }),
      bare: () => region.client.send('POST', '/opportunities/aggregate', funnelBody),
      limit: atMostTimes(3),
    }),
  ]
}

/** Changes some accounts and opportunities, so that the moment before differs from now; answers that moment. */
async function makePast(stand: Stand, log: (line: string) => void): Promise<string> {
  const { schema, id } = stand.workspace
  const moment = new Date(Date.now() - dayMs).toISOString()
  for (const object of ['account', 'opportunity']) {
    const count = Math.min(changedBefore, Math.floor(stand.rows / 10))
    log(`changing ${count} of ${object}, to have a past`)
    // In the shape of the write road: the version that was goes to the log in the same statement.
    await stand.bare(
      `WITH s AS (INSERT INTO ${schema}.change_set (id, at, actor_name, via, cause) VALUES (gen_random_uuid(), now(), 'bench', 'job', 'as-of') RETURNING id),
        p AS (SELECT id FROM ${schema}.${object} TABLESAMPLE SYSTEM (10) WHERE updated_at < $1 LIMIT ${count}),
        u AS (UPDATE ${schema}.${object} a SET version = a.version + 1, updated_at = now(), change_id = (SELECT id FROM s) FROM p WHERE a.id = p.id
          RETURNING new.id, old.updated_at AS since, to_jsonb(old) - 'search' AS was)
      INSERT INTO ${schema}.change (record_id, id, at, workspace_id, change_set_id, object, kind, changed, was, was_since)
        SELECT id, gen_random_uuid(), now(), ${Number(id)}, (SELECT id FROM s), '${object}', 'update', '{}', was, since FROM u`,
      [moment],
    )
  }
  await stand.bare(`VACUUM ANALYZE ${schema}.account`)
  await stand.bare(`VACUUM ANALYZE ${schema}.opportunity`)
  await stand.bare(`VACUUM ANALYZE ${schema}.change`)
  return moment
}
