import { autoNumber, choice, day, defineObject, lines, link, longText, rollUp } from '#kernel/model'
import { store } from './store.ts'
import { storeCheckLine } from './store-check-line.ts'
import { storeCheckPhoto } from './store-check-photo.ts'

const ofLines = { of: 'lines', measure: 'count' } as const

/** Somebody went to a store, or looked at it on its platform, and noted what stands on the shelf, how much and at which price. */
export const storeCheck = defineObject('storeCheck', {
  plural: 'storeChecks',
  title: 'number',
  owned: true,
  follows: 'store',
  icon: 'clipboard-list',
  search: ['number', 'remark'],
  fields: {
    number: autoNumber({ pattern: 'XD-{yyyy}-{000000}' }),
    store: link(store, { required: true, reverse: 'checks', onRemove: 'follow' }),
    checkedOn: day({ required: true, default: 'today', indexed: true }),
    rating: choice(
      [
        { key: 'good', color: 'green' },
        { key: 'fair', color: 'amber' },
        { key: 'bad', color: 'red' },
      ],
      { indexed: true },
    ),
    lines: lines(storeCheckLine, { by: 'storeCheck' }),
    photos: lines(storeCheckPhoto, { by: 'storeCheck' }),
    seen: rollUp({ ...ofLines, filter: { availability: { ne: 'notSeen' } } }),
    outOfStock: rollUp({ ...ofLines, filter: { availability: { in: ['missing', 'low'] } } }),
    priceDeviations: rollUp({ ...ofLines, filter: { priceState: { in: ['above', 'below'] } } }),
    remark: longText({ max: 4_000 }),
  },
  views: {
    list: {
      columns: ['number', 'store', 'checkedOn', 'rating', 'seen', 'outOfStock', 'priceDeviations', 'owner', 'updatedAt'],
      sort: '-checkedOn',
    },
    facts: ['store', 'checkedOn', 'outOfStock', 'priceDeviations', 'owner'],
    form: [
      { section: 'basic', rows: [['store', 'checkedOn'], ['number', 'owner'], ['rating'], ['remark']] },
      { section: 'shelf', rows: [['lines'], ['seen', 'outOfStock'], ['priceDeviations']] },
      { section: 'photos', rows: [['photos']] },
    ],
  },
})
