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

const renewable = { isRenewable: true, status: { in: ['running', 'finished', 'terminated'] }, endsOn: { lt: 'today' } }
const isRenewed = { renewal: 'renewed' }
const endings = {
  ended: 'count',
  renewed: { count: 'id', filter: isRenewed },
  lost: { count: 'id', filter: { renewal: 'lost' } },
  amount: { sum: 'amount' },
  kept: { sum: 'keptAmount' },
  grown: { sum: 'grownAmount' },
}
const rates = [
  { ratio: ['renewed', 'ended'], as: 'rate' },
  { ratio: ['kept', 'amount'], as: 'amountRate' },
] as const
const renewalsShown = ['ended', 'renewed', rates[0], 'amount', 'kept', rates[1], 'grown'] as const

/** Of the contracts that could be renewed and have ended: how many have a successor in time, and how much of what they were worth it kept. */
const renewals: ReportDef = {
  name: 'contracts.renewals',
  object: 'contract',
  filters: ['endsOn', 'owner', 'ownerDepartment', 'kind', 'account'],
  tiles: [
    { key: 'rate', draw: 'figure', ask: { measures: endings, filter: renewable }, show: renewalsShown },
    {
      key: 'months',
      draw: 'bar',
      ask: { by: [{ field: 'endsOn', unit: 'month', as: 'month' }], measures: endings, filter: renewable, sort: ['month'] },
      show: ['ended', 'renewed', rates[0], rates[1]],
    },
    {
      key: 'owners',
      draw: 'table',
      ask: { by: ['owner'], measures: endings, filter: renewable, sort: ['-ended'], limit: 50 },
      show: renewalsShown,
    },
    {
      key: 'customers',
      draw: 'table',
      ask: { by: ['account'], measures: endings, filter: renewable, sort: ['-amount'], limit: 20 },
      show: renewalsShown,
    },
    {
      key: 'due',
      draw: 'bar',
      ask: {
        by: [{ field: 'endsOn', unit: 'month', as: 'month' }],
        measures: { n: 'count', amount: { sum: 'amount' } },
        filter: { isRenewable: true, renewal: 'due' },
        sort: ['month'],
      },
      show: ['amount', 'n'],
    },
  ],
}

const decided = {
  n: 'count',
  signed: { count: 'id', filter: { status: { in: ['running', 'finished', 'terminated'] } } },
  open: { count: 'id', filter: { status: { in: ['draft', 'toBeSigned'] } } },
  off: { count: 'id', filter: { status: 'void' } },
}
const signingRate = { ratio: ['signed', 'n'], as: 'rate' } as const
const ofSales = { kind: { ne: 'purchase' } }

/** Of the contracts that were drawn up: how many were signed. */
const signing: ReportDef = {
  name: 'contracts.signing',
  object: 'contract',
  filters: ['createdAt', 'owner', 'ownerDepartment', 'kind'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: decided, filter: ofSales }, show: ['n', 'signed', signingRate, 'open', 'off'] },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'createdAt', unit: 'month', as: 'month' }], measures: decided, filter: ofSales, sort: ['month'] },
      show: ['n', 'signed', signingRate],
    },
    {
      key: 'owners',
      draw: 'table',
      ask: { by: ['owner'], measures: decided, filter: ofSales, sort: ['-n'], limit: 50 },
      show: ['n', 'signed', signingRate, 'open', 'off'],
    },
  ],
}

const returned = {
  renewed: { count: 'id', filter: { returnedAs: 'renewed' } },
  wonBack: { count: 'id', filter: { returnedAs: 'wonBack' } },
}
const isBack = { returnedOn: { empty: false } }

/** Customers whose contracts had ended and who have one again: renewed, or won back after they were lost. */
const returns: ReportDef = {
  name: 'contracts.returns',
  object: 'account',
  filters: ['returnedOn', 'owner', 'ownerDepartment', 'class'],
  tiles: [
    {
      key: 'months',
      draw: 'bar',
      ask: { by: [{ field: 'returnedOn', unit: 'month', as: 'month' }], measures: returned, filter: isBack, sort: ['month'] },
      show: ['renewed', 'wonBack'],
    },
    {
      key: 'owners',
      draw: 'table',
      ask: { by: ['owner'], measures: returned, filter: isBack, sort: ['-wonBack'], limit: 50 },
      show: ['renewed', 'wonBack'],
    },
  ],
}

export const reports: readonly ReportDef[] = [signedByMonth, changes, renewals, signing, returns]
