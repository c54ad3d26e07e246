import { defineConsequence, system, type Work } from '#kernel'
import { task } from '#objects/activities'
import { account, lead } from '#objects/customers'
import { opportunity } from '#objects/sales'
import { type About, beginPlans, type Plan, plansAbout, type Subject } from '../begin.ts'
import { activityPlan } from '../objects/index.ts'

type Row = Subject & Readonly<{ stage?: string; status?: string }>
type Step = Readonly<{ row: Row; before: Row | null }>

const objects = { opportunity, lead, account } as const
const most = 10_000
const portion = 500
const asSystem = (work: Work): Work => work.as(system('a plan of activities'))

/** A deal that comes to a stage begins what is planned there, and what was planned where it has been ends; its new owner takes over what was the old one's. */
export const dealSteps = defineConsequence(opportunity, {
  reads: ['stage', 'owner'],
  onImport: 'plans.begin',
  run: (work, written) => follow(asSystem(work), 'opportunity', written as unknown as readonly Step[]),
})

/** A lead that gets an owner begins what is planned for it; one that is given up ends it. */
export const leadSteps = defineConsequence(lead, {
  reads: ['owner', 'status'],
  onImport: 'plans.begin',
  run: (work, written) => follow(asSystem(work), 'lead', written as unknown as readonly Step[]),
})

export const customerSteps = defineConsequence(account, {
  reads: ['owner'],
  onImport: 'plans.begin',
  run: (work, written) => follow(asSystem(work), 'account', written as unknown as readonly Step[]),
})

async function follow(kernel: Work, about: About, written: readonly Step[]): Promise<void> {
  const plans = await plansAbout(kernel, about)
  if (plans.length === 0) return
  await endPlans(kernel, about, { plans, written })
  await handOver(kernel, about, { plans, written })
  const plansOf = await meant(kernel, about, { plans, written })
  if (plansOf.size === 0) return
  const subjects = written.flatMap(({ row }) => (plansOf.has(row.id) ? subjectOf(about, row) : []))
  await beginPlans(kernel, { about, plansOf, subjects })
}

const subjectOf = (about: About, row: Row): Subject => (about === 'opportunity' ? row : { ...row, account: null, contact: null })
const isGivenUp = ({ row, before }: Step): boolean => row.status === 'disqualified' && !!before && before.status !== 'disqualified'

/** By record, the plans that begin for it now. */
async function meant(
  kernel: Work,
  about: About,
  { plans, written }: Readonly<{ plans: readonly Plan[]; written: readonly Step[] }>,
): Promise<ReadonlyMap<string, readonly Plan[]>> {
  const begun = plans.flatMap((plan) => {
    const ids = written.flatMap((step) => (beginsNow(plan, step) ? [step.row.id] : []))
    return ids.length > 0 ? [{ plan, ids: new Set(ids) }] : []
  })
  if (begun.length === 0) return new Map()
  const ids = [...new Set(begun.flatMap(({ ids: some }) => [...some]))]
  const filtered = begun.filter(({ plan }) => plan.filter)
  const filters = filtered.map(({ plan }) => plan.filter as Readonly<Record<string, unknown>>)
  const holds = filters.length === 0 ? new Map<string, readonly number[]>() : await kernel.whichHold(objects[about], filters, ids)
  const isMeant = (plan: Plan, id: string): boolean => {
    const at = filtered.findIndex((one) => one.plan === plan)
    return at < 0 || (holds.get(id) ?? []).includes(at + 1)
  }
  return new Map(ids.map((id) => [id, begun.flatMap(({ plan, ids: some }) => (some.has(id) && isMeant(plan, id) ? [plan] : []))]))
}

function beginsNow(plan: Plan, { row, before }: Step): boolean {
  if (plan.begins === 'stage') return row.stage === plan.stage && before?.stage !== row.stage
  const isOpen = row.status === undefined || row.status === 'new' || row.status === 'working'
  return plan.begins === 'assigned' && isOpen && row.owner !== null && row.owner !== (before?.owner ?? null)
}

/** What is left of the plans of a stage that was left, and of a lead that was given up, is called off. */
async function endPlans(
  kernel: Work,
  about: About,
  { plans, written }: Readonly<{ plans: readonly Plan[]; written: readonly Step[] }>,
): Promise<void> {
  const ending = plans.filter(({ endsWithIt }) => endsWithIt)
  for (const plan of ending) {
    const ids = written.flatMap((step) => (endsNow(plan, step) ? [step.row.id] : []))
    for (let from = 0; from < ids.length; from += portion) {
      const filter = { plan: plan.id, [about]: { in: ids.slice(from, from + portion) }, state: 'open' }
      const open = await kernel.find(task, filter, { limit: most })
      if (open.length > 0)
        await kernel.changeMany(
          task,
          open.map(({ id }) => ({ id, state: 'cancelled' as const })),
        )
    }
  }
}

function endsNow(plan: Plan, step: Step): boolean {
  if (plan.begins === 'stage') return step.before?.stage === plan.stage && step.row.stage !== plan.stage
  return isGivenUp(step)
}

/** Open steps that were the old owner's are the new one's. */
async function handOver(
  kernel: Work,
  about: About,
  { plans, written }: Readonly<{ plans: readonly Plan[]; written: readonly Step[] }>,
): Promise<void> {
  const moved = new Map(
    written.flatMap(({ row, before }) =>
      before?.owner && row.owner && row.owner !== before.owner ? [[row.id, { row, before }] as const] : [],
    ),
  )
  const ids = [...moved.keys()]
  for (let from = 0; from < ids.length; from += portion) {
    const filter = { plan: { in: plans.map(({ id }) => id) }, [about]: { in: ids.slice(from, from + portion) }, state: 'open' }
    const open = (await kernel.find(task, filter, { limit: most })) as unknown as readonly Record<string, string>[]
    const his = open.flatMap((one) => {
      const { row, before } = moved.get(String(one[about]))!
      return one.owner === before.owner ? [{ id: one.id!, owner: row.owner }] : []
    })
    if (his.length > 0) await kernel.changeMany(task, his as never)
  }
}

/** A plan's filter is asked at once, so that no deal fails by it later. */
export const checkPlan = defineConsequence(activityPlan, {
  reads: ['filter', 'about'],
  async run(work, written) {
    for (const { row } of written)
      if (row.filter) await work.find(objects[row.about], row.filter as Readonly<Record<string, unknown>>, { limit: 1, sort: ['id'] })
  },
})
