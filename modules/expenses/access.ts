import { grant } from '#kernel'
import { expense, expenseKind } from './objects/index.ts'

const toDecide = { 'expenses.approve': false, 'expenses.reject': false }
const toPay = { 'expenses.pay': false, 'expenses.counter': false }
const everything = { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true } as const
const bySteps = { status: 'read' } as const

/** Expenses are whose they are; superiors decide, finance pays. Kinds and their limits are finance's. */
export const grants = [
  grant('rep', expense, {
    read: 'own',
    create: true,
    update: 'own',
    remove: 'own',
    export: true,
    import: true,
    fields: bySteps,
    actions: { ...toDecide, ...toPay },
  }),
  grant('manager', expense, {
    read: 'below',
    create: true,
    update: 'own',
    remove: 'own',
    export: true,
    import: true,
    fields: bySteps,
    actions: toPay,
  }),
  grant('finance', expense, everything),
  grant('readonly', expense, { read: 'all', export: true, actions: { ...toDecide, ...toPay } }),
  grant('finance', expenseKind, everything),
  ...['rep', 'manager', 'readonly'].map((role) => grant(role, expenseKind, { read: 'all' })),
]
