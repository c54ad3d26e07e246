import { choices, day, defineObject, integer, link, longText, tags, text, yesNo } from '#kernel/model'
import { grades } from '#objects/customers'

/** Prices for some customers: those who name it, else those of a grade or tag; one is for everybody else. What it lacks is looked up in its parent. */
export const priceList = defineObject('priceList', {
  plural: 'priceLists',
  title: 'name',
  tree: 'parent',
  icon: 'tag',
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    parent: link('priceList', { reverse: 'children', onRemove: 'clear' }),
    isActive: yesNo({ default: true }),
    isDefault: yesNo({ default: false }),
    /** Of several lists that mean a customer the first counts. */
    position: integer({ min: 0, default: 0, total: false }),
    grades: choices(grades),
    tags: tags(),
    validFrom: day(),
    validTo: day(),
    remark: longText(),
  },
  views: {
    list: { columns: ['name', 'parent', 'position', 'grades', 'tags', 'validFrom', 'validTo', 'isDefault', 'isActive'], sort: 'position' },
    facts: ['parent', 'validFrom', 'validTo', 'isDefault', 'isActive'],
    form: [
      { section: 'basic', rows: [['name', 'parent'], ['isDefault', 'isActive'], ['validFrom', 'validTo'], ['remark']] },
      { section: 'customers', rows: [['grades', 'tags'], ['position']] },
    ],
  },
})
