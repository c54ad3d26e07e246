import { choice, decimal, defineObject, integer, link, text, yesNo } from '#kernel/model'
import { optionGroup } from './option-group.ts'
import { product } from './product.ts'

export const quantityRules = ['fixed', 'perHead', 'asked'] as const

/** A product that may be taken with another one, how much of it, and what it costs there. */
export const productOption = defineObject('productOption', {
  plural: 'productOptions',
  title: 'name',
  listedFor: 'nobody',
  icon: 'layers',
  search: [],
  fields: {
    name: text({ required: true, max: 200 }),
    group: link(optionGroup, { required: true, reverse: 'options', onRemove: 'follow' }),
    product: link(product, { required: true, reverse: 'optionOf', onRemove: 'forbid' }),
    position: integer({ min: 0, default: 0, total: false }),
    /** So many in all, so many for each of the head, or as many as somebody says within bounds. */
    quantityRule: choice(quantityRules, { required: true, default: 'perHead' }),
    quantity: decimal({ scale: 4, min: 0, default: 1, required: true }),
    leastQuantity: decimal({ scale: 4, min: 0 }),
    mostQuantity: decimal({ scale: 4, min: 0 }),
    /** Its price is that of the customer's list, or it is in the price of the head. */
    pricing: choice(['byList', 'included'], { required: true, default: 'byList' }),
    isRequired: yesNo({ default: false }),
    isPreset: yesNo({ default: false }),
    isActive: yesNo({ default: true }),
  },
  views: {
    list: {
      columns: ['name', 'group', 'product', 'quantityRule', 'quantity', 'pricing', 'isRequired', 'isPreset', 'isActive', 'position'],
      sort: 'position',
    },
    facts: ['group', 'product', 'quantityRule', 'quantity', 'pricing'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'group'],
          ['product', 'pricing'],
          ['isRequired', 'isPreset'],
          ['isActive', 'position'],
        ],
      },
      {
        section: 'quantity',
        rows: [
          ['quantityRule', 'quantity'],
          ['leastQuantity', 'mostQuantity'],
        ],
      },
    ],
  },
})
