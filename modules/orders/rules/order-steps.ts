import type { RowOf } from '#kernel/model'
import type { order } from '../objects/order.ts'

export type OrderStatus = RowOf<typeof order>['status']

/** Which state may follow which; everything else is refused. What was delivered and came back is counted, and the state follows the count. */
export const steps: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  draft: ['confirmed'],
  confirmed: ['partDelivered', 'delivered', 'cancelled'],
  partDelivered: ['partDelivered', 'delivered', 'partReturned', 'returned'],
  delivered: ['partDelivered', 'closed', 'partReturned', 'returned'],
  partReturned: ['partDelivered', 'delivered', 'partReturned', 'returned', 'closed'],
  returned: ['closed'],
  closed: [],
  cancelled: [],
}

/** Goods of it may still leave the house. */
export const toBeDelivered: readonly OrderStatus[] = ['confirmed', 'partDelivered', 'partReturned']
/** Goods of it are at the customer's and may come back. */
export const mayComeBack: readonly OrderStatus[] = ['partDelivered', 'delivered', 'partReturned']
/** It was confirmed and still counts: towards a contract, and, until it is closed, towards the customer's credit. */
export const isBinding = (status: unknown): boolean => status !== 'draft' && status !== 'cancelled'
export const bindingStates: readonly OrderStatus[] = ['confirmed', 'partDelivered', 'delivered', 'partReturned', 'returned', 'closed']
export const owedStates: readonly OrderStatus[] = ['confirmed', 'partDelivered', 'delivered', 'partReturned']

export type Counts = Readonly<{ ordered: number; delivered: number; returned: number; exchanged: number }>

/** How an order stands by what went out and came back; what came back to be exchanged is to be delivered again. */
export function statusBy({ ordered, delivered, returned, exchanged }: Counts): OrderStatus {
  const [out, back] = [delivered - exchanged, returned - exchanged]
  if (delivered === 0) return 'confirmed'
  if (back > 0) return back >= out ? 'returned' : 'partReturned'
  return out < ordered ? 'partDelivered' : 'delivered'
}
