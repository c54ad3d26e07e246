import { choice, decimal, defineObject, formula, integer, link, money, text } from '#kernel/model'
import { product } from '#objects/catalog'

const isLow = 'has(stock) && has(minStock) && stock < minStock'

/** What of a product was seen on the shelf. What was agreed then is kept beside it, as the assortment goes on changing. */
export const storeCheckLine = defineObject('storeCheckLine', {
  plural: 'storeCheckLines',
  title: 'remark',
  partOf: 'storeCheck',
  icon: 'list',
  search: [],
  unique: [['storeCheck', 'product']],
  fields: {
    storeCheck: link('storeCheck', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
    product: link(product, { required: true, reverse: 'storeCheckLines', onRemove: 'forbid' }),
    /** Empty until somebody has looked: a tick that is missing would not tell which of the two it means. */
    shelf: choice([
      { key: 'there', color: 'green' },
      { key: 'missing', color: 'red' },
    ]),
    stock: decimal({ scale: 4, min: 0 }),
    minStock: integer({ readOnly: true, total: false }),
    shelfPrice: money({ min: 0, total: false }),
    agreedPrice: money({ readOnly: true, total: false }),
    availability: formula({
      expression: `has(shelf) ? (shelf == "missing" ? "missing" : ${isLow} ? "low" : "there") : !has(stock) ? "notSeen" : stock <= 0 ? "missing" : ${isLow} ? "low" : "there"`,
      as: 'choice',
      choices: [
        { key: 'there', color: 'green' },
        { key: 'low', color: 'amber' },
        { key: 'missing', color: 'red' },
        { key: 'notSeen', color: 'grey' },
      ],
    }),
    priceGap: formula({ expression: 'shelfPrice - agreedPrice', as: 'money', total: false }),
    priceState: formula({
      expression: '!has(priceGap) ? null : priceGap > 0 ? "above" : priceGap < 0 ? "below" : "agreed"',
      as: 'choice',
      choices: [
        { key: 'agreed', color: 'green' },
        { key: 'above', color: 'amber' },
        { key: 'below', color: 'red' },
      ],
    }),
    remark: text({ max: 300 }),
  },
  views: {
    list: {
      columns: ['product', 'shelf', 'stock', 'minStock', 'shelfPrice', 'agreedPrice', 'availability', 'priceState', 'priceGap', 'remark'],
      sort: 'position',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['product', 'shelf'],
          ['stock', 'minStock'],
          ['shelfPrice', 'agreedPrice'],
          ['availability', 'priceState'],
          ['priceGap'],
          ['remark'],
        ],
      },
    ],
  },
})
