import { defineNotice } from '#kernel'
import { dealRegistration } from './objects/index.ts'

const shows = ['account', 'customer', 'protectedUntil', 'state'] as const

/** A registration of mine ends in some days. */
export const ending = defineNotice('registrations.ending', { on: dealRegistration, asks: true, shows })
/** It has ended. */
export const ended = defineNotice('registrations.ended', { on: dealRegistration, shows })
/** Somebody has decided about it. */
export const decided = defineNotice('registrations.decided', { on: dealRegistration, shows: [...shows, 'reason'] })

export const notices = [ending, ended, decided]
