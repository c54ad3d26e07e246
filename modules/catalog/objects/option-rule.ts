import { choice, decimal, defineObject, link, text, yesNo } from '#kernel/model'
import { product } from './product.ts'
import { productOption } from './product-option.ts'

/** What holds between the options of a product: one asks for another, two do not go together, or one brings a part along by itself. */
export const optionRule = defineObject('optionRule', {
  plural: 'optionRules',
  title: 'reason',
  listedFor: 'nobody',
  icon: 'share-2',
  search: [],
  fields: {
    product: link(product, { required: true, reverse: 'optionRules', onRemove: 'follow' }),
    kind: choice(
      [
        { key: 'requires', color: 'accent' },
        { key: 'excludes', color: 'red' },
        { key: 'adds', color: 'green' },
      ],
      { required: true, default: 'requires' },
    ),
    /** Of which option it speaks; a part without one always comes along. */
    option: link(productOption, { reverse: 'rules', onRemove: 'follow' }),
    other: link(productOption, { reverse: 'ruledBy', onRemove: 'follow' }),
    part: link(product, { reverse: 'partOf', onRemove: 'forbid' }),
    quantityRule: choice(['fixed', 'perHead'], { required: true, default: 'perHead' }),
    quantity: decimal({ scale: 4, min: 0, default: 1, required: true }),
    pricing: choice(['byList', 'included'], { required: true, default: 'included' }),
    /** Said to whoever chooses otherwise. */
    reason: text({ max: 300 }),
    isActive: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['kind', 'product', 'option', 'other', 'part', 'quantity', 'quantityRule', 'reason', 'isActive'], sort: 'kind' },
    facts: ['product', 'kind', 'option', 'other', 'part'],
    form: [
      {
        section: 'basic',
        rows: [
          ['product', 'kind'],
          ['option', 'other'],
          ['reason', 'isActive'],
        ],
      },
      {
        section: 'part',
        rows: [
          ['part', 'pricing'],
          ['quantityRule', 'quantity'],
        ],
      },
    ],
  },
})
