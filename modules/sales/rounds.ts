import { defineRound, type RoundPart } from '#kernel'
import { unitRound } from '#modules/catalog'
import { keepStarts } from './consequences/pipeline-starts.ts'
import { creditMissing } from './credit.ts'
import { opportunity, opportunityLine, pipeline, pipelineStage } from './objects/index.ts'

/** The last won deals that are looked at, and how many a stage needs for its figures to mean something. */
const mostDeals = 2_000
const leastDeals = 20

type Stays = Readonly<Record<string, number>>

/** The value that so great a part of the sorted values does not exceed. */
const quantile = (sorted: readonly number[], part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)]!

/** Once a day: how long won deals stood at each stage, and how long it took them from there. */
export const measurePace = defineRound('sales.measure-pace', {
  async run(work) {
    const due = await work.find(
      pipeline,
      { or: [{ pacedOn: { empty: true } }, { pacedOn: { lt: work.today } }] },
      { limit: 1, sort: ['createdAt'] },
    )
    const [one] = due
    if (!one) return
    const stages = await work.find(pipelineStage, { pipeline: one.id, kind: 'open' }, { limit: 1_000, sort: ['position'] })
    const won = await work.find(
      opportunity,
      { pipeline: one.id, outcome: 'won', stageStays: { empty: false } },
      { limit: mostDeals, sort: ['-closedOn', 'id'] },
    )
    const changes = stages.flatMap((stage, at) => {
      const later = stages.slice(at).map(({ key }) => key)
      const to = paceFrom(
        won.map((deal) => deal.stageStays as Stays),
        { key: stage.key, later },
      )
      return isNear(to.usualDays, stage.usualDays) && isNear(to.restDays, stage.restDays) ? [] : [{ id: stage.id, ...to }]
    })
    if (changes.length > 0) await work.changeMany(pipelineStage, changes)
    await work.change(pipeline, one.id, { pacedOn: work.today })
    // Departments and product lines may have come in from a file, of which nobody hears.
    await keepStarts(work)
  },
})

/** A day or a tenth more or less is no news: every deal at the stage would be written anew for it. */
const isNear = (now: number | null, before: number | null): boolean =>
  now === null || before === null ? now === before : Math.abs(now - before) <= Math.max(1, before / 10)

function paceFrom(deals: readonly Stays[], { key, later }: Readonly<{ key: string; later: readonly string[] }>) {
  const through = deals.filter((stays) => stays[key] !== undefined)
  const countedDeals = through.length
  if (countedDeals < leastDeals) return { usualDays: null, restDays: null, countedDeals }
  const ascending = (list: readonly number[]) => list.toSorted((a, b) => a - b)
  const rests = through.map((stays) => later.reduce((sum, name) => sum + (stays[name] ?? 0), 0))
  return {
    usualDays: Math.max(1, Math.ceil(quantile(ascending(through.map((stays) => stays[key]!)), 0.75))),
    restDays: Math.ceil(quantile(ascending(rests), 0.5)),
    countedDeals,
  }
}

/** Nothing comes of an import, so what it brought in gets its credit here. */
export const creditImported = defineRound<RoundPart>('sales.credit-imported', {
  async run(work) {
    if ((await creditMissing(work)) > 0) return { changeSet: work.changeSetId }
  },
})

export const lineUnits = unitRound('sales.units', opportunityLine)
