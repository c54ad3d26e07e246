import { defineRules, issue } from '#kernel/model'
import { contact } from '../objects/contact.ts'

export const contactRules = defineRules(contact, {
  reads: ['id', 'reportsTo', 'birthday'],
  check: (row, _before, { today }) => [
    !!row.reportsTo && row.reportsTo === row.id && issue('reportsTo', 'customers.reports-to-self'),
    !!row.birthday && row.birthday > today && issue('birthday', 'customers.birthday-in-future'),
  ],
})
