import { defineObject } from './define-object.ts'
import { integer, text, yesNo } from './fields.ts'

/** What holds for duplicates in the whole workspace; there is one record of it, made when something is first set. */
export const duplicateSetting = defineObject('duplicateSetting', {
  plural: 'duplicateSettings',
  title: 'name',
  icon: 'copy',
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    /** Of a record out of reach that looks the same it is told whose it is, and the audit notes that. */
    discloseOwner: yesNo({ default: false }),
  },
  views: {
    list: { columns: ['name', 'discloseOwner', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'discloseOwner']] }],
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
