import type { ReportDef } from '#kernel'

const sold = { amount: { sum: 'amount', on: 'soldOn' }, quantity: { sum: 'quantity' }, stores: { countDistinct: 'store' } }
const soldShown = ['amount', 'quantity', 'stores'] as const

/** What stores sold to those who use it: by month, store, product and channel. */
const sellOuts: ReportDef = {
  name: 'stores.sell-out',
  object: 'sellOut',
  filters: ['soldOn', 'product', 'product.category', 'store', 'store.channel', 'store.account', 'store.owner', 'store.province'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: sold }, show: soldShown },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'soldOn', unit: 'month', as: 'month' }], measures: sold, sort: ['month'] },
      show: ['amount', 'quantity'],
    },
    { key: 'channels', draw: 'bar', ask: { by: ['store.channel'], measures: sold, sort: ['-amount'] }, show: soldShown },
    { key: 'products', draw: 'bar', ask: { by: ['product'], measures: sold, sort: ['-amount'], limit: 20 }, show: soldShown },
    { key: 'stores', draw: 'table', ask: { by: ['store'], measures: sold, sort: ['-amount'], limit: 50 }, show: ['amount', 'quantity'] },
  ],
}

const seen = { availability: { ne: 'notSeen' } }
const onShelf = {
  seen: 'count',
  onShelf: { count: 'id', filter: { availability: { in: ['there', 'low'] } } },
  low: { count: 'id', filter: { availability: 'low' } },
  missing: { count: 'id', filter: { availability: 'missing' } },
  priced: { count: 'id', filter: { priceState: { in: ['above', 'below'] } } },
}
const rate = { ratio: ['onShelf', 'seen'], as: 'rate' } as const
const shelfShown = [rate, 'seen', 'missing', 'low', 'priced'] as const

/** How much of what was looked at stood on the shelf. */
const shelf: ReportDef = {
  name: 'stores.on-shelf',
  object: 'storeCheckLine',
  filters: ['storeCheck.checkedOn', 'product', 'storeCheck.store', 'storeCheck.store.channel', 'storeCheck.owner'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: onShelf, filter: seen }, show: shelfShown },
    {
      key: 'months',
      draw: 'line',
      ask: {
        by: [{ field: 'storeCheck.checkedOn', unit: 'month', as: 'month' }],
        measures: onShelf,
        filter: seen,
        sort: ['month'],
      },
      show: ['seen', 'missing', 'low'],
    },
    {
      key: 'products',
      draw: 'table',
      ask: { by: ['product'], measures: onShelf, filter: seen, sort: ['-missing'], limit: 50 },
      show: shelfShown,
    },
    {
      key: 'channels',
      draw: 'table',
      ask: { by: ['storeCheck.store.channel'], measures: onShelf, filter: seen, sort: ['-missing'] },
      show: shelfShown,
    },
  ],
}

const made = {
  n: 'count',
  stores: { countDistinct: 'store' },
  good: { count: 'id', filter: { rating: 'good' } },
  bad: { count: 'id', filter: { rating: 'bad' } },
}
const madeShown = ['n', 'stores', 'good', 'bad'] as const

/** Who checked how many stores. */
const checks: ReportDef = {
  name: 'stores.checks',
  object: 'storeCheck',
  filters: ['checkedOn', 'owner', 'ownerDepartment', 'store.channel', 'store.account', 'rating'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: made }, show: madeShown },
    {
      key: 'weeks',
      draw: 'line',
      ask: { by: [{ field: 'checkedOn', unit: 'week', as: 'week' }], measures: made, sort: ['week'] },
      show: ['n', 'stores'],
    },
    { key: 'owners', draw: 'bar', ask: { by: ['owner'], measures: made, sort: ['-n'] }, show: madeShown },
  ],
}

export const reports: readonly ReportDef[] = [sellOuts, shelf, checks]
