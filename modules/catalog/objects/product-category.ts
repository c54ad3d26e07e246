import { defineObject, link, longText, text } from '#kernel/model'

/** A group of products; groups form a tree. */
export const productCategory = defineObject('productCategory', {
  plural: 'productCategories',
  title: 'name',
  tree: 'parent',
  icon: 'folder-tree',
  fields: {
    name: text({ required: true, max: 100 }),
    parent: link('productCategory', { reverse: 'subcategories', onRemove: 'forbid' }),
    taxCode: text({ max: 19, copyable: true }),
    description: longText(),
  },
  unique: [['parent', 'name']],
  views: {
    list: { columns: ['name', 'parent', 'description', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'parent'], ['taxCode'], ['description']] }],
  },
})
