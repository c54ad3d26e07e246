import { defineNotice } from '#kernel'
import { account, lead } from '#objects/customers'
import { opportunity } from './objects/opportunity.ts'

/** Somebody has a lead of the name of a customer of mine, and asks. */
export const customerAskedFor = defineNotice('sales.customer-asked-for', { on: account, asks: true })
/** Somebody gave me a lead, as I have the customer. */
export const leadOfCustomer = defineNotice('sales.lead-of-customer', { on: lead, asks: true, shows: ['company', 'source'] })

/** Another has an open deal at the same customer, for the same thing. */
export const alsoPursued = defineNotice('sales.also-pursued', { on: opportunity, asks: true, shows: ['account', 'product', 'stage'] })

export const notices = [customerAskedFor, leadOfCustomer, alsoPursued]
