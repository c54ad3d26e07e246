import { defineConsequence, system, type Work, type Written } from '#kernel'
import { daysLater } from '../actions/plan.ts'
import { followContracts } from '../customer-stage.ts'
import { contract, planLine } from '../objects/index.ts'
import { isSigned } from '../rules/contract-steps.ts'

type Step = Written<typeof contract>
const runs = (row: Readonly<{ status: unknown }> | null): boolean => row?.status === 'running'
const most = 10_000

/** What comes of a contract's state: what of its plan is due, and how far its customer is. */
export const contractGoesOn = defineConsequence(contract, {
  reads: ['status', 'account'],
  async run(work, written) {
    const kernel = work.as(system('a contract goes on'))
    const moved = written.filter(({ row, before }) => row.status !== (before?.status ?? 'draft'))
    await revivePlan(kernel, moved)
    const ofCustomers = written.filter(({ row }) => row.kind !== 'purchase')
    await followContracts(work, {
      begun: new Set(
        ofCustomers.flatMap(({ row, before }) => (runs(row) && (!runs(before) || before!.account !== row.account) ? row.account : [])),
      ),
      ended: new Set(
        ofCustomers.flatMap(({ row, before }) => (runs(before) && (!runs(row) || before!.account !== row.account) ? before!.account : [])),
      ),
    })
  },
})

/** Lines of contracts that run or have run are live; those that waited for the signature get their day. */
async function revivePlan(kernel: Work, moved: readonly Step[]): Promise<void> {
  const byId = new Map(moved.map(({ row }) => [row.id as string, row]))
  const lines = byId.size === 0 ? [] : await kernel.find(planLine, { contract: { in: [...byId.keys()] } }, { limit: most })
  const changes = lines.flatMap((line) => {
    const row = byId.get(line.contract)!
    const isLive = isSigned(row.status)
    const gets =
      isLive && line.milestone === 'signed' && !line.dueOn && row.signedOn ? { dueOn: daysLater(row.signedOn, line.days ?? 0) } : {}
    const comesBack =
      row.status === 'running' && line.isWaived && byIdWas(moved, row.id) === 'terminated' ? { isWaived: false, waiveReason: null } : {}
    return isLive !== line.isLive || 'dueOn' in gets || 'isWaived' in comesBack ? [{ id: line.id, isLive, ...gets, ...comesBack }] : []
  })
  await kernel.changeMany(planLine, changes)
}

const byIdWas = (moved: readonly Step[], id: string) => moved.find(({ row }) => row.id === id)?.before?.status

/** A line that is added to a contract that runs is live from the beginning. */
export const planJoins = defineConsequence(planLine, {
  reads: ['contract'],
  async run(work, written) {
    const kernel = work.as(system('a contract goes on'))
    const waiting = written.filter(({ row }) => !row.isLive)
    if (waiting.length === 0) return
    const ids = [...new Set(waiting.map(({ row }) => row.contract as string))]
    const signed = new Map(
      (await kernel.find(contract, { id: { in: ids } }, { limit: most }))
        .filter((row) => isSigned(row.status))
        .map((row) => [row.id as string, row]),
    )
    await kernel.changeMany(
      planLine,
      waiting.flatMap(({ row }) => {
        const its = signed.get(row.contract)
        if (!its) return []
        const dueOn = row.milestone === 'signed' && !row.dueOn && its.signedOn ? { dueOn: daysLater(its.signedOn, row.days ?? 0) } : {}
        return [{ id: row.id, isLive: true, ...dueOn }]
      }),
    )
  },
})
