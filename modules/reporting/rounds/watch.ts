import { defineRound, Fault, fillText, newId, type RoundPart, type RoundPerson, system, textOf, type Work } from '#kernel'
import type { RowOf } from '#kernel/model'
import { askReport, numberOf, type Told } from '../ask-report.ts'
import { figuresText } from '../figures-text.ts'
import { limitCrossed, reportSent } from '../notices.ts'
import { ownReport, reportWatch } from '../objects/index.ts'

type Watch = RowOf<typeof reportWatch>

/** Limits are looked at in the first minutes of each hour, so that one that was missed is soon made up for. */
const firstMinutes = 5
const reason = 'reports by the clock'
/** So many are asked in one transaction. */
const mostAtOnce = 20

const localDay = (at: Date, timeZone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)
const localHour = (at: Date, timeZone: string): number =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at))

/** Whether today is a day for it, by the clock of whoever is told. */
function isDay({ rhythm, weekday, monthDay }: Pick<Watch, 'rhythm' | 'weekday' | 'monthDay'>, today: string): boolean {
  if (rhythm === 'weekly') return ((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7) + 1 === weekday
  return rhythm === 'monthly' ? Number(today.slice(8)) === monthDay : true
}

/** Figures are sent once on their day, from their hour on; limits are looked at each hour. */
function isDue(watch: Watch, person: RoundPerson, now: Date): boolean {
  if (watch.isPaused) return false
  const last = watch.lastAt ? new Date(watch.lastAt) : null
  if (watch.kind !== 'sent') return last === null || now.getUTCMinutes() < firstMinutes
  const isToday = isDay(watch, person.today) && localHour(now, person.timeZone) >= (watch.hour ?? 0)
  return isToday && (last === null || localDay(last, person.timeZone) < person.today)
}

/** The report as this person would see it now: what it says, or in words why it can not be asked. */
async function askAs(work: Work, watch: Watch, person: RoundPerson): Promise<Readonly<{ told: Told | null; text: string; name: string }>> {
  const words = (key: string, values = {}) => fillText(textOf(work.modules, person.locale, key) ?? key, values, person.locale)
  const actor = work.actorFor(person.id, person)
  try {
    if (!actor) return { told: null, text: '', name: '' }
    const reader = work.as(actor)
    const kept = await reader.one(ownReport, watch.report)
    const told = await askReport(reader, kept)
    return { told, text: figuresText(work, { kept, told, locale: person.locale }), name: kept.name }
  } catch (error) {
    if (error instanceof Fault) return { told: null, text: words('reporting.text.refused', { code: error.code }), name: '' }
    throw error
  }
}

type Part = RoundPart & Readonly<{ after: string }>

/** One watch is looked at: what it says is kept on it, and its owner told where there is something to tell. */
async function look(work: Work, watch: Watch, person: RoundPerson): Promise<void> {
  const { told, text, name } = await askAs(work, watch, person)
  const figure = told?.body.figures.find(({ key }) => key === watch.figure)
  const value = figure ? numberOf(told?.rows[0], figure) : null
  const isCrossed =
    watch.kind !== 'sent' && value !== null && watch.limit !== null && (watch.kind === 'above' ? value > watch.limit : value < watch.limit)
  // A limit that was looked at and says the same as before leaves no trace in the history.
  if (watch.kind === 'sent' || !watch.lastAt || text !== watch.lastFigures || isCrossed !== watch.isCrossed)
    await work.as(system(reason)).change(reportWatch, watch.id, { lastAt: work.now.toISOString(), lastFigures: text, isCrossed })
  const kind = watch.kind === 'sent' ? reportSent : isCrossed && !watch.isCrossed ? limitCrossed : null
  if (kind && told) work.tell(kind, [{ person: person.id, record: watch.id, values: { report: name } }])
}

/** Sends figures of reports on their days, and looks each hour whether a limit was crossed: told once per crossing. */
export const watchReports = defineRound('reporting.watch', {
  async run(work, people, part?: Part): Promise<Part | void> {
    const byId = new Map(people.map((person) => [person.id, person]))
    const all = await work.as(system(reason)).settings(reportWatch)
    const inOrder = all.toSorted((one, two) => one.id.localeCompare(two.id))
    const due = inOrder.flatMap((watch) => {
      const person = watch.owner ? byId.get(watch.owner) : undefined
      return (!part || watch.id > part.after) && person && isDue(watch, person, work.now) ? [{ watch, person }] : []
    })
    const some = due.slice(0, mostAtOnce)
    for (const { watch, person } of some) await look(work, watch, person)
    if (due.length > some.length) return { changeSet: newId(), after: some.at(-1)!.watch.id }
  },
})

export const rounds = [watchReports]
