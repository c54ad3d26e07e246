import { defineRules, issue } from '#kernel/model'
import { productCategory } from '../objects/product-category.ts'

export const productCategoryRules = defineRules(productCategory, {
  reads: ['id', 'parent'],
  check: (row) => [!!row.parent && row.parent === row.id && issue('parent', 'catalog.own-parent')],
})
