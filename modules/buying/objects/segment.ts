import { defineObject, extendObject, integer, json, tags, text, yesNo } from '#kernel/model'
import { account } from '#objects/customers'

/** A group of customers by what holds for them; whoever is in it has its tag. */
export const segment = defineObject('segment', {
  plural: 'segments',
  title: 'name',
  listedFor: 'editors',
  icon: 'tags',
  search: ['name', 'tag'],
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    /** What stands on the customer. */
    tag: text({ required: true, max: 40, unique: true }),
    position: integer({ required: true, default: 10, min: 0, max: 10_000, total: false }),
    filter: json({ required: true, filterOf: 'account' }),
    isActive: yesNo({ default: true }),
    remark: text({ max: 300 }),
  },
  views: {
    list: { columns: ['position', 'name', 'tag', 'filter', 'isActive', 'updatedAt'], sort: 'position' },
    facts: ['tag', 'position', 'isActive'],
    form: [{ section: 'basic', rows: [['name', 'tag'], ['position', 'isActive'], ['filter'], ['remark']] }],
  },
})

/** Tags that rules give; nobody types them. */
export const segmented = extendObject(account, {
  fields: { segments: tags({ readOnly: true }) },
  sections: [{ section: 'segments', rows: [['segments']] }],
})
