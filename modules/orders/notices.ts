import { defineNotice } from '#kernel'
import { delivery, orderReturn } from './objects/index.ts'

/** Goods of my order left the house. */
export const sent = defineNotice('orders.sent', { on: delivery, shows: ['order', 'deliveredOn', 'carrier', 'trackingNumber'] })
/** Goods of my order came back. */
export const cameBack = defineNotice('orders.came-back', { on: orderReturn, shows: ['order', 'reason', 'settlement'] })

export const notices = [sent, cameBack]
