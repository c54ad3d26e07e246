import { placed } from '../objects/buying.ts'

type Filter = Readonly<Record<string, unknown>>
/** What one figure of a customer counts, and the list that shows the same. */
export type Part = Readonly<{ key: string; side: 'before' | 'after'; object: string; plural: string; filter: Filter; sum?: string }>
/** Where the newest steps are taken from: the moment or day by which they stand in order. */
export type Step = Readonly<{ object: string; plural: string; filter: Filter; at: string; shows: readonly string[] }>

const running = { status: { in: ['running', 'finished'] }, kind: { ne: 'purchase' } }

/** What happened with a customer before the sale and after it. */
export const partsOf = (account: string): readonly Part[] => [
  { key: 'leads', side: 'before', object: 'lead', plural: 'leads', filter: { account } },
  { key: 'openDeals', side: 'before', object: 'opportunity', plural: 'opportunities', filter: { account, outcome: 'open' }, sum: 'amount' },
  { key: 'quotes', side: 'before', object: 'quote', plural: 'quotes', filter: { account } },
  { key: 'wonDeals', side: 'before', object: 'opportunity', plural: 'opportunities', filter: { account, outcome: 'won' }, sum: 'amount' },
  { key: 'contracts', side: 'after', object: 'contract', plural: 'contracts', filter: { account, ...running }, sum: 'amount' },
  { key: 'orders', side: 'after', object: 'order', plural: 'orders', filter: { account, ...placed }, sum: 'amount' },
  { key: 'deliveries', side: 'after', object: 'delivery', plural: 'deliveries', filter: { 'order.account': account } },
  { key: 'returns', side: 'after', object: 'orderReturn', plural: 'order-returns', filter: { 'order.account': account }, sum: 'value' },
  { key: 'complaints', side: 'after', object: 'feedback', plural: 'feedbacks', filter: { account, kind: 'complaint' } },
  { key: 'openFeedback', side: 'after', object: 'feedback', plural: 'feedbacks', filter: { account, state: 'open' } },
]

export const stepsOf = (account: string) =>
  ({
    opportunity: { object: 'opportunity', plural: 'opportunities', filter: { account }, at: 'updatedAt', shows: ['name'] },
    quote: { object: 'quote', plural: 'quotes', filter: { account }, at: 'createdAt', shows: ['title'] },
    contract: { object: 'contract', plural: 'contracts', filter: { account, signedOn: { empty: false } }, at: 'signedOn', shows: ['name'] },
    order: { object: 'order', plural: 'orders', filter: { account, ...placed }, at: 'orderedOn', shows: ['number'] },
    delivery: { object: 'delivery', plural: 'deliveries', filter: { 'order.account': account }, at: 'deliveredOn', shows: ['number'] },
    orderReturn: {
      object: 'orderReturn',
      plural: 'order-returns',
      filter: { 'order.account': account },
      at: 'returnedOn',
      shows: ['number'],
    },
    feedback: { object: 'feedback', plural: 'feedbacks', filter: { account }, at: 'heardOn', shows: ['subject'] },
  }) satisfies Readonly<Record<string, Step>>

/** The newest of all, a day standing before the moments of its day. */
export const newest = <S extends Readonly<{ at: string }>>(all: readonly S[], most: number): readonly S[] =>
  all.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, most)
