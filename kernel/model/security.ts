import { defineObject } from './define-object.ts'
import { integer, text } from './fields.ts'

/** What holds for the security of the whole workspace; there is one record of it, made when something is first set. */
export const securitySetting = defineObject('securitySetting', {
  plural: 'securitySettings',
  title: 'name',
  icon: 'shield',
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    /** Whole months for which entries of the audit are kept. */
    auditMonths: integer({ min: 6, max: 1200 }),
  },
  views: {
    list: { columns: ['name', 'auditMonths', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'auditMonths']] }],
  },
})
