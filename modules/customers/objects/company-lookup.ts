import { defineObject, integer, secret, text, webAddress, yesNo } from '#kernel/model'

/** Where companies are looked up by their name. Of several that are active the first by name is asked; with none nobody is offered to look anything up. */
export const companyLookup = defineObject('companyLookup', {
  plural: 'companyLookups',
  title: 'name',
  listedFor: 'editors',
  icon: 'building',
  fields: {
    name: text({ required: true, max: 100 }),
    isActive: yesNo({ default: true }),
    address: webAddress({ required: true }),
    key: secret({ max: 200 }),
    /** After so many seconds without an answer it is given up. */
    patience: integer({ required: true, default: 6, min: 1, max: 20, total: false }),
  },
  views: {
    list: { columns: ['name', 'address', 'patience', 'isActive', 'updatedAt'], sort: 'name' },
    form: [
      {
        section: 'basic',
        rows: [['name', 'isActive'], ['address'], ['key', 'patience']],
      },
    ],
  },
})
