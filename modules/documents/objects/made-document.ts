import { choice, day, defineObject, file, integer, link, text, yesNo } from '#kernel/model'
import { contract } from '#objects/contracts'
import { account } from '#objects/customers'
import { invoice } from '#objects/payments'
import { quote } from '#objects/quotes'
import { opportunity } from '#objects/sales'
import { documentTemplate } from './document-template.ts'
import { documentKinds, languages } from './kinds.ts'

/** A paper that was made, as it was made: nobody writes it, and the next one is another version beside it. */
export const madeDocument = defineObject('madeDocument', {
  plural: 'madeDocuments',
  title: 'name',
  owned: true,
  follows: ['quote', 'contract', 'opportunity', 'account', 'invoice'],
  icon: 'file-check-2',
  search: ['name'],
  fields: {
    name: text({ max: 255, readOnly: true }),
    kind: choice(documentKinds, { readOnly: true, indexed: true }),
    quote: link(quote, { reverse: 'documents', onRemove: 'follow', readOnly: true }),
    contract: link(contract, { reverse: 'documents', onRemove: 'follow', readOnly: true }),
    opportunity: link(opportunity, { reverse: 'documents', onRemove: 'follow', readOnly: true }),
    account: link(account, { reverse: 'documents', onRemove: 'follow', readOnly: true }),
    invoice: link(invoice, { reverse: 'documents', onRemove: 'follow', readOnly: true }),
    language: choice(languages, { readOnly: true }),
    /** Among those of the same kind for the same record. */
    issue: integer({ readOnly: true, min: 1, total: false }),
    /** It bore no mark of a draft. */
    isValid: yesNo({ readOnly: true, default: false }),
    file: file({ readOnly: true }),
    template: link(documentTemplate, { reverse: 'documents', onRemove: 'clear', readOnly: true }),
    edition: integer({ readOnly: true, min: 1, total: false }),
    madeOn: day({ readOnly: true, indexed: true }),
    /** Of a letter about money that is late: which one it was. */
    step: integer({ readOnly: true, min: 1, total: false, indexed: true }),
  },
  views: {
    list: {
      columns: ['name', 'kind', 'issue', 'language', 'isValid', 'file', 'template', 'owner', 'madeOn', 'updatedAt'],
      sort: '-createdAt',
    },
    facts: ['kind', 'issue', 'language', 'madeOn', 'owner'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'kind'],
          ['file', 'issue'],
          ['quote', 'contract'],
          ['opportunity', 'account'],
          ['invoice'],
          ['language', 'isValid'],
          ['template', 'edition'],
          ['madeOn', 'step'],
        ],
      },
    ],
  },
})
