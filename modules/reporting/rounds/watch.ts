import { defineRound, Fault, fillText, newId, type RoundPart, type RoundPerson, system, textOf, type Work } from '#kernel'
import { askReport, numberOf, type Told } from '../ask-report.ts'
import { figuresText } from '../figures-text.ts'
import { limitCrossed, reportSent } from '../notices.ts'
import { ownReport, reportWatch } from '../objects/index.ts'

type Watch = Awaited<ReturnType<Work['settings']>>[number] & Awaited<ReturnType<typeof watchesOf>>[number]
const watchesOf = (kernel: Work) => kernel.settings(reportWatch)

const anHour = 3_600_000
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
  if (watch.kind !== 'sent') return last === null || now.getTime() - last.getTime() >= anHour
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

/** One watch is looked at: what it says is kept on it, and its owner told where there is something to tell. */
async function look(work: Work, watch: Watch, person: RoundPerson): Promise<void> {
  const { told, text, name } = await askAs(work, watch, person)
  const figure = told?.body.figures.find(({ key }) => key === watch.figure)
  const value = figure ? numberOf(told?.rows[0], figure) : null
  const isCrossed =
    watch.kind !== 'sent' && value !== null && watch.limit !== null && (watch.kind === 'above' ? value > watch.limit : value < watch.limit)
  await work.as(system(reason)).change(reportWatch, watch.id, { lastAt: work.now.toISOString(), lastFigures: text, isCrossed } as never)
  const kind = watch.kind === 'sent' ? reportSent : isCrossed && !watch.isCrossed ? limitCrossed : null
  if (kind) work.tell(kind, [{ person: person.id, record: watch.id, values: { report: name } }])
}

/** Sends figures of reports on their days, and looks each hour whether a limit was crossed: told once per crossing. */
export const watchReports = defineRound('reporting.watch', {
  async run(work, people): Promise<RoundPart | void> {
    const byId = new Map(people.map((person) => [person.id, person]))
    const all = (await work.as(system(reason)).settings(reportWatch)) as readonly Watch[]
    const due = all.flatMap((watch) => {
      const person = watch.owner ? byId.get(watch.owner) : undefined
      return person && isDue(watch, person, work.now) ? [{ watch, person }] : []
    })
    for (const { watch, person } of due.slice(0, mostAtOnce)) await look(work, watch, person)
    if (due.length > mostAtOnce) return { changeSet: newId() }
  },
})

export const rounds = [watchReports]
