import type { ReportDef } from '#kernel'

type Tile = ReportDef['tiles'][number]
type Shown = Tile['show']
type Group = Readonly<{ key: string; by: unknown; draw?: Tile['draw']; limit?: number }>

const unit = (size: 'month' | 'quarter') => ({ field: 'on', unit: size, as: size })
const branch = { field: 'department', root: true, as: 'branch' }
const noRate = { count: 'id', filter: { amount: { empty: true } } }

/** The same figures along each of these groups: of days in their order, of all else the largest first. */
const along = (
  figures: Readonly<{ measures: Readonly<Record<string, unknown>>; filter: object; show: Shown }>,
  groups: readonly Group[],
): readonly Tile[] =>
  groups.map(({ key, by, draw = 'bar', limit }) => ({
    key,
    draw,
    ask: {
      by: [by],
      measures: figures.measures,
      filter: figures.filter,
      sort: draw === 'line' ? [(by as { as: string }).as] : [`-${String(figures.show[0])}`],
      ...(limit ? { limit } : {}),
    },
    show: figures.show,
  }))

const months: Group = { key: 'months', by: unit('month'), draw: 'line' }
const quarters: Group = { key: 'quarters', by: unit('quarter'), draw: 'line' }
const people: Group = { key: 'people', by: 'person' }
const departments: Group = { key: 'departments', by: 'department' }
const branches: Group = { key: 'branches', by: branch }

const isWon = { event: 'won', kind: 'normal' }
const won = {
  measures: { n: { countDistinct: 'opportunity' }, credited: { sum: 'credited' }, noRate },
  filter: isWon,
  show: ['credited', 'n', 'noRate'],
} as const

/** What people are credited for, by share, when it happened: results, not pay. */
const results: ReportDef = {
  name: 'commissions.results',
  object: 'saleCredit',
  filters: ['on', 'person', 'department', 'event', 'kind'],
  tiles: [
    { key: 'won', draw: 'figure', ask: { measures: won.measures, filter: isWon }, show: won.show },
    ...along(won, [months, people, departments, branches]),
    ...along({ ...won, filter: { event: 'won', kind: 'overlay' } }, [{ key: 'overlays', by: 'person' }]),
    ...along(won, [{ key: 'presentOwners', by: 'opportunity.owner' }]),
  ],
}

const isSigned = { event: 'signed' }
const signed = {
  measures: {
    n: { countDistinct: 'contract', filter: isSigned },
    signed: { sum: 'credited', filter: isSigned },
    net: { sum: 'creditedNet', filter: isSigned },
    lessEnded: { sum: 'credited' },
    noRate,
  },
  filter: { event: { in: ['signed', 'ended'] }, kind: 'normal' },
  show: ['signed', 'net', 'lessEnded', 'n', 'noRate'],
} as const
const ofSigned = (by: string) => `contract.${by}`

/**
 * Σ of what contracts were signed for by day of signing, and of change orders by theirs, of whoever had the contract, by share; purchases and frames apart. Beside it without tax, and less what
 * terminated contracts left undone, on the day they ended.
 */
const signedReport: ReportDef = {
  name: 'contracts.signed',
  object: 'saleCredit',
  filters: ['on', 'person', 'department', 'contract.kind', 'contract.legalEntity', 'contract.account'],
  tiles: [
    {
      key: 'total',
      draw: 'figure',
      ask: {
        measures: {
          ...signed.measures,
          changes: { sum: 'credited', filter: { source: { startsWith: 'change:' } } },
          ended: { sum: 'credited', filter: { event: 'ended' } },
        },
        filter: signed.filter,
      },
      show: ['signed', 'changes', 'net', 'ended', 'lessEnded', 'n', 'noRate'],
    },
    ...along(signed, [
      months,
      quarters,
      people,
      departments,
      branches,
      { key: 'provinces', by: ofSigned('account.province'), limit: 40 },
      { key: 'products', by: 'opportunity.product', limit: 30 },
      { key: 'customers', by: ofSigned('account'), limit: 20 },
      { key: 'kinds', by: ofSigned('kind') },
      { key: 'presentOwners', by: ofSigned('owner') },
    ]),
  ],
}

const received = {
  measures: { n: { countDistinct: 'receipt' }, amount: { sum: 'credited' }, noRate },
  filter: { event: 'received', kind: 'normal' },
  show: ['amount', 'n', 'noRate'],
} as const

/** Received of whoever had the contract that it pays, by share: money that is allocated, whoever booked it. */
const receivedReport: ReportDef = {
  name: 'commissions.received',
  object: 'saleCredit',
  filters: ['on', 'person', 'department', 'contract.legalEntity', 'account'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: received.measures, filter: received.filter }, show: received.show },
    ...along(received, [
      quarters,
      people,
      departments,
      branches,
      { key: 'provinces', by: 'account.province', limit: 40 },
      { key: 'products', by: 'opportunity.product', limit: 30 },
      { key: 'presentOwners', by: ofSigned('owner') },
    ]),
  ],
}

export const resultReports: readonly ReportDef[] = [results, signedReport, receivedReport]
