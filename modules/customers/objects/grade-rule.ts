import { choice, defineObject, integer, json, text, yesNo } from '#kernel/model'
import { grades } from './lists.ts'

/** Which customers get which grade: of the active rules, the first by position whose filter holds. */
export const gradeRule = defineObject('gradeRule', {
  plural: 'gradeRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'gauge',
  search: ['name'],
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    position: integer({ required: true, default: 10, min: 0, max: 10_000 }),
    grade: choice(grades, { required: true }),
    filter: json({ required: true, filterOf: 'account' }),
    isActive: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['position', 'name', 'grade', 'filter', 'isActive', 'updatedAt'], sort: 'position' },
    facts: ['grade', 'position', 'isActive'],
    form: [{ section: 'basic', rows: [['name', 'grade'], ['position', 'isActive'], ['filter']] }],
  },
})
