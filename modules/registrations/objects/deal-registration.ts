import { choice, day, defineObject, integer, link, longText, money, text } from '#kernel/model'
import { product, productCategory } from '#objects/catalog'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'

/** Somebody says that he is about to sell something to somebody: for a time nobody else may. */
export const dealRegistration = defineObject('dealRegistration', {
  plural: 'dealRegistrations',
  title: 'name',
  owned: true,
  icon: 'shield-check',
  open: { state: { in: ['requested', 'protected'] } },
  search: ['name', 'customer'],
  fields: {
    /** The project. */
    name: text({ required: true, max: 200 }),
    account: link(account, { reverse: 'registrations', onRemove: 'clear' }),
    /** The customer as somebody typed it, where it is not known yet. */
    customer: text({ max: 200 }),
    product: link(product, { reverse: 'registrations', onRemove: 'clear' }),
    /** The line of products, with all below it; of a product its own. */
    category: link(productCategory, { reverse: 'registrations', onRemove: 'clear' }),
    amount: money({ min: 0 }),
    expectedOn: day(),
    remark: longText(),
    state: choice(
      [
        { key: 'requested', color: 'amber' },
        { key: 'protected', color: 'green' },
        { key: 'used', color: 'accent' },
        { key: 'expired', color: 'grey' },
        { key: 'refused', color: 'red' },
        { key: 'withdrawn', color: 'grey' },
      ],
      { default: 'requested', required: true, readOnly: true, indexed: true },
    ),
    registeredOn: day({ readOnly: true, default: 'today' }),
    /** The last day on which nobody else may come. */
    protectedUntil: day({ readOnly: true, indexed: true }),
    extensions: integer({ readOnly: true, default: 0, total: false }),
    extendedOn: day({ readOnly: true }),
    /** The last day of who was there before, where somebody registered all the same. */
    takenUntil: day({ readOnly: true }),
    opportunity: link(opportunity, { readOnly: true, reverse: 'registrations', onRemove: 'clear' }),
    reason: text({ readOnly: true, max: 300 }),
    /** By what the customer and the project are recognised, however they are spelt. */
    customerKey: text({ readOnly: true, max: 300, indexed: true }),
    projectKey: text({ readOnly: true, max: 300 }),
  },
  views: {
    list: {
      columns: ['name', 'account', 'customer', 'product', 'category', 'state', 'protectedUntil', 'owner', 'updatedAt'],
      sort: '-updatedAt',
    },
    facts: ['state', 'protectedUntil', 'account', 'owner'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'owner'],
          ['account', 'customer'],
          ['product', 'category'],
          ['amount', 'expectedOn'],
          ['remark'],
          ['state', 'protectedUntil'],
          ['registeredOn', 'opportunity'],
          ['extensions', 'extendedOn'],
          ['takenUntil', 'reason'],
        ],
      },
    ],
  },
})
