import { choice, extendObject, json, link, text } from '#kernel/model'
import { account } from '#objects/customers'
import { territory } from './territory.ts'

/** Where a customer belongs, of each kind of territory; who said so, and the rule as it was when it did. */
const by = () => choice(['rule', 'hand'], { readOnly: true })
const why = () => json({ filterOf: 'account', readOnly: true })

export const placed = extendObject(account, {
  fields: {
    territory: link(territory, { reverse: 'accounts', readOnly: true, onRemove: 'clear' }),
    territoryBy: by(),
    territoryWhy: why(),
    territoryNote: text({ max: 300, readOnly: true }),
    serviceTerritory: link(territory, { reverse: 'servedAccounts', readOnly: true, onRemove: 'clear' }),
    serviceTerritoryBy: by(),
    serviceTerritoryWhy: why(),
    serviceTerritoryNote: text({ max: 300, readOnly: true }),
  },
  follows: ['territory', 'serviceTerritory'],
  changesAlong: ['territory', 'serviceTerritory'],
  sections: [
    {
      section: 'territory',
      rows: [
        ['territory', 'territoryBy'],
        ['territoryWhy', 'territoryNote'],
        ['serviceTerritory', 'serviceTerritoryBy'],
        ['serviceTerritoryWhy', 'serviceTerritoryNote'],
      ],
    },
  ],
})
