import type { ReportDef } from '#kernel'

const of = (state: string) => ({ count: 'id', filter: { state } })

/** What trials and samples came to. */
const trials: ReportDef = {
  name: 'pursuits.trials',
  object: 'dealTrial',
  filters: ['beginsOn', 'owner', 'ownerDepartment', 'product'],
  tiles: [
    {
      key: 'products',
      draw: 'bar',
      ask: {
        by: ['product'],
        measures: { n: 'count', out: of('out'), bought: of('bought'), back: of('back'), lost: of('lost') },
        sort: ['-n'],
        limit: 30,
      },
      show: ['bought', 'back', 'lost', 'out', { ratio: ['bought', 'n'], as: 'rate' }],
    },
  ],
}

/** What deals were taken on, and how well they were judged. */
const evaluations: ReportDef = {
  name: 'pursuits.evaluations',
  object: 'dealEvaluation',
  filters: ['decidedOn', 'owner', 'ownerDepartment'],
  tiles: [
    {
      key: 'outcomes',
      draw: 'bar',
      ask: {
        by: ['recommendation', 'opportunity.outcome'],
        measures: { n: 'count', approved: of('approved'), total: { avg: 'total' } },
        sort: ['recommendation'],
      },
      show: ['n', 'approved', 'total'],
    },
  ],
}

export const reports: readonly ReportDef[] = [trials, evaluations]
