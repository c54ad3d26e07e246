import { defineNotice } from '#kernel'
import { account } from './objects/index.ts'

/** Somebody gave me a customer. */
export const transferred = defineNotice('customers.transferred', { on: account, asks: true })

export const notices = [transferred]
