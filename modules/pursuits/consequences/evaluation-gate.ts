import { defineConsequence, exchangeRate, fail, type RowOf, system, type Work } from '#kernel'
import { moneyOf } from '#objects/catalog'
import { opportunity, pipelineStage } from '#objects/sales'
import { dealEvaluation, evaluationRule } from '../objects/index.ts'

type Deal = RowOf<typeof opportunity>
type Stage = RowOf<typeof pipelineStage>
type Rule = RowOf<typeof evaluationRule>

const most = 10_000

/** A big deal does not leave its gate without an approved evaluation, by board, form, call, action or bulk, nor is it made beyond it by anybody but a program. Losing needs none. */
export const evaluationGate = defineConsequence(opportunity, {
  reads: ['stage'],
  async run(work, written) {
    const isNew = work.actor.kind !== 'system'
    const moved = written.flatMap(({ row, before }) =>
      (before || isNew) && row.stage !== before?.stage && row.outcome !== 'lost' ? [row] : [],
    )
    if (moved.length === 0) return
    const kernel = work.as(system('evaluation of big deals'))
    const rules = (await kernel.settings(evaluationRule)).filter(({ isActive }) => isActive)
    if (rules.length === 0) return
    const stages = await kernel.settings(pipelineStage)
    const worth = await worthOf(kernel, moved)
    const big = moved.flatMap((deal) => {
      const rule = rules.find((one) => worth(deal) >= one.fromAmount && holds(one, deal, stages))
      return rule ? [{ deal, rule }] : []
    })
    if (big.length === 0) return
    const approved = await kernel.find(
      dealEvaluation,
      { opportunity: { in: big.map(({ deal }) => deal.id) }, state: 'approved' },
      { limit: most },
    )
    const known = new Set<string>(approved.map((one) => one.opportunity))
    const bare = big.find(({ deal }) => !known.has(deal.id))
    if (bare) fail('pursuits.needs-evaluation', { opportunity: bare.deal.id, name: bare.deal.name, from: bare.rule.fromAmount })
  },
})

/** What deals are worth in the workspace's currency, by the rate of today; a currency without one counts as it stands, so that nothing slips by. */
async function worthOf(kernel: Work, deals: readonly Deal[]): Promise<(deal: Deal) => number> {
  const own = kernel.workspace.currency
  const others = [...new Set(deals.map(({ amount }) => moneyOf(amount, own).currency))].filter((currency) => currency !== own)
  const dated = { currency: { in: others }, validFrom: { lte: kernel.today } }
  const rates = others.length === 0 ? [] : await kernel.find(exchangeRate, dated, { limit: 1_000, sort: ['-validFrom'] })
  return ({ amount: given }) => {
    const { amount, currency } = moneyOf(given, own)
    return amount * (currency === own ? 1 : Number(rates.find((rate) => rate.currency === currency)?.rate ?? 1))
  }
}

/** The deal is beyond the stage that it may not leave. */
function holds(rule: Rule, deal: Deal, stages: readonly Stage[]): boolean {
  if (rule.pipeline && rule.pipeline !== deal.pipeline) return false
  const own = stages.filter((stage) => stage.pipeline === deal.pipeline).toSorted((a, b) => a.position - b.position)
  const gate = rule.stage ? own.find(({ key }) => key === rule.stage) : own[0]
  const here = own.find(({ key }) => key === deal.stage)
  return !!gate && !!here && here.position > gate.position
}
