import type { Engine, NewRow, Session } from '#kernel'
import { ownReport } from '#modules/reporting'
import type { Scene } from '../scene.ts'
import type { Tongue } from '../tongue.ts'

type Report = NewRow<typeof ownReport>

const reportsIn = ({ say }: Tongue): Report[] => [
  {
    name: say('各阶段在谈金额', 'Open amount by stage'),
    about: say('还没有结果的商机，按阶段合计', 'Deals without an outcome, by stage'),
    object: 'opportunity',
    filter: { outcome: 'open' },
    body: { draw: 'bar', by: [{ field: 'stage' }], figures: [{ key: 'sum', measure: 'sum', of: 'amount' }] },
  },
  {
    name: say('每月赢单', 'Won by month'),
    object: 'opportunity',
    filter: { outcome: 'won' },
    body: { draw: 'line', by: [{ field: 'closedOn', unit: 'month' }], figures: [{ key: 'sum', measure: 'sum', of: 'amount' }] },
  },
  {
    name: say('行业与来源', 'Industries and sources'),
    about: say('客户数，看哪个渠道带来哪个行业', 'Customers: which way brings which industry'),
    object: 'account',
    body: { draw: 'pivot', by: [{ field: 'industry' }, { field: 'source' }], figures: [{ key: 'n', measure: 'count' }] },
  },
  {
    name: say('各负责人赢单率', 'Win rate by owner'),
    object: 'opportunity',
    filter: { outcome: { in: ['won', 'lost'] } },
    body: {
      draw: 'table',
      by: [{ field: 'owner' }],
      figures: [
        { key: 'won', label: say('赢单', 'Won'), measure: 'count', filter: { outcome: 'won' } },
        { key: 'ended', label: say('已结束', 'Ended'), measure: 'count' },
        { key: 'rate', label: say('赢单率', 'Win rate'), ratio: ['won', 'ended'] },
      ],
      sort: '-won',
      limit: 20,
    },
  },
  {
    name: say('最大的在谈商机', 'Largest open deals'),
    object: 'opportunity',
    filter: { outcome: 'open' },
    body: {
      draw: 'list',
      by: [{ field: 'stage' }],
      figures: [],
      columns: ['name', 'account', 'amount', 'expectedOn', 'owner'],
      sort: '-amount',
      limit: 50,
    },
  },
]

/** Reports as somebody might have put them together. */
export async function keepReports(engine: Engine, session: Session, { tongue }: Scene, { now }: Readonly<{ now: Date }>): Promise<void> {
  await engine.work(session, { via: 'web', now }, (work) => work.add(ownReport, reportsIn(tongue)))
}
