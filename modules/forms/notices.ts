import { defineNotice } from '#kernel'
import { lead } from '#objects/customers'

/** Somebody filled in a form, and the lead is mine. */
export const arrived = defineNotice('forms.arrived', { on: lead, asks: true, shows: ['company', 'mobile', 'need'] })
/** Somebody whose lead I have wrote again. */
export const joined = defineNotice('forms.joined', { on: lead, asks: true, shows: ['company', 'mobile'] })

export const notices = [arrived, joined]
