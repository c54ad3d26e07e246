import { defineObject, link, member, percent, text, yesNo } from '#kernel/model'
import { productCategory } from '#objects/catalog'

/** How far somebody may go without asking: on the whole quote, or on products of a group and all groups below it. */
export const discountLimit = defineObject('discountLimit', {
  plural: 'discountLimits',
  title: 'name',
  listedFor: 'editors',
  icon: 'shield',
  fields: {
    name: text({ required: true, max: 100 }),
    /** Whom it binds; everybody where nobody is named. Of several that bind somebody the most generous counts. */
    roles: member.fields.roles,
    category: link(productCategory, { reverse: 'discountLimits', onRemove: 'follow' }),
    mostDiscount: percent({ min: 0, max: 100 }),
    leastMargin: percent({ min: -100, max: 100 }),
    isActive: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['name', 'roles', 'category', 'mostDiscount', 'leastMargin', 'isActive'], sort: 'name' },
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'isActive'],
          ['roles', 'category'],
          ['mostDiscount', 'leastMargin'],
        ],
      },
    ],
  },
})
