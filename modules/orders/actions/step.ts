import { type Change, fail, type RowOf, system, type Work } from '#kernel'
import { order } from '../objects/index.ts'
import { type OrderStatus, steps } from '../rules/order-steps.ts'

export type Order = RowOf<typeof order>

/**
 * The order, held to the end of the work, if it may go on to that state.
 *
 * @throws `orders.no-such-step` with where it stands and where it cannot go.
 */
export async function stepFrom(work: Work, id: string, to: OrderStatus): Promise<Order> {
  const row = await work.one(order, id, { lock: true })
  if (!steps[row.status].includes(to)) fail('orders.no-such-step', { object: 'order', number: row.number, from: row.status, to })
  return row
}

/** Takes the step in the name of whoever may change the order, as the state itself is nobody's to write. */
export async function stepTo(work: Work, id: string, to: OrderStatus, more: Change<typeof order> = {}): Promise<void> {
  await work.change(order, id, {})
  await work.as(system('an order goes on')).change(order, id, { ...more, status: to })
}
