import { staysPaid } from '#modules/payments'

/** Money for an order that has no contract keeps its deal closed as money for a contract does. */
export const orderPaidStays = staysPaid('order', { contract: { empty: true } })
