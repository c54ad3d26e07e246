import { defineConsequence, type NewRow, type RowOf, system, type Work, type Written } from '#kernel'
import { opportunity, pipelineStage } from '#objects/sales'
import { dealMove, dealStay } from '../objects/index.ts'
import { movesOf, type Towards } from '../rules/moves.ts'
import { type Stage, type Stay, staysAfter } from '../rules/stays.ts'

type Deal = Written<typeof opportunity>
const because = system('movements of deals are noted')
const portion = 1_000
const kept = ['days', 'visits', 'isSkipped', 'furthest', 'wentOn', 'leftAt'] as const

/** What happens to a deal is noted in the change set that does it, so that an undo takes both back. */
export const noteMoves = defineConsequence(opportunity, {
  reads: ['stage', 'outcome', 'amount', 'expectedOn'],
  async run(work, written) {
    const kernel = work.as(because)
    const stages = await stagesByKey(kernel)
    const towards: Towards = (from, to) => towardsIn(stages.get(from), stages.get(to))
    const moves = written.flatMap(({ row, before }) =>
      movesOf(row as never, before as never, towards).map((move) => ({
        ...move,
        ...facts(row),
        at: work.now.toISOString(),
        on: work.today,
      })),
    )
    if (moves.length > 0) await kernel.add(dealMove, moves as never)
    const stepped = written.filter(({ row, before }) => row.stage !== before?.stage)
    for (let from = 0; from < stepped.length; from += portion) await noteStays(kernel, stepped.slice(from, from + portion), stages)
  },
})

const facts = (row: RowOf<typeof opportunity>) => ({
  title: row.name,
  opportunity: row.id,
  holder: row.owner ?? null,
  holderDepartment: row.ownerDepartment ?? null,
})

async function stagesByKey(work: Work): Promise<ReadonlyMap<string, Stage>> {
  const rows = await work.settings(pipelineStage)
  return new Map(rows.map(({ key, pipeline, position, kind }) => [key, { key, pipeline: String(pipeline), position, kind }]))
}

/** Between pipelines there is no back. */
const towardsIn = (from: Stage | undefined, to: Stage | undefined): number =>
  from && to && from.pipeline === to.pipeline ? to.position - from.position : 1

async function noteStays(work: Work, stepped: readonly Deal[], stages: ReadonlyMap<string, Stage>): Promise<void> {
  const old = stepped.filter(({ before }) => before).map(({ row }) => row.id)
  const rows = old.length === 0 ? [] : await work.find(dealStay, { opportunity: { in: old } }, { limit: 10_000 })
  const known = Map.groupBy(rows, (row) => String(row.opportunity))
  const [made, changed]: [NewRow<typeof dealStay>[], ({ id: string } & Record<string, unknown>)[]] = [[], []]
  for (const { row, before } of stepped) {
    const stays = (known.get(row.id) ?? []) as readonly Stay[]
    const after = staysAfter(
      stays,
      { stage: row.stage, from: before?.stage ?? null, since: before?.stageSince ?? null, now: work.now },
      stages,
    )
    for (const stay of after) {
      const was = stays.find(({ id }) => id === stay.id)
      const values = Object.fromEntries(kept.map((name) => [name, stay[name]]))
      if (!stay.id) {
        const entered = {
          stage: stay.stage,
          pipeline: stages.get(stay.stage)?.pipeline,
          enteredAt: work.now.toISOString(),
          enteredOn: work.today,
        }
        made.push({ ...facts(row), ...entered, ...values } as never)
      } else if (was && kept.some((name) => was[name] !== stay[name])) changed.push({ id: stay.id, ...values })
    }
  }
  if (changed.length > 0) await work.changeMany(dealStay, changed as never)
  if (made.length > 0) await work.add(dealStay, made)
}
