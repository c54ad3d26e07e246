const forms = new Map<string, Intl.DateTimeFormat>()

/** The calendar day of a moment in a zone, `YYYY-MM-DD`. */
export function dayOf(moment: Date, timeZone: string): string {
  let form = forms.get(timeZone)
  if (!form) forms.set(timeZone, (form = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })))
  return form.format(moment)
}
