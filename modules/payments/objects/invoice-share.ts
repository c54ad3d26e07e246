import { decimal, defineObject, formula, link, money, percent, text } from '#kernel/model'
import { product } from '#objects/catalog'
import { contract } from '#objects/contracts'

/**
 * One line of an invoice: what it bills, of which contract, at which rate of tax. Prices hold the tax. A line without a rate has that of its invoice.
 */
export const invoiceShare = defineObject('invoiceShare', {
  plural: 'invoiceShares',
  title: 'description',
  partOf: 'invoice',
  icon: 'list',
  fields: {
    invoice: link('invoice', { required: true, onRemove: 'follow' }),
    contract: link(contract, { reverse: 'invoiceShares', onRemove: 'forbid' }),
    product: link(product, { reverse: 'invoiceShares', onRemove: 'forbid' }),
    description: text({ max: 300 }),
    /** Below zero on a red invoice. */
    quantity: decimal({ scale: 4 }),
    unit: text({ max: 20 }),
    price: money({ min: 0, total: false }),
    amount: money({ required: true }),
    taxRate: percent({ min: 0, max: 100 }),
    /** The tax office's class of goods; from the product or its category. */
    taxCode: text({ max: 19 }),
    net: formula({ expression: 'has(taxRate) ? amount / (1 + taxRate / 100) : amount', as: 'money' }),
    tax: formula({ expression: 'amount - net', as: 'money' }),
  },
  views: {
    list: {
      columns: ['contract', 'product', 'description', 'quantity', 'unit', 'price', 'amount', 'taxRate', 'taxCode', 'tax'],
      sort: 'createdAt',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['contract', 'product'],
          ['description', 'taxCode'],
          ['quantity', 'unit'],
          ['price', 'amount'],
          ['taxRate', 'tax'],
        ],
      },
    ],
  },
})
