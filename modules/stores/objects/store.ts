import { choice, decimal, defineObject, formula, lines, link, longText, phone, rollUp, text } from '#kernel/model'
import { account, contact, grades } from '#objects/customers'
import { storeItem } from './store-item.ts'

/** Says that a day comes of it, so that a formula may count on from it. */
const lastDay = { of: 'checks', measure: 'max', field: 'checkedOn', as: 'day' } as const

/** A shop in which a customer sells our goods to those who use them: a counter, a branch of a chain, a shop on a platform or in a live stream. */
export const store = defineObject('store', {
  plural: 'stores',
  title: 'name',
  owned: true,
  follows: 'account',
  open: { state: { in: ['open', 'paused'] } },
  icon: 'store',
  search: ['name', 'code', 'address'],
  duplicates: [{ by: ['code', 'account'], sure: true }, { by: ['name', 'account'] }],
  fields: {
    name: text({ required: true, max: 200 }),
    code: text({ max: 50, copyable: true }),
    account: link(account, { required: true, reverse: 'stores', onRemove: 'follow' }),
    channel: choice(
      [
        { key: 'traditional', color: 'amber' },
        { key: 'chain', color: 'accent' },
        { key: 'supermarket', color: 'green' },
        { key: 'convenience', color: 'accent' },
        { key: 'online', color: 'violet' },
        { key: 'liveStream', color: 'red' },
        { key: 'other', color: 'grey' },
      ],
      { required: true, default: 'traditional', indexed: true },
    ),
    state: choice(
      [
        { key: 'open', color: 'green' },
        { key: 'paused', color: 'amber' },
        { key: 'closed', color: 'grey' },
      ],
      { required: true, default: 'open', indexed: true },
    ),
    grade: choice(grades, { indexed: true }),
    /** In square metres. */
    floorSpace: decimal({ scale: 1, min: 0 }),
    province: text({ max: 100, indexed: true }),
    city: text({ max: 100, indexed: true }),
    address: text({ max: 300, copyable: true }),
    contact: link(contact, { reverse: 'stores', onRemove: 'clear' }),
    phone: phone(),
    assortment: lines(storeItem, { by: 'store' }),
    listed: rollUp({ of: 'assortment', measure: 'count', filter: { isListed: true } }),
    checkCount: rollUp({ of: 'checks', measure: 'count' }),
    lastCheckOn: rollUp(lastDay),
    daysUnchecked: formula({ expression: 'has(lastCheckOn) ? today() - lastCheckOn : null', as: 'integer', total: false }),
    /** By the last check in which goods were looked at. */
    outOfStock: rollUp({ of: 'checks', measure: 'latest', field: 'outOfStock', filter: { seen: { gt: 0 } } }),
    priceDeviations: rollUp({ of: 'checks', measure: 'latest', field: 'priceDeviations', filter: { seen: { gt: 0 } } }),
    sold: rollUp({ of: 'sellOuts', measure: 'sum', field: 'amount' }),
    remark: longText({ max: 4_000 }),
  },
  views: {
    list: {
      columns: ['name', 'account', 'channel', 'state', 'grade', 'city', 'lastCheckOn', 'outOfStock', 'sold', 'owner', 'updatedAt'],
      sort: '-updatedAt',
    },
    board: { by: 'channel', card: ['account', 'city', 'lastCheckOn', 'owner'] },
    facts: ['account', 'channel', 'lastCheckOn', 'outOfStock', 'owner'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'code'],
          ['account', 'owner'],
          ['channel', 'state'],
          ['grade', 'floorSpace'],
        ],
      },
      { section: 'place', rows: [['province', 'city'], ['address'], ['contact', 'phone']] },
      { section: 'assortment', rows: [['assortment']] },
      {
        section: 'figures',
        rows: [['listed', 'sold'], ['checkCount', 'lastCheckOn'], ['daysUnchecked', 'outOfStock'], ['priceDeviations']],
      },
      { section: 'remark', rows: [['remark']] },
    ],
  },
})
