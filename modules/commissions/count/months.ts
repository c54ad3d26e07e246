/** `2026-10` of a day. */
export const monthOf = (day: string): string => day.slice(0, 7)

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

export function monthLater(month: string, n: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const count = year * 12 + number - 1 + n
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** First and last day. */
export const firstOf = (month: string): string => `${month}-01`
export const lastOf = (month: string): string =>
  new Date(Date.parse(`${monthLater(month, 1)}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** All months from one to another, both among them. */
export function monthsBetween(from: string, until: string): string[] {
  const all: string[] = []
  for (let month = from; month <= until; month = monthLater(month, 1)) all.push(month)
  return all
}

/** The month with which the quarter or year of a month begins. */
export function beginOf(period: 'month' | 'quarter' | 'year', month: string): string {
  const [year, number] = month.split('-') as [string, string]
  if (period === 'year') return `${year}-01`
  return period === 'month' ? month : `${year}-${String(Math.floor((Number(number) - 1) / 3) * 3 + 1).padStart(2, '0')}`
}
