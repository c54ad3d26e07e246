import type { ReportDef } from '#kernel'
import { purchaseReports } from './purchase-reports.ts'

/** A bill from the day on which it is paid. */
const counts = {
  status: { in: ['confirmed', 'reversed'] },
  kind: { nin: ['deposit', 'writeOff'] },
  or: [{ maturesOn: { empty: true } }, { countsOn: { lte: 'today' } }],
}
/** At the rate of the day on which it counts. */
const inSum = { sum: 'amount', on: 'countsOn' }
const came = { n: 'count', amount: inSum }
const billedSum = { n: 'count', amount: { sum: 'amount', on: 'issuedOn' } }

/** Received = confirmed receipts less what went back, by the day on which it counts; deposits, which go back, never. */
const received: ReportDef = {
  name: 'payments.received',
  object: 'receipt',
  filters: ['countsOn', 'kind', 'method', 'legalEntity', 'account'],
  tiles: [
    {
      key: 'total',
      draw: 'figure',
      ask: {
        measures: { ...came, back: { ...inSum, filter: { amount: { lt: 0 } } }, unallocated: { sum: 'rest', on: 'countsOn' } },
        filter: counts,
      },
      show: ['amount', 'back', 'unallocated', 'n'],
    },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'countsOn', unit: 'month', as: 'month' }], measures: came, filter: counts, sort: ['month'] },
      show: ['amount', 'n'],
    },
    {
      key: 'quarters',
      draw: 'line',
      ask: { by: [{ field: 'countsOn', unit: 'quarter', as: 'quarter' }], measures: came, filter: counts, sort: ['quarter'] },
      show: ['amount', 'n'],
    },
    {
      key: 'customers',
      draw: 'bar',
      ask: { by: ['account'], measures: came, filter: counts, sort: ['-amount'], limit: 20 },
      show: ['amount', 'n'],
    },
  ],
}

const live = { isLive: true, isWaived: false, 'contract.kind': { ne: 'purchase' } }
/** Late is money of contracts that run or are finished. */
const runs = { 'contract.status': { in: ['running', 'finished'] } }
/** What is owed is worth what its money was on the day of signing. */
const atSigning = { on: 'contract.signedOn' }
const left = { n: 'count', left: { sum: 'left', ...atSigning } }
const late = { sum: 'overdue', ...atSigning }

/** What is still to come by the day on which it is due, and how late the rest is, by the original day. */
const ageing: ReportDef = {
  name: 'payments.ageing',
  object: 'planLine',
  filters: ['dueOn', 'contract.owner', 'contract.ownerDepartment', 'contract.account'],
  tiles: [
    {
      key: 'late',
      draw: 'figure',
      ask: {
        measures: {
          overdue: late,
          to30: { ...late, filter: { ageDays: { between: [1, 30] } } },
          to60: { ...late, filter: { ageDays: { between: [31, 60] } } },
          to90: { ...late, filter: { ageDays: { between: [61, 90] } } },
          to180: { ...late, filter: { ageDays: { between: [91, 180] } } },
          over180: { ...late, filter: { ageDays: { gt: 180 } } },
          moved: { ...late, filter: { movedDays: { gt: 0 } } },
        },
        filter: { ...live, ...runs },
      },
      show: ['overdue', 'to30', 'to60', 'to90', 'to180', 'over180', 'moved'],
    },
    {
      key: 'customers',
      draw: 'bar',
      ask: {
        by: ['contract.account'],
        measures: { overdue: late, moved: { ...late, filter: { movedDays: { gt: 0 } } }, age: { max: 'ageDays' } },
        filter: { ...live, ...runs, overdueDays: { gt: 0 } },
        sort: ['-overdue'],
        limit: 20,
      },
      show: ['overdue', 'moved', 'age'],
    },
    {
      key: 'months',
      draw: 'bar',
      ask: {
        by: [{ field: 'dueOn', unit: 'month', as: 'month' }],
        measures: left,
        filter: { ...live, status: { in: ['open', 'part'] } },
        sort: ['month'],
      },
      show: ['left', 'n'],
    },
  ],
}

const lateBill = { sum: 'overdueBeside', on: 'issuedOn' }
const between = (from: number, to: number) => ({ ...lateBill, filter: { overdueDays: { between: [from, to] } } })

/** How late what was billed without a contract is, by the day until which its invoices are to be paid. */
const ageingBills: ReportDef = {
  name: 'payments.ageing-invoices',
  object: 'invoice',
  filters: ['dueOn', 'owner', 'ownerDepartment', 'account'],
  tiles: [
    {
      key: 'late',
      draw: 'figure',
      ask: {
        measures: {
          open: { sum: 'openBeside', on: 'issuedOn' },
          overdue: lateBill,
          to30: between(1, 30),
          to60: between(31, 60),
          to90: between(61, 90),
          to180: between(91, 180),
          over180: { ...lateBill, filter: { overdueDays: { gt: 180 } } },
        },
        filter: { openBeside: { gt: 0 } },
      },
      show: ['open', 'overdue', 'to30', 'to60', 'to90', 'to180', 'over180'],
    },
    {
      key: 'months',
      draw: 'bar',
      ask: {
        by: [{ field: 'dueOn', unit: 'month', as: 'month' }],
        measures: { open: { sum: 'openBeside', on: 'issuedOn' }, n: 'count' },
        filter: { openBeside: { gt: 0 } },
        sort: ['month'],
      },
      show: ['open', 'n'],
    },
    {
      key: 'customers',
      draw: 'bar',
      ask: {
        by: ['account'],
        measures: { overdue: lateBill, age: { max: 'overdueDays' } },
        filter: { overdueDays: { gt: 0 } },
        sort: ['-overdue'],
        limit: 20,
      },
      show: ['overdue', 'age'],
    },
  ],
}

const toCome = { ...live, status: { in: ['open', 'part'] } }

/** What will come when: as planned, and as each customer usually pays; what of each month has come, and how late each pays. What is billed without a contract stands in the ageing of invoices. */
const cash: ReportDef = {
  name: 'payments.cash',
  object: 'planLine',
  filters: ['contract.owner', 'contract.ownerDepartment', 'contract.account', 'contract.legalEntity'],
  tiles: [
    {
      key: 'planned',
      draw: 'bar',
      ask: { by: [{ field: 'dueOn', unit: 'month', as: 'month' }], measures: left, filter: toCome, sort: ['month'] },
      show: ['left', 'n'],
    },
    {
      key: 'expected',
      draw: 'bar',
      ask: {
        by: [{ field: 'expectedOn', unit: 'month', as: 'month' }],
        measures: left,
        filter: { ...toCome, expectedOn: { empty: false } },
        sort: ['month'],
      },
      show: ['left', 'n'],
    },
    {
      key: 'received',
      draw: 'bar',
      ask: {
        by: [{ field: 'dueOn', unit: 'month', as: 'month' }],
        measures: {
          planned: { sum: 'amount', ...atSigning },
          received: { sum: 'received', ...atSigning },
          left: { sum: 'left', ...atSigning },
        },
        filter: { ...live, dueOn: { empty: false } },
        sort: ['month'],
      },
      show: ['planned', 'received', 'left'],
    },
    {
      key: 'unknown',
      draw: 'figure',
      ask: { measures: left, filter: { ...toCome, expectedOn: { empty: true } } },
      show: ['left', 'n'],
    },
    {
      key: 'customers',
      draw: 'table',
      ask: {
        by: ['contract.account'],
        measures: { delay: { median: 'delayDays' }, mean: { avg: 'delayDays' }, worst: { max: 'delayDays' }, n: 'count' },
        filter: { settledOn: { within: 'last730Days' }, 'contract.kind': { ne: 'purchase' } },
        sort: ['-delay'],
        limit: 50,
      },
      show: ['delay', 'mean', 'worst', 'n'],
    },
  ],
}

const out = { status: { in: ['issued', 'delivered'] } }

/** Billed = issued invoices less red ones, by the day of issue. */
const billed: ReportDef = {
  name: 'payments.billed',
  object: 'invoice',
  filters: ['issuedOn', 'owner', 'ownerDepartment', 'kind', 'legalEntity'],
  tiles: [
    {
      key: 'total',
      draw: 'figure',
      ask: { measures: { ...billedSum, paid: { sum: 'paid', on: 'issuedOn' } }, filter: out },
      show: ['amount', 'paid', 'n'],
    },
    {
      key: 'months',
      draw: 'bar',
      ask: { by: [{ field: 'issuedOn', unit: 'month', as: 'month' }], measures: billedSum, filter: out, sort: ['month'] },
      show: ['amount', 'n'],
    },
    { key: 'states', draw: 'bar', ask: { by: ['status'], measures: billedSum, sort: ['status'] }, show: ['amount', 'n'] },
    {
      key: 'open',
      draw: 'table',
      ask: {
        by: ['account'],
        measures: {
          open: { sum: 'receivable', on: 'issuedOn' },
          billed: { sum: 'amount', on: 'issuedOn' },
          paid: { sum: 'paid', on: 'issuedOn' },
          n: 'count',
        },
        filter: { ...out, receivable: { ne: 0 } },
        sort: ['-open'],
        limit: 50,
      },
      show: ['open', 'billed', 'paid', 'n'],
    },
  ],
}

/** Days sales outstanding: what invoices still have to bring ÷ what was billed in the last 90 days × 90, for each of our companies. */
const dso: ReportDef = {
  name: 'payments.dso',
  object: 'legalEntity',
  filters: ['name'],
  tiles: [
    {
      key: 'companies',
      draw: 'table',
      ask: {
        by: ['name'],
        measures: { days: { max: 'dso' }, open: { sum: 'invoicesOpen' }, billed: { sum: 'billed90' } },
        sort: ['-open'],
        limit: 50,
      },
      show: ['days', 'open', 'billed'],
    },
  ],
}

const ofOthers = { exchangeDifference: { empty: false }, 'receipt.status': { in: ['confirmed', 'reversed'] } }
const differences = { difference: { sum: 'exchangeDifference' }, n: 'count' }

/** What rates made of money in other currencies between signing and the day it came: beside what was received, in no figure of sales. */
const exchange: ReportDef = {
  name: 'payments.exchange',
  object: 'allocation',
  filters: ['receipt.countsOn', 'contract', 'contract.account', 'contract.owner'],
  tiles: [
    {
      key: 'total',
      draw: 'figure',
      ask: {
        measures: {
          difference: { sum: 'exchangeDifference' },
          then: { sum: 'amount', on: 'contract.signedOn' },
          n: 'count',
        },
        filter: ofOthers,
      },
      show: ['difference', 'then', 'n'],
    },
    {
      key: 'months',
      draw: 'bar',
      ask: { by: [{ field: 'receipt.countsOn', unit: 'month', as: 'month' }], measures: differences, filter: ofOthers, sort: ['month'] },
      show: ['difference', 'n'],
    },
    {
      key: 'contracts',
      draw: 'bar',
      ask: { by: ['contract'], measures: differences, filter: ofOthers, sort: ['-difference'], limit: 30 },
      show: ['difference', 'n'],
    },
  ],
}

const due = { ...live, dueOn: { lte: 'today' } }
const dueMeasures = {
  n: 'count',
  planned: { sum: 'amount', ...atSigning },
  came: { sum: 'received', ...atSigning },
  late: { ...late, filter: runs },
}
const planRate = { ratio: ['came', 'planned'], as: 'rate' } as const
const dueShow = [planRate, 'planned', 'came', 'late', 'n'] as const

/** Plan rate: of the instalments due so far, how much has come; waived ones and those that wait for something are out. */
const plans: ReportDef = {
  name: 'payments.plan-rate',
  object: 'planLine',
  filters: ['dueOn', 'contract.owner', 'contract.ownerDepartment', 'contract.account'],
  tiles: [
    { key: 'total', draw: 'figure', ask: { measures: dueMeasures, filter: due }, show: dueShow },
    {
      key: 'months',
      draw: 'line',
      ask: { by: [{ field: 'dueOn', unit: 'month', as: 'month' }], measures: dueMeasures, filter: due, sort: ['month'] },
      show: dueShow,
    },
    {
      key: 'owners',
      draw: 'bar',
      ask: { by: ['contract.owner'], measures: dueMeasures, filter: due, sort: ['-planned'], limit: 50 },
      show: dueShow,
    },
    {
      key: 'customers',
      draw: 'table',
      ask: { by: ['contract.account'], measures: dueMeasures, filter: due, sort: ['-planned'], limit: 50 },
      show: dueShow,
    },
  ],
}

export const reports: readonly ReportDef[] = [received, plans, exchange, ageing, ageingBills, cash, billed, dso, ...purchaseReports]
