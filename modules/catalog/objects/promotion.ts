import {
  choice,
  choices,
  day,
  defineObject,
  formula,
  integer,
  lines,
  longText,
  money,
  percent,
  rollUp,
  tags,
  text,
  yesNo,
} from '#kernel/model'
import { grades } from '#objects/customers'
import { promotionItem } from './promotion-item.ts'

/** Uses that take from what there is of a promotion. */
export const liveUses = { state: { in: ['out', 'won'] } } as const

/** For a time, products cost some customers less than their lists say. What it gave and won is counted at every reading. */
export const promotion = defineObject('promotion', {
  plural: 'promotions',
  title: 'name',
  icon: 'megaphone',
  open: { stoppedOn: { empty: true } },
  search: ['name'],
  fields: {
    name: text({ required: true, max: 100 }),
    startsOn: day({ required: true, default: 'today', indexed: true }),
    endsOn: day({ required: true, indexed: true }),
    kind: choice(['percent', 'amount', 'price', 'buyGet', 'bundle'], { required: true, default: 'percent' }),
    rate: percent({ min: 0, max: 100 }),
    off: money({ min: 0 }),
    price: money({ min: 0, total: false }),
    buy: integer({ min: 1, max: 10_000, total: false }),
    free: integer({ min: 1, max: 10_000, total: false }),
    /** Everything we sell where nothing is named. */
    items: lines(promotionItem, { by: 'promotion' }),
    /** For everybody where nothing is named. */
    grades: choices(grades),
    tags: tags(),
    ownedOnly: yesNo({ default: false }),
    /** The highest goes first; one that stands alone lets no other follow. */
    priority: integer({ min: 0, max: 1_000, default: 0, total: false }),
    isExclusive: yesNo({ default: true }),
    mostUses: integer({ min: 1, total: false }),
    budget: money({ min: 0 }),
    state: formula({
      expression: 'has(stoppedOn) ? "stopped" : startsOn > today() ? "planned" : endsOn < today() ? "ended" : "running"',
      as: 'choice',
      choices: [
        { key: 'planned', color: 'accent' },
        { key: 'running', color: 'green' },
        { key: 'ended', color: 'grey' },
        { key: 'stopped', color: 'red' },
      ],
    }),
    stoppedOn: day({ readOnly: true }),
    stopReason: text({ max: 300, readOnly: true }),
    usedCount: rollUp({ of: 'uses', measure: 'count', filter: liveUses }),
    wonCount: rollUp({ of: 'uses', measure: 'count', filter: { state: 'won' } }),
    givenSum: rollUp({ of: 'uses', measure: 'sum', field: 'given', filter: liveUses }),
    remark: longText(),
  },
  views: {
    list: {
      columns: [
        'name',
        'state',
        'kind',
        'startsOn',
        'endsOn',
        'priority',
        'isExclusive',
        'usedCount',
        'wonCount',
        'givenSum',
        'createdBy',
        'updatedAt',
      ],
      sort: '-startsOn',
    },
    facts: ['state', 'kind', 'startsOn', 'endsOn', 'usedCount', 'givenSum'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'kind'], ['startsOn', 'endsOn'], ['rate', 'off'], ['price'], ['buy', 'free'], ['items'], ['remark']],
      },
      { section: 'customers', rows: [['grades', 'tags'], ['ownedOnly']] },
      {
        section: 'limits',
        rows: [
          ['priority', 'isExclusive'],
          ['mostUses', 'budget'],
        ],
      },
      {
        section: 'course',
        rows: [
          ['state', 'usedCount'],
          ['wonCount', 'givenSum'],
          ['stoppedOn', 'stopReason'],
        ],
      },
    ],
  },
})
