import { day, decimal, defineObject, link, money, text } from '#kernel/model'
import { priceList } from './price-list.ts'
import { product } from './product.ts'
import { unitText } from './unit.ts'

/** What a product costs by a list, from a quantity on and for a time. A list may hold it in several currencies; that of the document counts. */
export const priceRow = defineObject('priceRow', {
  plural: 'priceRows',
  title: 'note',
  listedFor: 'nobody',
  icon: 'tag',
  search: [],
  fields: {
    list: link(priceList, { required: true, reverse: 'prices', onRemove: 'follow' }),
    product: link(product, { required: true, reverse: 'prices', onRemove: 'follow' }),
    /** Of which unit it is the price, offered from those of the product; of the product's own where nothing stands. */
    unit: unitText(),
    minQuantity: decimal({ scale: 4, min: 0, default: 0, required: true }),
    price: money({ min: 0, required: true, total: false }),
    validFrom: day({ indexed: true }),
    validTo: day(),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['product', 'list', 'unit', 'minQuantity', 'price', 'validFrom', 'validTo', 'note'], sort: 'product' },
    form: [
      {
        section: 'basic',
        rows: [['list', 'product'], ['unit', 'minQuantity'], ['price'], ['validFrom', 'validTo'], ['note']],
      },
    ],
  },
})
