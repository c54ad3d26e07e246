import { approvalCase, type Work } from '#kernel'
import { addDays, type RowOf } from '#kernel/model'
import { opportunity, pipelineStage } from '#objects/sales'
import { closed, warned } from '../notices.ts'
import type { closingRule } from '../objects/index.ts'

export type Rule = RowOf<typeof closingRule>
export type Filter = Readonly<Record<string, unknown>>
export type Step = 'close' | 'calm' | 'warn'
type Deal = RowOf<typeof opportunity>

/** Deals of one transaction. */
export const batch = 500

const noActivity = { 'zh-CN': '长期无活动，自动关闭', 'zh-TW': '長期無活動，自動關閉', en: 'No activity' } as const

/** Open deals in which, counted on the day that is so many days from now, nothing has happened for as long as the rule says, and nothing is planned. */
export function idleIn(work: Work, rule: Pick<Rule, 'pipeline' | 'stage' | 'idleDays'>, days: number): Filter {
  const before = addDays(work.today, 1 + days - rule.idleDays)
  return {
    and: [
      { outcome: 'open' },
      ...(rule.pipeline ? [{ pipeline: rule.pipeline }] : []),
      ...(rule.stage ? [{ stage: rule.stage }] : []),
      { createdAt: { lt: before } },
      { or: [{ stageSince: { empty: true } }, { stageSince: { lt: before } }] },
      { followUps: { none: { happenedAt: { gte: before } } } },
      { tasks: { none: { or: [{ state: 'open', dueOn: { gte: work.today } }, { doneAt: { gte: before } }] } } },
    ],
  }
}

/** Which deals a step of a rule is about. Whoever is warned has the whole notice, however long his deal has lain. */
function filterOf(work: Work, rule: Rule, step: Step): Filter {
  if (step === 'close') return { and: [{ closingRule: rule.id, closesOn: { lte: work.today } }, idleIn(work, rule, 0)] }
  const near = idleIn(work, rule, rule.noticeDays)
  if (step === 'warn') return { and: [{ closingRule: { empty: true } }, near] }
  return { and: [{ closingRule: rule.id }, rule.isActive ? { not: near } : { outcome: { empty: false } }] }
}

/** One step of one rule for the next deals. What waits for approval is locked and left out; what is done no longer fits, so the next portion finds the next ones. */
export async function deadPortion(work: Work, o: Readonly<{ rule: Rule; step: Step; skip: readonly string[] }>) {
  const filter = filterOf(work, o.rule, o.step)
  const found = await work.find(opportunity, o.skip.length > 0 ? { and: [filter, { id: { nin: [...o.skip] } }] } : filter, {
    limit: batch,
    sort: ['id'],
  })
  const waiting = await waitingOf(work, found)
  const deals = found.filter(({ id }) => !waiting.has(id))
  const day = addDays(work.today, o.rule.noticeDays)
  const left = o.step === 'close' ? await closeAll(work, deals) : []
  if (o.step !== 'close' && deals.length > 0)
    await work.changeMany(
      opportunity,
      deals.map(({ id }) => ({
        id,
        ...(o.step === 'warn' ? { closesOn: day, closingRule: o.rule.id } : { closesOn: null, closingRule: null }),
      })) as never,
    )
  const done = deals.filter(({ id }) => !left.includes(id))
  if (o.step !== 'calm')
    work.tell(
      o.step === 'warn' ? warned : closed,
      done.flatMap(({ id, owner }) => (owner ? [{ person: owner, record: id, values: o.step === 'warn' ? { day } : {} }] : [])),
    )
  return { count: done.length, skip: [...o.skip, ...waiting, ...left], isLast: found.length < batch }
}

/** Closes each at the stage of its pipeline that loses; answers those whose pipeline has none. */
async function closeAll(work: Work, deals: readonly Deal[]): Promise<string[]> {
  const stages = await work.settings(pipelineStage)
  const lostOf = (deal: Deal) => stages.find(({ pipeline, kind }) => kind === 'lost' && (!deal.pipeline || pipeline === deal.pipeline))
  const changes = deals.flatMap((deal) => {
    const lost = lostOf(deal)
    if (!lost) return []
    const why = { lossKind: 'noDecision', lossReason: noActivity[work.workspace.locale], lostToNobody: true }
    const to = { stage: lost.key, ...why, closedOn: work.today }
    return [{ id: deal.id, ...to, closesOn: null, closingRule: null }]
  })
  if (changes.length > 0) await work.changeMany(opportunity, changes as never)
  return deals.filter((deal) => !lostOf(deal)).map(({ id }) => id)
}

async function waitingOf(work: Work, deals: readonly Deal[]): Promise<ReadonlySet<string>> {
  if (deals.length === 0) return new Set()
  const of = { object: opportunity.name, record: { in: deals.map(({ id }) => id) }, state: 'running' }
  return new Set((await work.find(approvalCase, of, { limit: batch })).map(({ record }) => String(record)))
}
