import { day, decimal, defineObject, instant, integer, link, longText, percent, text, yesNo } from '#kernel/model'
import { product, productCategory } from '#objects/catalog'
import { warehouse } from '#objects/orders'

/** What should lie where in the months to come, after what went out in the same months of the year before. */
export const seasonPlan = defineObject('seasonPlan', {
  plural: 'seasonPlans',
  title: 'name',
  icon: 'calendar-clock',
  search: ['name'],
  fields: {
    name: text({ required: true, max: 100 }),
    firstMonth: day({ required: true }),
    months: integer({ required: true, default: 3, min: 1, max: 12, total: false }),
    /** Of what went out a year before. */
    factor: percent({ required: true, default: 100, min: 0, max: 1_000 }),
    /** Empty: all goods. */
    category: link(productCategory, { reverse: 'seasonPlans', onRemove: 'clear' }),
    drawnUpAt: instant({ readOnly: true }),
    remark: longText({ max: 2_000 }),
  },
  views: {
    list: { columns: ['name', 'firstMonth', 'months', 'factor', 'category', 'drawnUpAt', 'updatedAt'], sort: '-firstMonth' },
    facts: ['firstMonth', 'months', 'factor', 'category', 'drawnUpAt'],
    form: [
      {
        section: 'basic',
        rows: [['name'], ['firstMonth', 'months'], ['factor', 'category'], ['drawnUpAt'], ['remark']],
      },
    ],
  },
})

/** One product in one warehouse in one month. What somebody says himself stays when the plan is drawn up once more. */
export const seasonLine = defineObject('seasonLine', {
  plural: 'seasonLines',
  title: 'title',
  listedFor: 'nobody',
  icon: 'list',
  search: [],
  unique: [['seasonPlan', 'product', 'warehouse', 'month']],
  fields: {
    title: text({ max: 200, readOnly: true }),
    seasonPlan: link(seasonPlan, { required: true, reverse: 'lines', onRemove: 'follow' }),
    product: link(product, { required: true, reverse: 'seasonLines', onRemove: 'follow' }),
    warehouse: link(warehouse, { required: true, reverse: 'seasonLines', onRemove: 'follow' }),
    month: day({ required: true, indexed: true }),
    soldBefore: decimal({ readOnly: true, scale: 4 }),
    wanted: decimal({ required: true, scale: 4, min: 0 }),
    isByHand: yesNo({ readOnly: true, default: false }),
    note: text({ max: 300 }),
  },
  views: {
    list: { columns: ['product', 'warehouse', 'month', 'soldBefore', 'wanted', 'isByHand', 'note'], sort: 'month' },
    facts: ['seasonPlan', 'product', 'warehouse', 'month', 'wanted'],
    form: [
      {
        section: 'basic',
        rows: [['seasonPlan'], ['product', 'warehouse'], ['month', 'wanted'], ['soldBefore', 'isByHand'], ['note']],
      },
    ],
  },
})
