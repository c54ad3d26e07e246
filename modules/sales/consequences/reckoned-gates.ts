import { defineConsequence, fail, type RowOf, system, type Work } from '#kernel'
import { isFilled } from '#kernel/model'
import { opportunity, pipelineStage } from '../objects/index.ts'

type Deal = RowOf<typeof opportunity>

/** Of figures, nothing is not enough. */
const isMet = (value: unknown): boolean => isFilled(value) && value !== 0 && value !== false

/** What a stage asks for and the record itself does not hold, as it is reckoned when it is read: an accepted quote, a signed contract, positions. Programs pass, as at every gate. */
export const reckonedGates = defineConsequence(opportunity, {
  reads: ['stage'],
  async run(work, written) {
    if (work.actor.kind === 'system') return
    const moved = written.flatMap(({ row, before }) => (row.stage !== before?.stage ? [row] : []))
    const kernel = work.as(system('what a stage asks for'))
    const stages = moved.length === 0 ? [] : await kernel.settings(pipelineStage)
    for (const stage of stages) {
      const here = moved.filter((deal) => deal.stage === stage.key)
      if (here.length > 0) await ask(kernel, here, { key: stage.key, needs: stage.needs ?? [] })
    }
  },
})

async function ask(kernel: Work, deals: readonly Deal[], stage: Readonly<{ key: string; needs: readonly string[] }>): Promise<void> {
  const fields = kernel.catalog.objects.opportunity!.fields
  const asked = stage.needs.filter((name) => fields[name] && (fields[name].type.compute || fields[name].columns.length > 0))
  const names = asked.filter((name) => deals.some((deal) => !(name in deal)))
  if (names.length === 0) return
  const filter = { id: { in: deals.map(({ id }) => id) } }
  const rows = await kernel.list({ object: 'opportunity', filter, fields: ['id', 'name', ...names], limit: deals.length })
  for (const row of rows) {
    const missing = names.filter((name) => !isMet(row[name]))
    if (missing.length > 0) fail('sales.gate-not-met', { stage: stage.key, missing, name: row.name })
  }
}
