import { defineObject } from './define-object.ts'
import { choices, integer, json, link, text, yesNo } from './fields.ts'
import { builtInRoles } from './people.ts'

/**
 * A way of looking at the records of an object that somebody kept: which columns, sorted and filtered how. It belongs to its maker; shared as every
 * other record is, with persons, departments or roles.
 */
export const savedView = defineObject('savedView', {
  plural: 'savedViews',
  title: 'name',
  owned: true,
  icon: 'list',
  exchange: { by: ['object', 'name'], where: { isShared: true } },
  search: [],
  fields: {
    name: text({ required: true, max: 60 }),
    object: text({ required: true, max: 60, indexed: true }),
    /** As in the address of a list: `view`, `tab`, `filter`, `q`, `sort`, `columns`. */
    body: json({ required: true }),
    position: integer({ default: 0 }),
    isShared: yesNo({ default: false }),
    /** Roles whose people see this first, unless they chose otherwise. */
    defaultFor: choices(builtInRoles, { from: { object: 'role', key: 'key', label: 'name', order: 'key', adds: true } }),
  },
  views: {
    list: { columns: ['name', 'object', 'isShared', 'defaultFor', 'owner', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'object'], ['position', 'isShared'], ['defaultFor'], ['body']] }],
  },
})

/** What a person made of a kept view for himself: shown among the first, or what he sees first; without a view, all records as they come. */
export const viewChoice = defineObject('viewChoice', {
  plural: 'viewChoices',
  title: 'object',
  owned: true,
  icon: 'list',
  search: [],
  fields: {
    object: text({ required: true, max: 60, indexed: true }),
    view: link('savedView', { reverse: 'choices', onRemove: 'follow' }),
    isPinned: yesNo({ default: false }),
    isDefault: yesNo({ default: false }),
  },
  atMostOne: [{ by: ['owner', 'object'], where: 'isDefault' }],
  views: {
    list: { columns: ['object', 'view', 'isPinned', 'isDefault', 'owner'], sort: 'object' },
    form: [
      {
        section: 'basic',
        rows: [
          ['object', 'view'],
          ['isPinned', 'isDefault'],
        ],
      },
    ],
  },
})
