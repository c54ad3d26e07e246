import type { ReportDef } from '#kernel'

const accepted = { count: 'id', filter: { status: 'accepted' } }
const acceptedAmount = { sum: 'gross', on: 'decidedOn', filter: { status: 'accepted' } }
const measures = { accepted, decided: 'count', amount: acceptedAmount }
const hitRate = { ratio: ['accepted', 'decided'], as: 'hitRate' } as const
/** Of all versions of a quote only the last one is ever decided, so that each set counts once. What we took back ourselves is not decided. */
const isDecided = { status: { in: ['accepted', 'declined', 'expired'] } }

const hits: ReportDef = {
  name: 'quotes.hit-rate',
  object: 'quote',
  filters: ['decidedOn', 'owner', 'ownerDepartment', 'legalEntity'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures, filter: isDecided }, show: [hitRate, 'accepted', 'decided', 'amount'] },
    {
      key: 'byOwner',
      draw: 'bar',
      ask: { by: ['owner'], measures, filter: isDecided, sort: ['-amount'] },
      show: [hitRate, 'accepted', 'decided', 'amount'],
    },
    {
      key: 'byMonth',
      draw: 'bar',
      ask: { by: [{ field: 'decidedOn', unit: 'month', as: 'month' }], measures, filter: isDecided, sort: ['month'] },
      show: [hitRate, 'accepted', 'decided', 'amount'],
    },
  ],
}

const states: ReportDef = {
  name: 'quotes.states',
  object: 'quote',
  filters: ['quotedOn', 'owner', 'ownerDepartment', 'legalEntity'],
  tiles: [
    {
      key: 'states',
      draw: 'bar',
      ask: {
        by: ['status'],
        measures: { n: 'count', amount: { sum: 'gross', on: 'quotedOn' } },
        filter: { status: { ne: 'superseded' } },
        sort: ['status'],
      },
      show: ['n', 'amount'],
    },
  ],
}

const of = (state: string) => ({ count: 'id', filter: { state } })

/** What promotions gave away, and what was won with them. */
const promotions: ReportDef = {
  name: 'quotes.promotions',
  object: 'promotionUse',
  filters: ['usedOn', 'promotion'],
  tiles: [
    {
      key: 'given',
      draw: 'bar',
      ask: {
        by: ['promotion'],
        measures: {
          n: 'count',
          won: of('won'),
          decided: { count: 'id', filter: { state: { in: ['won', 'lost'] } } },
          given: { sum: 'given', on: 'usedOn', filter: { state: 'won' } },
          offered: { sum: 'given', on: 'usedOn' },
        },
        sort: ['-n'],
        limit: 30,
      },
      show: ['n', 'won', { ratio: ['won', 'decided'], as: 'rate' }, 'given', 'offered'],
    },
  ],
}

export const reports: readonly ReportDef[] = [hits, states, promotions]
