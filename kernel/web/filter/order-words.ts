import type { FieldMeta } from '../data/meta-types.ts'
import type { Say } from '../i18n/texts.ts'

/** Which way a column is sorted, in words that fit what stands in it: days from new to old, figures from high to low. */
export function orderWords({ operators }: FieldMeta, isDescending: boolean, say: Say): string {
  const sort = operators.includes('within') ? 'time' : operators.includes('gte') && !operators.includes('contains') ? 'figure' : 'text'
  return say(`filter.order.${sort}.${isDescending ? 'descending' : 'ascending'}`)
}
