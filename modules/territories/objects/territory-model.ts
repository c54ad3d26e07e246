import { choice, defineObject, link, longText, text, yesNo } from '#kernel/model'

/** One cut of the customers into territories: a plan, the one that holds, or one of the past. Of each kind one is active at a time. */
export const territoryModel = defineObject('territoryModel', {
  plural: 'territoryModels',
  title: 'name',
  listedFor: 'editors',
  icon: 'map-pin',
  search: ['name'],
  unique: [['name']],
  fields: {
    name: text({ required: true, max: 100 }),
    kind: choice(
      [
        { key: 'sales', color: 'accent' },
        { key: 'service', color: 'green' },
      ],
      { default: 'sales', required: true },
    ),
    state: choice(
      [
        { key: 'plan', color: 'amber' },
        { key: 'active', color: 'green' },
        { key: 'past', color: 'grey' },
      ],
      { default: 'plan', required: true, readOnly: true, indexed: true },
    ),
    /** Customers that somebody placed by hand stay where they are, where their territory goes on in this model. */
    keepsHand: yesNo({ default: true }),
    /** Who has the customers once it is applied: as before, or the lead of their territory gets those without an owner, or all. */
    owners: choice(['keep', 'unowned', 'all'], { default: 'keep', required: true }),
    copiedFrom: link('territoryModel', { readOnly: true, onRemove: 'clear' }),
    remark: longText(),
  },
  views: {
    list: { columns: ['name', 'kind', 'state', 'keepsHand', 'owners', 'copiedFrom', 'updatedAt'], sort: '-updatedAt' },
    facts: ['kind', 'state'],
    path: 'state',
    form: [{ section: 'basic', rows: [['name', 'kind'], ['state', 'copiedFrom'], ['keepsHand', 'owners'], ['remark']] }],
  },
})
