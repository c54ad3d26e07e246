import { defineObject, link, longText, person, phone, text, yesNo } from '#kernel/model'
import { legalEntity } from '#objects/company'

/** Where goods lie. What lies there is the sum of its stock moves. */
export const warehouse = defineObject('warehouse', {
  plural: 'warehouses',
  title: 'name',
  icon: 'house',
  search: ['name', 'code'],
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    code: text({ max: 30, unique: true }),
    legalEntity: link(legalEntity, { reverse: 'warehouses', onRemove: 'clear' }),
    /** Hears of orders that are to be delivered from here. */
    keeper: person({ onRemove: 'clear', reverse: 'warehousesKept' }),
    isActive: yesNo({ default: true }),
    address: text({ max: 300, copyable: true }),
    phone: phone(),
    remark: longText(),
  },
  views: {
    list: { columns: ['name', 'code', 'keeper', 'address', 'isActive', 'updatedAt'], sort: 'name' },
    facts: ['code', 'keeper', 'address'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'code'], ['legalEntity', 'keeper'], ['address', 'phone'], ['isActive'], ['remark']],
      },
    ],
  },
})
