import { defineObject, link, text, yesNo } from '#kernel/model'

/** An account that customers pay into; it stands on quotes, contracts and invoices of its company. */
export const bankAccount = defineObject('bankAccount', {
  plural: 'bankAccounts',
  title: 'number',
  partOf: 'legalEntity',
  icon: 'banknote',
  fields: {
    legalEntity: link('legalEntity', { required: true, onRemove: 'follow' }),
    bank: text({ required: true, max: 200 }),
    number: text({ required: true, max: 50, copyable: true }),
    holder: text({ max: 200 }),
    swift: text({ max: 20 }),
    currency: text({ max: 3 }),
    isDefault: yesNo({ default: false }),
  },
  views: {
    list: { columns: ['bank', 'number', 'holder', 'swift', 'currency', 'isDefault'], sort: 'bank' },
    form: [
      {
        section: 'basic',
        rows: [
          ['bank', 'number'],
          ['holder', 'swift'],
          ['currency', 'isDefault'],
        ],
      },
    ],
  },
})
