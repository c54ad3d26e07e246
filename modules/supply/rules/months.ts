/** First day of the month so many months later. */
export function monthOf(day: string, later = 0): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + later
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`
}

/** Quantities have four digits; takes back what binary fractions lose. */
export const toPieces = (quantity: number): number => Math.round(quantity * 10_000) / 10_000
