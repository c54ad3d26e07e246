import { defineRules } from '#kernel/model'
import { monthOf } from '#objects/targets'
import { forecastAdjustment } from '../objects/forecast-adjustment.ts'

/** What is made of somebody's figure is his to read; a period begins with the first day of a month. */
export const adjustmentRules = defineRules(forecastAdjustment, {
  derive: (row) => ({ ...(row.person ? { owner: row.person } : {}), ...(row.from ? { from: monthOf(row.from) } : {}) }),
})
