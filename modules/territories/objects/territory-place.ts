import { choices, defineObject, integer, link, money, person, text, yesNo } from '#kernel/model'
import { account } from '#objects/customers'
import { territory } from './territory.ts'
import { territoryRun } from './territory-run.ts'

export const exceptions = ['several', 'none', 'byHand', 'handLost', 'ownerOutside'] as const

/** Where a customer would lie by a plan and whose it would be, with what hangs on it: the rows of a preview, which go with their run. */
export const territoryPlace = defineObject('territoryPlace', {
  plural: 'territoryPlaces',
  title: 'subject',
  listedFor: 'nobody',
  icon: 'map-pin',
  search: [],
  fields: {
    /** Name of the customer then. */
    subject: text({ required: true, max: 200 }),
    run: link(territoryRun, { required: true, reverse: 'places', onRemove: 'follow' }),
    account: link(account, { required: true, onRemove: 'follow' }),
    before: link(territory, { onRemove: 'clear' }),
    after: link(territory, { onRemove: 'clear' }),
    ownerBefore: person({ onRemove: 'clear' }),
    ownerAfter: person({ onRemove: 'clear' }),
    isMoved: yesNo({ default: false }),
    exceptions: choices(exceptions),
    openDeals: integer({ default: 0 }),
    pipeline: money(),
    wonLastYear: money(),
  },
  views: {
    list: {
      columns: ['subject', 'before', 'after', 'ownerBefore', 'ownerAfter', 'openDeals', 'pipeline', 'wonLastYear', 'exceptions'],
      sort: 'subject',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['subject', 'account'],
          ['before', 'after'],
          ['ownerBefore', 'ownerAfter'],
          ['openDeals', 'isMoved'],
          ['pipeline', 'wonLastYear'],
          ['exceptions', 'run'],
        ],
      },
    ],
  },
})
