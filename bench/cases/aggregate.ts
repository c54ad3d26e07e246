import { atMostTimes, compare, type Figure } from '../figure.ts'
import type { Person, Stand } from '../stand.ts'
import { reachOf } from './bare-list.ts'

/** The funnel: number, amount and weighted amount by stage over all opportunities. */
export async function aggregate(stand: Stand): Promise<readonly Figure[]> {
  const { administrator, region, team } = stand.people
  return [
    await funnel(stand, 'funnel by stage: administrator', administrator),
    await funnel(stand, 'funnel by stage: region', region),
    await funnel(stand, 'funnel by stage: team', team),
    await counted(stand, 'number by stage: administrator', administrator),
    await board(stand, region),
  ]
}

export const funnelBody = { by: ['stage'], measures: { n: 'count', total: { sum: 'amount' } } }

async function funnel(stand: Stand, work: string, person: Person): Promise<Figure> {
  return compare({
    work,
    calls: 3,
    zhike: () => person.client.send('POST', '/opportunities/aggregate', funnelBody),
    bare: () =>
      stand.bare(
        `SELECT stage, count(*), sum(amount) FROM ${stand.workspace.schema}.opportunity a WHERE ${rightsOf(stand, person)} GROUP BY stage ORDER BY stage`,
      ),
    limit: atMostTimes(1.3),
  })
}

async function counted(stand: Stand, work: string, person: Person): Promise<Figure> {
  return compare({
    work,
    calls: 3,
    zhike: () => person.client.send('POST', '/opportunities/aggregate', { by: ['stage'], measures: { n: 'count' } }),
    bare: () =>
      stand.bare(
        `SELECT stage, count(*) FROM ${stand.workspace.schema}.opportunity a WHERE ${rightsOf(stand, person)} GROUP BY stage ORDER BY stage`,
      ),
    limit: atMostTimes(1.3),
  })
}

/** What the head of a board asks: open deals with their weighted value. */
async function board(stand: Stand, person: Person): Promise<Figure> {
  const measures = { n: 'count', total: { sum: 'amount' }, weighted: { sum: 'expectedValue' } }
  return compare({
    work: 'board, open deals by stage with weighted value: region',
    calls: 3,
    zhike: () => person.client.send('POST', '/opportunities/aggregate', { by: ['stage'], measures, filter: { outcome: 'open' } }),
    bare: () =>
      stand.bare(`SELECT stage, count(*), sum(amount), sum(round(amount * probability / 100, 2)) FROM ${stand.workspace.schema}.opportunity a
        WHERE outcome = 'open' AND ${rightsOf(stand, person)} GROUP BY stage ORDER BY stage`),
    limit: atMostTimes(1.3),
  })
}

/** Opportunities follow their account: who reaches that reaches them. */
export function rightsOf(stand: Stand, { actor }: Person): string {
  const { schema } = stand.workspace
  const own = reachOf(schema, { name: 'opportunity' } as never, actor)
  if (own.includes(null)) return 'true'
  const accounts = reachOf(schema, { name: 'account' } as never, actor).map((reach) => reach!.replaceAll('a.', 'c.'))
  return `(${[...own, `a.account_id IN (SELECT c.id FROM ${schema}.account c WHERE ${accounts.join(' OR ')})`].join(' OR ')})`
}
