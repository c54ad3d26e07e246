import type { ReportDef } from '#kernel'

/** What counts as signed: sales and service, no frames and no purchases. */
const isSigned = { status: { in: ['running', 'finished', 'terminated'] }, kind: { ne: 'purchase' }, form: { ne: 'frame' } }
const signed = { n: 'count', signed: { sum: 'signedAmount' } }

/** Σ of what contracts were signed for by day of signing; change orders on their own day stand beside it. */
const signedByMonth: ReportDef = {
  name: 'contracts.signed',
  object: 'contract',
  filters: ['signedOn', 'owner', 'ownerDepartment', 'kind', 'legalEntity'],
  tiles: [
    {
      key: 'total',
      draw: 'figure',
      ask: { measures: { ...signed, amount: { sum: 'amount' } }, filter: isSigned },
      show: ['n', 'signed', 'amount'],
    },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'signedOn', unit: 'month', as: 'month' }], measures: signed, filter: isSigned, sort: ['month'] },
      show: ['signed', 'n'],
    },
    { key: 'owners', draw: 'bar', ask: { by: ['owner'], measures: signed, filter: isSigned, sort: ['-signed'] }, show: ['signed', 'n'] },
    {
      key: 'quarters',
      draw: 'line',
      ask: { by: [{ field: 'signedOn', unit: 'quarter', as: 'quarter' }], measures: signed, filter: isSigned, sort: ['quarter'] },
      show: ['signed', 'n'],
    },
    {
      key: 'branches',
      draw: 'bar',
      ask: { by: [{ field: 'ownerDepartment', root: true, as: 'branch' }], measures: signed, filter: isSigned, sort: ['-signed'] },
      show: ['signed', 'n'],
    },
    {
      key: 'customers',
      draw: 'bar',
      ask: { by: ['account'], measures: signed, filter: isSigned, sort: ['-signed'], limit: 20 },
      show: ['signed', 'n'],
    },
    { key: 'kinds', draw: 'bar', ask: { by: ['kind'], measures: signed, filter: isSigned, sort: ['-signed'] }, show: ['signed', 'n'] },
    {
      key: 'states',
      draw: 'bar',
      ask: { by: ['status'], measures: { n: 'count', amount: { sum: 'amount' } }, sort: ['status'] },
      show: ['amount', 'n'],
    },
  ],
}

/** Differences of change orders by the day on which each was signed. */
const changes: ReportDef = {
  name: 'contracts.changes',
  object: 'contractChange',
  filters: ['signedOn'],
  tiles: [
    {
      key: 'months',
      draw: 'bar',
      ask: {
        by: [{ field: 'signedOn', unit: 'month', as: 'month' }],
        measures: { n: 'count', difference: { sum: 'difference' } },
        filter: { status: 'inForce' },
        sort: ['month'],
      },
      show: ['difference', 'n'],
    },
  ],
}

/** Of the contracts that could be renewed and have ended: how many have a successor. */
const renewals: ReportDef = {
  name: 'contracts.renewals',
  object: 'contract',
  filters: ['endsOn', 'owner', 'ownerDepartment', 'kind'],
  tiles: [
    {
      key: 'rate',
      draw: 'figure',
      ask: {
        measures: {
          ended: 'count',
          renewed: {
            count: 'id',
            filter: { status: { ne: 'terminated' }, renewals: { some: { status: { in: ['running', 'finished', 'terminated'] } } } },
          },
        },
        filter: { isRenewable: true, status: { in: ['running', 'finished', 'terminated'] }, endsOn: { lt: 'today' } },
      },
      show: ['renewed', 'ended', { ratio: ['renewed', 'ended'], as: 'rate' }],
    },
  ],
}

export const reports: readonly ReportDef[] = [signedByMonth, changes, renewals]
