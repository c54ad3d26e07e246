import { decimal, defineObject, formula, integer, link, money, percent, text } from '#kernel/model'
import { baseQuantity, product, unitFactor, unitText, worthByFormula } from '#objects/catalog'

/** What a position says, of a contract or of what changes it. */
export const positionFields = <const R extends string>(reverse: R) => ({
  position: integer({ min: 0, default: 0 }),
  product: link(product, { reverse, onRemove: 'forbid' }),
  description: text({ max: 300 }),
  quantity: decimal({ scale: 4, min: 0, default: 1 }),
  unit: unitText(),
  unitFactor: unitFactor(),
  baseQuantity: baseQuantity(),
  price: money({ min: 0, total: false }),
  discount: percent({ min: 0, max: 100, default: 0 }),
  /** What is taken off the position, where it is said as an amount; the per cent follow it. */
  discountAmount: money({ min: 0 }),
  taxRate: percent({ min: 0, max: 100 }),
  subtotal: formula({ expression: worthByFormula(), as: 'money' }),
  remark: text({ max: 500 }),
})

/** One position of a contract: a product of the catalogue or free text. Prices hold the tax. */
export const contractLine = defineObject('contractLine', {
  plural: 'contractLines',
  title: 'description',
  partOf: 'contract',
  icon: 'list',
  fields: {
    contract: link('contract', { required: true, onRemove: 'follow' }),
    ...positionFields('contractLines'),
    /** Of one of the product's own unit, in which prices compare. */
    basePrice: formula({ expression: 'price / (has(unitFactor) ? unitFactor : 1)', as: 'money', scale: 4 }),
  },
  views: {
    list: {
      columns: ['product', 'description', 'quantity', 'unit', 'price', 'discount', 'discountAmount', 'taxRate', 'subtotal'],
      sort: 'position',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['product', 'description'],
          ['quantity', 'unit'],
          ['price'],
          ['discount', 'discountAmount'],
          ['taxRate', 'subtotal'],
          ['unitFactor', 'baseQuantity'],
          ['remark'],
        ],
      },
    ],
  },
})
