import { choice, defineObject, integer, tags, text, yesNo } from '#kernel/model'

/**
 * A web site, an app or another channel of ours whose visits are noted. The script of a site is open to everybody while it is in use; what it sends is taken from pages
 * of its addresses alone. Of other channels their own servers tell, with a key.
 */
export const webSite = defineObject('webSite', {
  plural: 'webSites',
  title: 'name',
  owned: true,
  listedFor: 'editors',
  icon: 'globe',
  search: ['name'],
  fields: {
    name: text({ required: true, max: 100 }),
    kind: choice(['site', 'app', 'miniProgram', 'chat', 'other'], { default: 'site', required: true, indexed: true }),
    isActive: yesNo({ default: true }),
    /** Where its pages lie, as an address bar has it: `https://www.example.com`. */
    sites: tags(),
    /** `asked`: nothing is kept or sent before the page says that the visitor agrees; `given`: the house has his consent by another way. */
    consent: choice(
      [
        { key: 'asked', color: 'green' },
        { key: 'given', color: 'amber' },
      ],
      { default: 'asked', required: true },
    ),
    /** Parts of addresses: whoever looks after a person who opens one of these pages is told; without any, at the first page of each visit. */
    tellPages: tags(),
    isTold: yesNo({ default: true }),
    gapMinutes: integer({ required: true, default: 30, min: 5, max: 240 }),
    keepDays: integer({ required: true, default: 180, min: 1, max: 1_100 }),
    mostPerHour: integer({ required: true, default: 30, min: 1, max: 10_000 }),
  },
  views: {
    list: { columns: ['name', 'kind', 'isActive', 'sites', 'consent', 'keepDays', 'owner', 'updatedAt'], sort: 'name' },
    facts: ['kind', 'isActive', 'consent', 'owner'],
    form: [
      { section: 'basic', rows: [['name', 'kind'], ['sites'], ['consent', 'isActive'], ['owner']] },
      { section: 'tells', rows: [['isTold', 'tellPages']] },
      { section: 'keeps', rows: [['gapMinutes', 'keepDays'], ['mostPerHour']] },
    ],
  },
})
