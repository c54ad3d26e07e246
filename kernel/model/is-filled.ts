/** Whether a value is given: no null, no empty text or list; an amount of nothing counts as not given. */
export function isFilled(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return !(typeof value === 'object' && 'amount' in value && !(Number(value.amount) > 0))
}
