import { defineAction, fail, system, type Work } from '#kernel'
import { choice, day, link, text, yesNo } from '#kernel/model'
import { competitor, dealRival, lossKinds, opportunity } from '../objects/index.ts'
import { stagesOf } from '../stage-rows.ts'

/**
 * Closes an open deal as lost, with the reason, who has got it or that nobody has, and, if somebody wants to try again, the day for it.
 *
 * @throws `sales.lost-to-whom` with the names of those who are known in the deal; `sales.lost-why` for another reason without words; `sales.opportunity-closed` for a closed deal; `sales.no-such-stage` when the pipeline has no stage of kind lost.
 */
export const lose = defineAction('sales.lose', {
  on: opportunity,
  many: true,
  input: {
    opportunity: link(opportunity, { required: true }),
    kind: choice(lossKinds, { required: true }),
    reason: text({ max: 500 }),
    lostTo: link(competitor),
    lostToNobody: yesNo(),
    winBackOn: day(),
    closedOn: day(),
  },
  result: { opportunity: link(opportunity, { required: true }), stage: text({ required: true }), closedOn: day() },
  fails: ['sales.lost-to-whom', 'sales.lost-why', 'sales.opportunity-closed', 'sales.no-such-stage'],
  offered: { outcome: 'open' },
  async run(work, input) {
    const deal = await work.one(opportunity, input.opportunity, { lock: true })
    if (deal.outcome !== 'open') fail('sales.opportunity-closed', { opportunity: deal.id, stage: deal.stage })
    const lost = (await stagesOf(work, deal)).find((stage) => stage.kind === 'lost')
    if (!lost) fail('sales.no-such-stage', { kind: 'lost' })
    if (input.kind === 'other' && !input.reason) fail('sales.lost-why', { missing: ['reason'] })
    if (!input.lostTo && !input.lostToNobody) await failByName(work, deal.id)
    const stored = await work.change(opportunity, deal.id, {
      stage: lost.key as typeof deal.stage,
      lossKind: input.kind,
      lossReason: input.reason ?? null,
      lostTo: input.lostTo ?? null,
      lostToNobody: !input.lostTo && input.lostToNobody === true,
      winBackOn: input.winBackOn ?? null,
      closedOn: input.closedOn ?? work.today,
    })
    return { opportunity: stored.id, stage: stored.stage, closedOn: stored.closedOn }
  },
})

/** @throws `sales.lost-to-whom` with those who are in the deal, as one of them may have got it. */
async function failByName(work: Work, deal: string): Promise<never> {
  const kernel = work.as(system('competitors of a deal'))
  const rivals = await kernel.find(dealRival, { opportunity: deal, result: { ne: 'withdrew' } }, { limit: 20 })
  const names = await kernel.find(competitor, { id: { in: rivals.map((one) => one.competitor) } }, { limit: 20, sort: ['name'] })
  const asked = { missing: ['lostTo'], ...(names.length > 0 ? { rivals: names.map(({ name }) => name) } : { reason: 'field' }) }
  return fail('sales.lost-to-whom', asked)
}
