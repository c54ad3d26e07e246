import { defineObject, image, integer, lines, longText, percent, phone, text, yesNo } from '#kernel/model'
import { bankAccount } from './bank-account.ts'

/** One of the companies we sell as: what stands at the head of a document, and where its money goes. */
export const legalEntity = defineObject('legalEntity', {
  plural: 'legalEntities',
  title: 'name',
  listedFor: 'editors',
  icon: 'landmark',
  search: ['name', 'shortName', 'taxNumber'],
  fields: {
    name: text({ required: true, max: 200, unique: true, copyable: true }),
    shortName: text({ max: 50 }),
    /** Stands at the beginning of numbers of its documents. */
    numberPrefix: text({ max: 10 }),
    taxNumber: text({ max: 50, copyable: true }),
    registeredAddress: text({ max: 300, copyable: true }),
    phone: phone(),
    legalRepresentative: text({ max: 100 }),
    signatory: text({ max: 100 }),
    logo: image(),
    seal: image(),
    defaultTax: percent({ min: 0, max: 100 }),
    fiscalMonth: integer({ min: 1, max: 12, default: 1 }),
    isDefault: yesNo({ default: false }),
    bankAccounts: lines(bankAccount, { by: 'legalEntity' }),
    remark: longText(),
  },
  views: {
    list: { columns: ['name', 'shortName', 'taxNumber', 'defaultTax', 'fiscalMonth', 'isDefault', 'updatedAt'], sort: 'name' },
    facts: ['taxNumber', 'registeredAddress', 'phone', 'isDefault'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'shortName'],
          ['numberPrefix', 'isDefault'],
          ['legalRepresentative', 'signatory'],
          ['registeredAddress', 'phone'],
        ],
      },
      { section: 'money', rows: [['taxNumber', 'defaultTax'], ['fiscalMonth'], ['bankAccounts']] },
      { section: 'documents', rows: [['logo', 'seal'], ['remark']] },
    ],
  },
})
