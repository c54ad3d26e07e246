import type { ReportDef } from '#kernel'

const isClosed = { outcome: { in: ['won', 'lost'] } }
const sum = (event: string) => ({ sum: 'credited', filter: { event } })
const measures = {
  won: sum('won'),
  signed: sum('signed'),
  received: sum('received'),
  noRate: { count: 'id', filter: { amount: { empty: true } } },
}
const show = ['won', 'signed', 'received', 'noRate'] as const
const counts = { event: { in: ['won', 'signed', 'received'] }, kind: 'normal' }

/** Won, signed and received by the territory in which the customer lay then. */
const territories: ReportDef = {
  name: 'targets.territories',
  object: 'saleCredit',
  filters: ['on', 'person', 'department', 'creditedTerritory'],
  tiles: [
    { key: 'then', draw: 'bar', ask: { by: ['creditedTerritory'], measures, filter: counts, sort: ['-won'] }, show },
    { key: 'present', draw: 'bar', ask: { by: ['opportunity.account.territory'], measures, filter: counts, sort: ['-won'] }, show },
  ],
}

/** Won ÷ (won + lost) by the territory in which the customer lay when the deal was closed. */
const rates: ReportDef = {
  name: 'targets.territory-rates',
  object: 'opportunity',
  filters: ['closedOn', 'creditedTo', 'creditedDepartment', 'product'],
  tiles: [
    {
      key: 'then',
      draw: 'bar',
      ask: {
        by: ['creditedTerritory'],
        measures: {
          won: { count: 'id', filter: { outcome: 'won' } },
          lost: { count: 'id', filter: { outcome: 'lost' } },
          closed: 'count',
        },
        filter: isClosed,
        sort: ['-won'],
      },
      show: [{ ratio: ['won', 'closed'], as: 'rate' }, 'won', 'lost'],
    },
  ],
}

export const reports: readonly ReportDef[] = [territories, rates]
