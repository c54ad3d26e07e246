import type { ReportDef } from '#kernel'

/** Contracts are worth what their money was on the day of signing. */
const atSigning = { on: 'signedOn' }
/** What we buy is renewed, too, and is no success of sales. */
const renewable = {
  isRenewable: true,
  kind: { ne: 'purchase' },
  status: { in: ['running', 'finished', 'terminated'] },
  endsOn: { lt: 'today' },
}
const isRenewed = { renewal: 'renewed' }
const endings = {
  ended: 'count',
  renewed: { count: 'id', filter: isRenewed },
  lost: { count: 'id', filter: { renewal: 'lost' } },
  amount: { sum: 'amount', ...atSigning },
  kept: { sum: 'keptAmount', ...atSigning },
  grown: { sum: 'grownAmount', ...atSigning },
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
        measures: { n: 'count', amount: { sum: 'amount', ...atSigning } },
        filter: { isRenewable: true, renewal: 'due', kind: { ne: 'purchase' } },
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
    {
      key: 'states',
      draw: 'bar',
      ask: { by: ['status'], measures: { n: 'count', amount: { sum: 'amount', on: 'createdAt' } }, filter: ofSales, sort: ['status'] },
      show: ['amount', 'n'],
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

const isSold = {
  'contract.status': { in: ['running', 'finished', 'terminated'] },
  'contract.kind': { ne: 'purchase' },
  'contract.form': { ne: 'frame' },
}
const soldMeasures = { amount: { sum: 'subtotal', on: 'contract.signedOn' }, quantity: { sum: 'baseQuantity' }, n: 'count' }
const quarter = { field: 'contract.signedOn', unit: 'quarter', as: 'quarter' }

/** Which goods were signed for, by the lines of contracts: in which quarter and where. */
const signedGoods: ReportDef = {
  name: 'contracts.signed-goods',
  object: 'contractLine',
  filters: ['contract.signedOn', 'contract.account', 'product', 'product.category'],
  tiles: [
    {
      key: 'products',
      draw: 'bar',
      ask: { by: ['product'], measures: soldMeasures, filter: isSold, sort: ['-amount'], limit: 30 },
      show: ['amount', 'quantity', 'n'],
    },
    {
      key: 'categories',
      draw: 'bar',
      ask: { by: ['product.category'], measures: soldMeasures, filter: isSold, sort: ['-amount'] },
      show: ['amount', 'quantity', 'n'],
    },
    {
      key: 'matrix',
      draw: 'table',
      ask: { by: ['product', quarter], measures: soldMeasures, filter: isSold, sort: ['product', 'quarter'], limit: 500 },
      show: ['amount', 'quantity', 'n'],
    },
    {
      key: 'provinces',
      draw: 'table',
      ask: {
        by: ['contract.account.province', 'product'],
        measures: soldMeasures,
        filter: isSold,
        sort: ['contract.account.province', '-amount'],
        limit: 200,
      },
      show: ['amount', 'quantity', 'n'],
    },
  ],
}

export const reports: readonly ReportDef[] = [renewals, signing, signedGoods, returns]
