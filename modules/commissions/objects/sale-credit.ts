import { choice, day, decimal, defineObject, formula, link, money, percent, person, text } from '#kernel/model'
import { contract } from '#objects/contracts'
import { account } from '#objects/customers'
import { order } from '#objects/orders'
import { receipt } from '#objects/payments'
import { opportunity } from '#objects/sales'

export const events = [
  { key: 'won', color: 'accent' },
  { key: 'signed', color: 'violet' },
  { key: 'received', color: 'green' },
] as const

/** What credit is given for; what a terminated contract leaves undone is taken from it, and paid for in no plan. */
const credits = [...events, { key: 'ended', color: 'red' }] as const

/** Who was given credit for what was won, signed or received, fixed when it happened: no later transfer moves it. Nobody writes it by hand. */
export const saleCredit = defineObject('saleCredit', {
  plural: 'saleCredits',
  title: 'title',
  owned: true,
  icon: 'user-round-check',
  search: [],
  // By the person, too: who takes over from a colleague may have had a share himself.
  unique: [['source', 'owner', 'person', 'kind']],
  fields: {
    title: text({ required: true, max: 300, readOnly: true }),
    event: choice(credits, { required: true, readOnly: true, indexed: true }),
    on: day({ required: true, readOnly: true, indexed: true }),
    /** Whose result it is, and of which department he was then: the owner may hand his records over and move, this stays. */
    person: person({ readOnly: true, indexed: true, onRemove: 'clear' }),
    department: link('department', { readOnly: true, indexed: true, onRemove: 'forbid', column: 'credited_department_id' }),
    /** What it is credit for, as one word; of money that goes back also what it came as. */
    source: text({ required: true, max: 120, readOnly: true, indexed: true }),
    original: text({ max: 120, readOnly: true }),
    /** Whose it was: of the contract, the order or the deal. */
    account: link(account, { onRemove: 'clear', readOnly: true }),
    opportunity: link(opportunity, { reverse: 'saleCredits', onRemove: 'follow', readOnly: true }),
    contract: link(contract, { reverse: 'saleCredits', onRemove: 'follow', readOnly: true }),
    /** What money came for that has no contract. */
    order: link(order, { reverse: 'saleCredits', onRemove: 'follow', readOnly: true }),
    receipt: link(receipt, { reverse: 'saleCredits', onRemove: 'follow', readOnly: true }),
    share: percent({ required: true, min: 0, max: 100, readOnly: true }),
    kind: choice(
      [
        { key: 'normal', color: 'accent' },
        { key: 'overlay', color: 'violet' },
      ],
      { required: true, default: 'normal', readOnly: true, indexed: true },
    ),
    /** All of it, in the currency of the workspace at the rate of its day; empty where there is no rate. */
    amount: money({ readOnly: true }),
    net: money({ readOnly: true }),
    /** Of money received in another currency: net at the rate of the day it came; net itself is at that of signing. */
    exchanged: money({ readOnly: true }),
    /** Net less what it cost on that day; empty where a cost is missing. */
    profit: money({ readOnly: true }),
    /** How many pieces were sold; empty where nothing says so. */
    quantity: decimal({ readOnly: true, scale: 4 }),
    credited: formula({ expression: 'amount * share / 100', as: 'money' }),
    creditedNet: formula({ expression: 'net * share / 100', as: 'money' }),
    creditedProfit: formula({ expression: 'profit * share / 100', as: 'money' }),
    profitRate: formula({ expression: 'profit * 100 / net', as: 'percent', scale: 2 }),
    concern: choice(
      [
        { key: 'noRate', color: 'red' },
        { key: 'noCost', color: 'amber' },
      ],
      { readOnly: true, indexed: true },
    ),
  },
  views: {
    list: {
      columns: ['on', 'title', 'event', 'person', 'department', 'amount', 'share', 'kind', 'credited', 'updatedAt'],
      sort: '-on',
    },
    facts: ['person', 'on', 'credited'],
    mark: 'concern',
    form: [
      {
        section: 'basic',
        rows: [
          ['title'],
          ['event', 'on'],
          ['person', 'department'],
          ['owner', 'ownerDepartment'],
          ['opportunity', 'contract'],
          ['order', 'receipt'],
          ['account', 'source'],
        ],
      },
      {
        section: 'figures',
        rows: [
          ['amount', 'net'],
          ['share', 'kind'],
          ['credited', 'creditedNet'],
          ['profit', 'creditedProfit'],
          ['profitRate', 'concern'],
          ['quantity', 'exchanged'],
          ['original'],
        ],
      },
    ],
  },
})
