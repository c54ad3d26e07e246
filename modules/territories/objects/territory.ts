import { defineObject, integer, json, link, longText, text, yesNo } from '#kernel/model'
import { territoryModel } from './territory-model.ts'

/**
 * A part of the customers that some people look after. Whoever reads it reads its customers, so its members are those with whom it is shared; that is kept by
 * what stands in `territoryMember`.
 */
export const territory = defineObject('territory', {
  plural: 'territories',
  title: 'name',
  owned: true,
  isFew: true,
  tree: 'parent',
  icon: 'map-pin',
  search: ['name'],
  unique: [['model', 'name']],
  fields: {
    name: text({ required: true, max: 100 }),
    model: link(territoryModel, { required: true, reverse: 'territories', onRemove: 'follow' }),
    parent: link('territory', { reverse: 'parts', onRemove: 'clear' }),
    /** Of the territories whose rule means a customer the one with the lowest number gets it. */
    priority: integer({ required: true, default: 100, min: 0, max: 100_000, total: false }),
    /** Which customers; without a rule only those that are placed by hand. */
    filter: json({ filterOf: 'account' }),
    isActive: yesNo({ default: true }),
    copiedFrom: link('territory', { readOnly: true, onRemove: 'clear' }),
    remark: longText(),
  },
  views: {
    list: { columns: ['name', 'model', 'parent', 'priority', 'filter', 'isActive', 'updatedAt'], sort: 'priority' },
    facts: ['model', 'parent', 'priority'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'model'], ['parent', 'priority'], ['isActive', 'owner'], ['filter'], ['remark'], ['copiedFrom']],
      },
    ],
  },
})
