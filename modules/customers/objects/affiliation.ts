import { day, defineObject, link, text } from '#kernel/model'
import { account } from './account.ts'

/** A further customer for which a contact works, beside his first: whoever reads that customer reads the contact too. */
export const affiliation = defineObject('affiliation', {
  plural: 'affiliations',
  title: 'title',
  partOf: 'contact',
  icon: 'briefcase',
  fields: {
    contact: link('contact', { required: true, onRemove: 'follow' }),
    account: link(account, { required: true, reverse: 'affiliations', onRemove: 'follow' }),
    title: text({ max: 100 }),
    department: text({ max: 100 }),
    fromOn: day(),
    toOn: day(),
  },
  views: {
    list: { columns: ['contact', 'account', 'title', 'department', 'fromOn', 'toOn'], sort: 'fromOn' },
    form: [{ section: 'basic', rows: [['account', 'title'], ['department'], ['fromOn', 'toOn']] }],
  },
})
