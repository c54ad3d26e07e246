import { defineConsequence, fail, type RowOf, system, type Work, type Written } from '#kernel'
import { amountOf, toCents } from '#objects/catalog'
import { daysLater } from '../actions/plan.ts'
import { followContracts } from '../customer-stage.ts'
import { contract, planLine } from '../objects/index.ts'
import { isFixed, isNew, isSigned } from '../rules/contract-steps.ts'

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
    const comesBack = row.status === 'running' && line.isWaivedByEnd ? { isWaived: false, isWaivedByEnd: false, waiveReason: null } : {}
    return isLive !== line.isLive || 'dueOn' in gets || 'isWaived' in comesBack ? [{ id: line.id, isLive, ...gets, ...comesBack }] : []
  })
  await kernel.changeMany(planLine, changes)
}

/** A line that is added to a contract that runs is live from the beginning. What was agreed of a plan stays; by hand it is filled up to the contract at most. */
export const planJoins = defineConsequence(planLine, {
  reads: ['contract', 'amount', 'milestone'],
  async run(work, written) {
    if (work.actor.kind === 'system' && written.every(({ row }) => row.isLive)) return
    const kernel = work.as(system('a contract goes on'))
    const ids = [...new Set(written.flatMap(({ row, before }) => [row.contract as string, ...(before ? [before.contract as string] : [])]))]
    const contracts = new Map((await kernel.find(contract, { id: { in: ids } }, { limit: most })).map((row) => [row.id as string, row]))
    if (work.actor.kind !== 'system') await checkAgreed(kernel, { written, contracts })
    await kernel.changeMany(
      planLine,
      written.flatMap(({ row }) => {
        const its = contracts.get(row.contract)
        if (row.isLive || !its || !isSigned(its.status)) return []
        const dueOn = row.milestone === 'signed' && !row.dueOn && its.signedOn ? { dueOn: daysLater(its.signedOn, row.days ?? 0) } : {}
        return [{ id: row.id, isLive: true, ...dueOn }]
      }),
    )
  },
})

type Plan = Readonly<{ written: readonly Written<typeof planLine>[]; contracts: ReadonlyMap<string, RowOf<typeof contract>> }>

/** @throws `contracts.plan-agreed` with what is planned and what the contract is worth. */
async function checkAgreed(kernel: Work, { written, contracts }: Plan): Promise<void> {
  const agreed = [...contracts.values()].filter((row) => isFixed(row.status) && !isNew(row, kernel.now))
  if (agreed.length === 0) return
  const plans = Map.groupBy(
    await kernel.find(planLine, { contract: { in: agreed.map(({ id }) => id) } }, { limit: most }),
    (line) => line.contract as string,
  )
  for (const row of agreed) {
    const its = written.filter((one) => one.row.contract === row.id || one.before?.contract === row.id)
    const isChanged = its.some(({ before }) => before)
    const planned = toCents((plans.get(row.id) ?? []).reduce((sum, line) => sum + (amountOf(line.amount) ?? 0), 0))
    const amount = amountOf(row.amount)
    if (isChanged || (amount !== null && planned > amount)) fail('contracts.plan-agreed', { contract: row.number, planned, amount })
  }
}
