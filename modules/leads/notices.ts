import { defineNotice } from '#kernel'
import { lead } from '#objects/customers'

const shows = ['company', 'source', 'answerDueAt', 'owner'] as const

/** A rule gave me a lead. */
export const given = defineNotice('leads.given', { on: lead, asks: true, shows })
/** A lead of mine waits for its first answer. */
export const waits = defineNotice('leads.waits', { on: lead, asks: true, shows })
/** Somebody in my department has not answered in time. */
export const unanswered = defineNotice('leads.unanswered', { on: lead, asks: true, shows })
/** A lead was taken from me as I had not answered. */
export const takenAway = defineNotice('leads.taken-away', { on: lead, shows })
/** The day has come on which I wanted to try again. */
export const recalled = defineNotice('leads.recalled', { on: lead, asks: true, shows })

/** Somebody whose lead I have came again, by a lead that was typed in or imported. */
export const joined = defineNotice('leads.joined', { on: lead, asks: true, shows })

export const notices = [given, waits, unanswered, takenAway, recalled, joined]
