import type { ReportDef } from '#kernel'

/** What is owed is worth what its money was on the day of signing. */
const atSigning = { on: 'contract.signedOn' }
const wentOut = { n: 'count', amount: { sum: 'amount', on: 'paidOn' } }
const bought = { kind: 'purchase', status: { in: ['running', 'finished', 'terminated'] } }
const worth = {
  n: 'count',
  amount: { sum: 'amount', on: 'signedOn' },
  paidOut: { sum: 'paidOut', on: 'signedOn' },
  payable: { sum: 'payable', on: 'signedOn' },
}

/** What was bought: purchases in force by the day of signing, and what of them is paid. They stand in no figure of sales. */
const purchases: ReportDef = {
  name: 'payments.purchases',
  object: 'contract',
  filters: ['signedOn', 'account', 'owner', 'ownerDepartment', 'legalEntity'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: worth, filter: bought }, show: ['amount', 'paidOut', 'payable', 'n'] },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'signedOn', unit: 'month', as: 'month' }], measures: worth, filter: bought, sort: ['month'] },
      show: ['amount', 'n'],
    },
    {
      key: 'suppliers',
      draw: 'bar',
      ask: { by: ['account'], measures: worth, filter: bought, sort: ['-amount'], limit: 30 },
      show: ['amount', 'paidOut', 'payable', 'n'],
    },
  ],
}

/** Which goods were bought, how many, and at what price on average. */
const boughtGoods: ReportDef = {
  name: 'payments.bought-goods',
  object: 'contractLine',
  filters: ['contract.signedOn', 'contract.account', 'contract.owner', 'product', 'product.category'],
  tiles: [
    {
      key: 'products',
      draw: 'bar',
      ask: {
        by: ['product'],
        measures: {
          amount: { sum: 'subtotal', ...atSigning },
          quantity: { sum: 'baseQuantity' },
          price: { avg: 'basePrice', ...atSigning },
          least: { min: 'basePrice', ...atSigning },
          n: 'count',
        },
        filter: { 'contract.kind': 'purchase', 'contract.status': { in: ['running', 'finished', 'terminated'] } },
        sort: ['-amount'],
        limit: 50,
      },
      show: ['amount', 'quantity', 'price', 'least', 'n'],
    },
  ],
}

/** Money that went out for purchases, less what came back, by the bank's day; and what is due next. */
const paidOut: ReportDef = {
  name: 'payments.paid-out',
  object: 'supplierPayment',
  filters: ['paidOn', 'contract.account', 'owner', 'ownerDepartment', 'legalEntity', 'method'],
  tiles: [
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'paidOn', unit: 'month', as: 'month' }], measures: wentOut, filter: { status: 'paid' }, sort: ['month'] },
      show: ['amount', 'n'],
    },
    {
      key: 'states',
      draw: 'bar',
      ask: { by: ['status'], measures: wentOut, sort: ['status'] },
      show: ['amount', 'n'],
    },
  ],
}

export const purchaseReports: readonly ReportDef[] = [purchases, boughtGoods, paidOut]
