import { decimal, defineObject, formula, integer, link, money, percent, text } from '#kernel/model'
import { baseQuantity, product, unitFactor, unitText, worthByFormula } from '#objects/catalog'

/** One position of a deal: a product of the catalogue or free text. */
export const opportunityLine = defineObject('opportunityLine', {
  plural: 'opportunityLines',
  title: 'description',
  partOf: 'opportunity',
  icon: 'list',
  fields: {
    opportunity: link('opportunity', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0 }),
    product: link(product, { onRemove: 'forbid' }),
    description: text({ max: 300 }),
    quantity: decimal({ scale: 4, min: 0, default: 1 }),
    unit: unitText(),
    unitFactor: unitFactor(),
    baseQuantity: baseQuantity(),
    price: money({ min: 0, total: false }),
    discount: percent({ min: 0, max: 100, default: 0 }),
    /** What is taken off the position, where it is said as an amount; the per cent follow it. */
    discountAmount: money({ min: 0 }),
    subtotal: formula({ expression: worthByFormula(), as: 'money' }),
    remark: text({ max: 500 }),
  },
  views: {
    list: { columns: ['product', 'description', 'quantity', 'unit', 'price', 'discount', 'discountAmount', 'subtotal'], sort: 'position' },
    form: [
      {
        section: 'basic',
        rows: [
          ['product', 'description'],
          ['quantity', 'unit'],
          ['price', 'subtotal'],
          ['discount', 'discountAmount'],
          ['unitFactor', 'baseQuantity'],
          ['remark'],
        ],
      },
    ],
  },
})
