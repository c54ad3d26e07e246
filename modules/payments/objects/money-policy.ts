import { choice, extendObject, formula, integer, money, rollUp, yesNo } from '#kernel/model'
import { legalEntity } from '#objects/company'

const out = { status: { in: ['issued', 'delivered'] } }

/** Says what comes of a figure, so that a formula may count on from it. */
const asMoney = { as: 'money' } as const

/** How one of our companies counts its money, and how long it waits for it. */
export const moneyPolicy = extendObject(legalEntity, {
  fields: {
    /** So many days after its day an instalment is not late yet. */
    graceDays: integer({ min: 0, max: 365, default: 0, total: false }),
    /** An instalment that so little is wanting of is paid. */
    tolerance: money({ min: 0 }),
    /** A write-off of a contract is no more; empty: no limit. */
    writeOffLimit: money({ min: 0, default: 100 }),
    /** When bills and cheques count: as cash on the day they are handed over, or when they are paid. Bills entered later keep to it. */
    billsCount: choice(['maturity', 'receipt'], { default: 'maturity', required: true }),
    /** Contracts that are delivered and paid are finished by night. */
    finishesByRule: yesNo({ default: false }),
    /** Days sales outstanding: what its invoices still have to bring, of what was billed in 90 days. */
    invoicesOpen: rollUp({ of: 'invoices', measure: 'sum', field: 'receivable', filter: out, ...asMoney }),
    billed90: rollUp({
      of: 'invoices',
      measure: 'sum',
      field: 'amount',
      filter: { ...out, issuedOn: { within: 'last90Days' } },
      ...asMoney,
    }),
    dso: formula({
      expression: 'has(billed90) && billed90 > 0 ? invoicesOpen * 90 / billed90 : null',
      as: 'decimal',
      scale: 0,
      total: false,
    }),
  },
  sections: [
    {
      section: 'receiving',
      rows: [
        ['graceDays', 'tolerance'],
        ['writeOffLimit', 'billsCount'],
        ['finishesByRule', 'dso'],
        ['invoicesOpen', 'billed90'],
      ],
    },
  ],
})
