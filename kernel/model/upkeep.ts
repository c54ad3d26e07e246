import { defineObject } from './define-object.ts'
import { choice, integer, text, yesNo } from './fields.ts'

/** When backups of the workspace are made by themselves, and how many are kept. */
export const backupPlan = defineObject('backupPlan', {
  plural: 'backupPlans',
  title: 'name',
  icon: 'archive-restore',
  fields: {
    name: text({ required: true, max: 100 }),
    every: choice(['day', 'week'], { required: true, default: 'day' }),
    hour: integer({ required: true, min: 0, max: 23, default: 2 }),
    keep: integer({ required: true, min: 1, max: 400, default: 7 }),
    rehearse: yesNo({ default: true }),
    active: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['name', 'every', 'hour', 'keep', 'rehearse', 'active'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name'], ['every', 'hour'], ['keep', 'rehearse'], ['active']] }],
  },
})

/** For how many months the past of an object's records is kept; without a record of it: for ever. */
export const historyRetention = defineObject('historyRetention', {
  plural: 'historyRetentions',
  title: 'object',
  icon: 'history',
  fields: {
    object: text({ required: true, max: 60, unique: true }),
    months: integer({ required: true, min: 1, max: 1200 }),
  },
  views: {
    list: { columns: ['object', 'months', 'updatedBy', 'updatedAt'], sort: 'object' },
    form: [{ section: 'basic', rows: [['object', 'months']] }],
  },
})
