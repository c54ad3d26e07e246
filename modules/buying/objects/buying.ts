import { eitherOf, extendObject, formula, rollUp } from '#kernel/model'
import { worthByFormula } from '#objects/catalog'
import { account, lead } from '#objects/customers'
import { orderLine } from '#objects/orders'
import { opportunity } from '#objects/sales'

/** Orders that were placed and not called off. */
export const placed = { status: { nin: ['draft', 'cancelled'] } }
/** Contracts that were signed and that no order calls off: whoever orders under a contract has bought once, not twice. */
export const signedAlone = {
  status: { in: ['running', 'finished', 'terminated'] },
  kind: { in: ['sales', 'service'] },
  form: { ne: 'frame' },
  orders: { none: {} },
}

/** Says what comes of it, so that a formula may count on from it. */
const [asDay, asMoney] = [{ as: 'day' }, { as: 'money' }] as const

/** Nobody is said to be late before so many days, however often he bought. */
const leastDays = 14

/**
 * What a customer bought, as far as the reader sees it: a purchase is an order that was placed, or a signed contract without orders. The rhythm is the days from the first to the last, by the
 * purchases after the first; broken is who has been silent for more than twice as long, late for more than once.
 */
export const accountBuying = extendObject(account, {
  fields: {
    orderCount: rollUp({ of: 'orders', measure: 'count', filter: placed }),
    orderSum: rollUp({ of: 'orders', measure: 'sum', field: 'amount', filter: placed }),
    firstOrderOn: rollUp({ ...asDay, of: 'orders', measure: 'min', field: 'orderedOn', filter: placed }),
    lastOrderOn: rollUp({ ...asDay, of: 'orders', measure: 'max', field: 'orderedOn', filter: placed }),
    contractCount: rollUp({ of: 'contracts', measure: 'count', filter: signedAlone }),
    contractSum: rollUp({ of: 'contracts', measure: 'sum', field: 'amount', filter: signedAlone }),
    firstSignedOn: rollUp({ ...asDay, of: 'contracts', measure: 'min', field: 'signedOn', filter: signedAlone }),
    lastSignedOn: rollUp({ ...asDay, of: 'contracts', measure: 'max', field: 'signedOn', filter: signedAlone }),
    purchases: formula({
      whenAsked: true,
      expression: '(has(orderCount) ? orderCount : 0) + (has(contractCount) ? contractCount : 0)',
      as: 'integer',
    }),
    purchased: formula({ whenAsked: true, expression: eitherOf('orderSum', 'contractSum'), as: 'money' }),
    firstBoughtOn: formula({
      whenAsked: true,
      expression: eitherOf('firstOrderOn', 'firstSignedOn', 'firstOrderOn < firstSignedOn ? firstOrderOn : firstSignedOn'),
      as: 'day',
    }),
    lastBoughtOn: formula({
      whenAsked: true,
      expression: eitherOf('lastOrderOn', 'lastSignedOn', 'lastOrderOn > lastSignedOn ? lastOrderOn : lastSignedOn'),
      as: 'day',
    }),
    silentDays: formula({ whenAsked: true, expression: 'has(lastBoughtOn) ? today() - lastBoughtOn : null', as: 'integer' }),
    rhythmDays: formula({
      whenAsked: true,
      expression: 'purchases > 1 ? round((lastBoughtOn - firstBoughtOn) / (purchases - 1)) : null',
      as: 'integer',
    }),
    rhythm: formula({
      whenAsked: true,
      expression: `purchases == 0 ? "never" : purchases == 1 ? "once" : silentDays > max(${leastDays}, 2 * rhythmDays) ? "broken" : silentDays > max(${leastDays}, rhythmDays) ? "late" : "steady"`,
      as: 'choice',
      choices: [
        { key: 'never', color: 'grey' },
        { key: 'once', color: 'accent' },
        { key: 'steady', color: 'green' },
        { key: 'late', color: 'amber' },
        { key: 'broken', color: 'red' },
      ],
    }),
    /** Where the customer stands between the first look and coming back. */
    lifeCycle: formula({
      whenAsked: true,
      expression:
        'purchases == 0 ? (has(openOpportunities) && openOpportunities > 0 ? "win" : "attract") : rhythm == "broken" || stage == "expired" ? "winBack" : rhythm == "late" ? "retain" : "develop"',
      as: 'choice',
      choices: [
        { key: 'attract', color: 'grey' },
        { key: 'win', color: 'accent' },
        { key: 'develop', color: 'green' },
        { key: 'retain', color: 'amber' },
        { key: 'winBack', color: 'red' },
      ],
    }),
  },
  /** The clock of the pool stands in the head, beside what is owed. */
  facts: ['daysLeft'],
  sections: [
    {
      section: 'buying',
      rows: [
        ['purchases', 'purchased'],
        ['firstBoughtOn', 'lastBoughtOn'],
        ['rhythmDays', 'silentDays'],
        ['rhythm', 'lifeCycle'],
      ],
    },
  ],
})

const counted = { status: { in: ['running', 'finished', 'terminated'] }, kind: { ne: 'purchase' } }

/** What came in for a deal, by its contracts and by its orders without one. */
export const dealMoney = extendObject(opportunity, {
  fields: {
    receivedByContract: rollUp({ of: 'contracts', measure: 'sum', field: 'received', filter: counted, ...asMoney }),
    receivedBeside: rollUp({ of: 'orders', measure: 'sum', field: 'received', filter: { contract: { empty: true } }, ...asMoney }),
    receivedMoney: formula({ expression: eitherOf('receivedByContract', 'receivedBeside'), as: 'money' }),
  },
  sections: [{ section: 'moneyIn', rows: [['receivedMoney']] }],
})

/** What became of a lead: deals won, their worth, what was received for them, and what winning them cost. */
export const leadMoney = extendObject(lead, {
  fields: {
    wonDeals: rollUp({ of: 'opportunities', measure: 'count', filter: { outcome: 'won' } }),
    wonMoney: rollUp({ of: 'opportunities', measure: 'sum', field: 'amount', filter: { outcome: 'won' } }),
    receivedMoney: rollUp({ of: 'opportunities', measure: 'sum', field: 'receivedMoney' }),
    dealCost: rollUp({ of: 'opportunities', measure: 'sum', field: 'expenseCost' }),
  },
  sections: [
    {
      section: 'moneyIn',
      rows: [
        ['wonDeals', 'wonMoney'],
        ['receivedMoney', 'dealCost'],
      ],
    },
  ],
})

/** What of a position was delivered and stayed, at its price. */
export const lineSent = extendObject(orderLine, {
  fields: {
    sentValue: formula({
      expression: worthByFormula('(has(delivered) ? delivered : 0) - (has(returned) ? returned : 0)'),
      as: 'money',
      scale: 2,
    }),
  },
})
