import { defineNotice } from '#kernel'
import { reportWatch } from './objects/index.ts'

/** The figures of a report that somebody wants by the clock. */
export const reportSent = defineNotice('reporting.report-sent', { on: reportWatch, asks: true, shows: ['lastFigures'] })
/** A figure has crossed the limit that somebody set. */
export const limitCrossed = defineNotice('reporting.limit-crossed', { on: reportWatch, asks: true, shows: ['limit', 'lastFigures'] })

export const notices = [reportSent, limitCrossed]
