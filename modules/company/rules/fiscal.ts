/** Year and quarter of a fiscal year that begins in month `fiscalMonth` (1 to 12); the year is named after the calendar year it begins in. */
export function fiscalPeriodOf(day: string, fiscalMonth: number): Readonly<{ year: number; quarter: number }> {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - fiscalMonth
  return { year: Math.floor(months / 12), quarter: Math.floor((months % 12) / 3) + 1 }
}

/** First day of a fiscal year, and first day of the next. */
export function fiscalYear(year: number, fiscalMonth: number): Readonly<{ from: string; before: string }> {
  const month = String(fiscalMonth).padStart(2, '0')
  return { from: `${year}-${month}-01`, before: `${year + 1}-${month}-01` }
}
