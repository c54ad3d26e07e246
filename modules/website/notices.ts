import { defineNotice } from '#kernel'
import { contact, lead } from '#objects/customers'

/** A lead of mine is on our web site. */
export const leadIsBack = defineNotice('website.lead-is-back', { on: lead, channels: ['bell'], shows: ['company', 'mobile', 'owner'] })
/** Somebody of a customer of mine is on our web site. */
export const contactIsBack = defineNotice('website.contact-is-back', { on: contact, channels: ['bell'], shows: ['account', 'mobile'] })

export const notices = [leadIsBack, contactIsBack]
