import type { Engine, Id, NewRow, Session } from '#kernel'
import { department, member } from '#kernel/model'
import { forecastAdjustment, submit, takeSnapshots } from '#modules/forecasts'
import type { opportunity } from '#modules/sales'
import { salesTarget } from '#modules/targets'
import { amountOf } from '#objects/catalog'
import { monthOf } from '#objects/targets'
import type { SellerPlan } from './plan-seller.ts'
import type { Scene } from './scene.ts'

const weekMs = 7 * 86_400_000
const dayMs = 86_400_000
const weeks = 26
const submittedWeeks = 2
const steps = 10_000

/** Mornings of the last 26 Mondays, the earliest first. */
export function mondaysBefore(now: Date): readonly Date[] {
  const last = new Date(now.getTime() - ((now.getUTCDay() + 6) % 7) * dayMs)
  last.setUTCHours(1, 0, 0, 0)
  return Array.from({ length: weeks }, (_, i) => new Date(last.getTime() - (weeks - 1 - i) * weekMs)).filter((at) => at < now)
}

const worthOf = ({ lines }: NewRow<typeof opportunity>): number =>
  (lines ?? []).reduce((sum, { quantity, price }) => sum + Number(quantity ?? 1) * (amountOf(price) ?? 0), 0)

/** What a seller will win in the year that is planned for him. */
function wonBy({ stock, sittings }: SellerPlan): number {
  const amounts = new Map<string, number>()
  const won = new Set<string>()
  for (const { opportunities, opportunityChanges } of [stock, ...sittings]) {
    for (const row of opportunities) amounts.set(String(row.id), amountOf(row.amount) ?? worthOf(row))
    for (const [id, change] of opportunityChanges) {
      if (change.amount) amounts.set(id, amountOf(change.amount) ?? 0)
      if (change.stage === 'won') won.add(id)
    }
  }
  return [...won].reduce((sum, id) => sum + (amounts.get(id) ?? 0), 0)
}

type Target = NewRow<typeof salesTarget>
type Measure = 'won' | 'signed' | 'received'
const rounded = (amount: number): number => Math.max(steps, Math.round(amount / steps) * steps)

/**
 * Targets of last year and this one by month: of each seller as his year looks, give or take; of a department a little more than its people have together, and of the company what its departments have.
 */
export async function planTargets(
  engine: Engine,
  session: Session,
  scene: Scene,
  o: Readonly<{ plans: readonly SellerPlan[]; startedAt: Date; now: Date }>,
): Promise<void> {
  const first = `${Number(scene.dayOf(o.now).slice(0, 4)) - 1}-01-01`
  await engine.work(session, { via: 'command', cause: 'demo', now: o.startedAt }, async (work) => {
    const people = new Map((await work.find(member, {}, { limit: 1_000 })).map((one) => [String(one.id), one]))
    const units = await work.find(department, {}, { limit: 1_000, sort: ['name'] })
    const monthly = o.plans.map((plan) => ({ id: plan.seller.id, amount: (wonBy(plan) / 12) * (0.9 + scene.random.next() * 0.35) }))
    for (const measure of ['won', 'signed', 'received'] as const) {
      const months = Array.from({ length: 24 }, (_, i) => monthOf(first, i)).slice(measure === 'received' ? 12 : 0)
      await work.create(
        salesTarget,
        months.flatMap((month) => ofMonth({ month, measure, monthly, people, units })),
      )
    }
  })
}

type OfMonth = Readonly<{
  month: string
  measure: Measure
  monthly: readonly Readonly<{ id: Id<'member'>; amount: number }>[]
  people: ReadonlyMap<string, Readonly<{ department: string | null }>>
  units: readonly Readonly<{ id: Id<'department'>; parent: Id<'department'> | null }>[]
}>

/** Little is sold in the month of the Spring Festival, much at the end of a quarter. */
const season = [0.9, 0.6, 1.15, 0.95, 1, 1.15, 0.95, 0.95, 1.15, 0.9, 1.05, 1.25]
const share: Readonly<Record<Measure, number>> = { won: 1, signed: 0.95, received: 0.8 }

function ofMonth({ month, measure, monthly, people, units }: OfMonth): Target[] {
  const weight = season[Number(month.slice(5, 7)) - 1]! * share[measure]
  const own = monthly.map(({ id, amount }) => ({ person: id, amount: rounded(amount * weight) }))
  const isIn = (at: string | null | undefined, unit: string): boolean =>
    !!at && (at === unit || isIn(units.find(({ id }) => id === at)?.parent, unit))
  const sumIn = (unit: string) => own.reduce((sum, one) => sum + (isIn(people.get(one.person)?.department, unit) ? one.amount : 0), 0)
  const ofUnits = units.map(({ id, parent }) => ({ department: id, parent, amount: rounded(sumIn(id) * 1.04) }))
  const all = ofUnits.reduce((sum, { parent, amount }) => sum + (parent ? 0 : amount), 0)
  return [
    ...own.map((one): Target => ({ whom: 'person', measure, month, ...one })),
    ...ofUnits.map(({ department: at, amount }): Target => ({ whom: 'department', measure, month, department: at, amount })),
    { whom: 'company', measure, month, amount: all },
  ]
}

/** Keeps the forecasts of a week, and in the last weeks what each seller says of the month; some of it their superiors see otherwise. */
export async function foretellWeek(
  engine: Engine,
  session: Session,
  scene: Scene,
  o: Readonly<{ at: Date; isLate: boolean; plans: readonly SellerPlan[] }>,
): Promise<void> {
  await engine.work(session, { via: 'job', cause: 'forecasts.week', now: o.at }, takeSnapshots)
  if (!o.isLate) return
  const { workspace } = session
  const from = monthOf(scene.dayOf(o.at))
  const at = new Date(o.at.getTime() + 30 * 60_000)
  for (const { seller } of o.plans) {
    const actor = await engine.actorOf(workspace, seller.id)
    const said = await engine.work({ workspace, actor }, { via: 'web', now: at }, (work) => work.call(submit, { kind: 'month', from }))
    const amount = amountOf(said.amount) ?? 0
    if (amount < steps || !scene.random.chance(0.25)) continue
    const [above] = await engine.work(session, { via: 'command', now: at }, async (work) => [
      ...(await work.superiorsOf([seller.id])).values(),
    ])
    if (!above) continue
    const superior = await engine.actorOf(workspace, above)
    const row = {
      person: seller.id,
      kind: 'month' as const,
      from,
      amount: rounded(amount * 0.85),
      reason: scene.tongue.say('招标结果可能推迟到下月', 'The tender may be decided next month'),
    }
    await engine.work({ workspace, actor: superior }, { via: 'web', now: new Date(at.getTime() + 60 * 60_000) }, (work) =>
      work.create(forecastAdjustment, [row]),
    )
  }
}

export const isSubmitted = (i: number, of: number): boolean => i >= of - submittedWeeks
