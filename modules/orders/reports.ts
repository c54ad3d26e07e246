import type { ReportDef } from '#kernel'

const binding = { status: { nin: ['draft', 'cancelled'] } }
/** At the rate of the day on which it was ordered. */
const sold = { n: 'count', amount: { sum: 'amount', on: 'orderedOn' } }
const inSum = { sum: 'subtotal', on: 'order.orderedOn' }

/** Confirmed orders by the day they were given, whatever has become of them but a cancellation. */
const byMonth: ReportDef = {
  name: 'orders.by-month',
  object: 'order',
  filters: ['orderedOn', 'channel', 'owner', 'ownerDepartment', 'account'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: sold, filter: binding }, show: ['amount', 'n'] },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'orderedOn', unit: 'month', as: 'month' }], measures: sold, filter: binding, sort: ['month'] },
      show: ['amount', 'n'],
    },
    { key: 'channels', draw: 'bar', ask: { by: ['channel'], measures: sold, filter: binding, sort: ['-amount'] }, show: ['amount', 'n'] },
    { key: 'owners', draw: 'bar', ask: { by: ['owner'], measures: sold, filter: binding, sort: ['-amount'] }, show: ['amount', 'n'] },
  ],
}

const open = { status: { in: ['confirmed', 'partDelivered'] } }

/** What is still to be delivered, and what of it is late. */
const toDeliver: ReportDef = {
  name: 'orders.to-deliver',
  object: 'order',
  filters: ['promisedOn', 'channel', 'owner', 'ownerDepartment', 'warehouse'],
  tiles: [
    {
      key: 'open',
      draw: 'figure',
      ask: {
        measures: {
          ...sold,
          late: { count: 'id', filter: { promisedOn: { lt: 'today' } } },
          noDay: { count: 'id', filter: { promisedOn: { empty: true } } },
        },
        filter: open,
      },
      show: ['n', 'amount', 'late', 'noDay'],
    },
    {
      key: 'months',
      draw: 'bar',
      ask: { by: [{ field: 'promisedOn', unit: 'month', as: 'month' }], measures: sold, filter: open, sort: ['month'] },
      show: ['n', 'amount'],
    },
    {
      key: 'customers',
      draw: 'bar',
      ask: { by: ['account'], measures: sold, filter: open, sort: ['-amount'], limit: 20 },
      show: ['amount', 'n'],
    },
  ],
}

/** Quantities and sums of what was ordered, by product, group and month: what sells, and when. */
const products: ReportDef = {
  name: 'orders.products',
  object: 'orderLine',
  filters: ['order.orderedOn', 'product.category', 'order.channel', 'order.owner', 'order.ownerDepartment', 'order.account.province'],
  tiles: [
    {
      key: 'best',
      draw: 'bar',
      ask: {
        by: ['product'],
        measures: { amount: inSum, quantity: { sum: 'baseQuantity' }, n: 'count' },
        filter: { 'order.status': { nin: ['draft', 'cancelled'] }, product: { empty: false } },
        sort: ['-amount'],
        limit: 20,
      },
      show: ['amount', 'quantity', 'n'],
    },
    {
      key: 'months',
      draw: 'line',
      ask: {
        by: [{ field: 'order.orderedOn', unit: 'month', as: 'month' }],
        measures: { amount: inSum, quantity: { sum: 'baseQuantity' } },
        filter: { 'order.status': { nin: ['draft', 'cancelled'] } },
        sort: ['month'],
      },
      show: ['amount', 'quantity'],
    },
    {
      key: 'regions',
      draw: 'bar',
      ask: {
        by: ['order.account.province'],
        measures: { amount: inSum, quantity: { sum: 'baseQuantity' } },
        filter: { 'order.status': { nin: ['draft', 'cancelled'] } },
        sort: ['-amount'],
        limit: 20,
      },
      show: ['amount', 'quantity'],
    },
  ],
}

/** What lies where: the sum of all moves. */
const stock: ReportDef = {
  name: 'orders.stock',
  object: 'stockMove',
  filters: ['warehouse', 'product', 'product.category', 'movedOn'],
  tiles: [
    {
      key: 'where',
      draw: 'table',
      ask: {
        by: ['product', 'warehouse'],
        measures: { onHand: { sum: 'quantity' }, last: { max: 'movedOn' } },
        sort: ['product', 'warehouse'],
        limit: 200,
      },
      show: ['onHand', 'last'],
    },
    {
      key: 'turned',
      draw: 'line',
      ask: {
        by: [{ field: 'movedOn', unit: 'month', as: 'month' }],
        measures: {
          came: { sum: 'quantity', filter: { quantity: { gt: 0 } } },
          left: { sum: 'quantity', filter: { quantity: { lt: 0 } } },
        },
        filter: { kind: { ne: 'transfer' } },
        sort: ['month'],
      },
      show: ['came', 'left'],
    },
  ],
}

/** Paid in full: by itself, or under a contract of which nothing is to come any more. */
const isPaid = { ...binding, or: [{ received: { gt: 0 }, openMoney: { lte: 0 } }, { 'contract.receivable': { lte: 0 } }] }
const paid = { ...sold, customers: { countDistinct: 'account' } }
const paidShown = [{ ratio: ['amount', 'customers'], as: 'perCustomer' }, 'amount', 'customers', 'n'] as const

/** Average transaction value: what paid orders of a period come to ÷ the customers who paid in it. */
const perCustomer: ReportDef = {
  name: 'orders.per-customer',
  object: 'order',
  filters: ['orderedOn', 'channel', 'owner', 'ownerDepartment', 'account'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: paid, filter: isPaid }, show: paidShown },
    {
      key: 'months',
      draw: 'table',
      ask: { by: [{ field: 'orderedOn', unit: 'month', as: 'month' }], measures: paid, filter: isPaid, sort: ['month'] },
      show: paidShown,
    },
    { key: 'channels', draw: 'table', ask: { by: ['channel'], measures: paid, filter: isPaid, sort: ['-amount'] }, show: paidShown },
  ],
}

export const reports: readonly ReportDef[] = [byMonth, perCustomer, toDeliver, products, stock]
