import { choice, decimal, defineObject, formula, integer, json, link, money, percent, text, yesNo } from '#kernel/model'
import { baseQuantity, product, productOption, promotion, unitFactor, unitText } from '#objects/catalog'

/** One position of a quote: goods, free text or a heading; something the customer may take besides, or instead of the position above. */
export const quoteLine = defineObject('quoteLine', {
  plural: 'quoteLines',
  title: 'description',
  partOf: 'quote',
  icon: 'list',
  fields: {
    quote: link('quote', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
    kind: choice(
      [
        { key: 'item', color: 'accent' },
        { key: 'heading', color: 'grey' },
        { key: 'optional', color: 'green' },
        { key: 'alternative', color: 'amber' },
      ],
      { default: 'item', required: true },
    ),
    product: link(product, { reverse: 'quoteLines', onRemove: 'forbid' }),
    description: text({ max: 300 }),
    quantity: decimal({ scale: 4, min: 0, default: 1 }),
    unit: unitText(),
    unitFactor: unitFactor(),
    baseQuantity: baseQuantity(),
    /** What the price list says, and which one. */
    listPrice: money({ readOnly: true, total: false }),
    priceFrom: text({ max: 100, readOnly: true }),
    /** What promotions make of it; which of them this line has, and until when they run. */
    promotionPrice: money({ readOnly: true, total: false }),
    promotion: link(promotion, { reverse: 'quoteLines', onRemove: 'forbid', readOnly: true }),
    promotionFrom: text({ max: 300, readOnly: true }),
    promotionParts: json({ readOnly: true }),
    price: money({ min: 0, total: false }),
    discount: percent({ min: 0, max: 100, default: 0 }),
    /** What is taken off the position, where it is said as an amount; the per cent follow it. */
    discountAmount: money({ min: 0 }),
    netPrice: money({ readOnly: true, total: false }),
    /** What this customer paid last, and the least anybody paid; no names. */
    lastPrice: money({ readOnly: true, total: false }),
    lowestPrice: money({ readOnly: true, total: false }),
    taxRate: percent({ min: 0, max: 100 }),
    /** Whether the price holds the tax; empty: as the head of the quote says. */
    taxMode: choice(['inPrice', 'onTop']),
    /** Optional and alternative positions count once they are chosen. */
    isChosen: yesNo({ default: false }),
    net: money({ readOnly: true }),
    tax: money({ readOnly: true }),
    gross: money({ readOnly: true }),
    cost: money({ min: 0, total: false }),
    margin: formula({ expression: 'net - cost * quantity', as: 'money' }),
    /** Why somebody must approve this position. */
    exceeds: choice(
      [
        { key: 'discount', color: 'amber' },
        { key: 'margin', color: 'red' },
        { key: 'approvalOnly', color: 'amber' },
        { key: 'offSale', color: 'grey' },
      ],
      { readOnly: true },
    ),
    /** The position of the version before that it came from. */
    was: link('quoteLine', { reverse: 'became', onRemove: 'clear', readOnly: true }),
    remark: text({ max: 500 }),
    /** The position it belongs to as a part: it goes where that goes, `perHead` so many for each. */
    head: link('quoteLine', { reverse: 'parts', onRemove: 'clear', readOnly: true }),
    isPart: yesNo({ default: false, readOnly: true }),
    option: link(productOption, { reverse: 'quoteLines', onRemove: 'clear', readOnly: true }),
    perHead: decimal({ scale: 4, min: 0, readOnly: true }),
    /** Its price is in that of the head. */
    isIncluded: yesNo({ default: false, readOnly: true }),
  },
  views: {
    list: {
      columns: [
        'kind',
        'product',
        'description',
        'quantity',
        'unit',
        'price',
        'discount',
        'discountAmount',
        'taxRate',
        'taxMode',
        'gross',
        'listPrice',
        'priceFrom',
        'promotionFrom',
        'lastPrice',
        'lowestPrice',
        'cost',
        'margin',
        'exceeds',
      ],
      sort: 'position',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['kind', 'isChosen'],
          ['product', 'description'],
          ['quantity', 'unit'],
          ['price'],
          ['discount', 'discountAmount'],
          ['taxRate', 'taxMode'],
          ['cost'],
          ['remark'],
        ],
      },
      {
        section: 'figures',
        rows: [
          ['listPrice', 'priceFrom'],
          ['promotionPrice', 'promotionFrom'],
          ['lastPrice', 'lowestPrice'],
          ['unitFactor', 'baseQuantity'],
          ['netPrice', 'net'],
          ['tax', 'gross'],
          ['margin', 'exceeds'],
          ['head', 'option'],
          ['perHead', 'isIncluded'],
        ],
      },
    ],
  },
})
