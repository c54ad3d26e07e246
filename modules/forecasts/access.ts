import { grant } from '#kernel'
import { forecastAdjustment, forecastSnapshot, forecastSubmission } from './objects/index.ts'

/** Who sells sees his own and what is made of it; a manager those of his departments, and says what he makes of them. Nobody writes the rest by hand. */
export const grants = [
  ...[forecastSubmission, forecastSnapshot].flatMap((object) => [
    grant('manager', object, { read: 'below', export: true }),
    grant('rep', object, { read: 'own', export: true }),
    grant('finance', object, { read: 'all', export: true }),
    grant('readonly', object, { read: 'all', export: true }),
  ]),
  grant('manager', forecastAdjustment, { read: 'below', create: true, export: true }),
  grant('rep', forecastAdjustment, { read: 'own', export: true }),
  grant('finance', forecastAdjustment, { read: 'all', export: true }),
  grant('readonly', forecastAdjustment, { read: 'all', export: true }),
]
