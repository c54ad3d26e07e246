import type { NewRow, RowOf, Work } from '#kernel'
import { department } from '#kernel/model'
import { isWorkDay, type WorkHours, workHours } from '#modules/company'
import { task } from '#objects/activities'
import { activityPlan, activityStep } from './objects/index.ts'

export type Plan = RowOf<typeof activityPlan>
type Step = RowOf<typeof activityStep>
export type About = Plan['about']
/** A record that a plan is begun for. */
export type Subject = Readonly<{
  id: string
  owner: string | null
  ownerDepartment: string | null
  account?: string | null
  contact?: string | null
}>

const most = 10_000
const portion = 200
const dayMs = 86_400_000
const farthest = 60
const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)

/** Active plans about a kind of record. */
export async function plansAbout(kernel: Work, about: About): Promise<readonly Plan[]> {
  return (await kernel.settings(activityPlan)).filter((plan) => plan.isActive && plan.about === about)
}

/**
 * Makes tasks of the steps of plans, for each record those of the plans that mean it. What a record has of a plan already it does not get again, unless `again` is said. Answers how many were made.
 */
export async function beginPlans(
  kernel: Work,
  o: Readonly<{ about: About; plansOf: ReadonlyMap<string, readonly Plan[]>; subjects: readonly Subject[]; again?: boolean }>,
): Promise<number> {
  const means = await meansFor(kernel)
  let made = 0
  for (let from = 0; from < o.subjects.length; from += portion) {
    const part = o.subjects.slice(from, from + portion)
    const plans = [...new Set(part.flatMap(({ id }) => o.plansOf.get(id) ?? []))]
    if (plans.length === 0) continue
    const known = o.again ? new Set<string>() : await begunOf(kernel, o.about, { plans, ids: part.map(({ id }) => id) })
    const rows = part.flatMap((subject) =>
      (o.plansOf.get(subject.id) ?? []).flatMap((plan) =>
        known.has(`${plan.id} ${subject.id}`)
          ? []
          : means.stepsOf(plan).map((step) => taskOf(kernel, { about: o.about, subject, plan, step, means })),
      ),
    )
    if (rows.length > 0) await kernel.add(task, rows)
    made += rows.length
  }
  return made
}

/** Plan and record, for those that have tasks of a plan that were not called off. */
async function begunOf(
  kernel: Work,
  about: About,
  of: Readonly<{ plans: readonly Plan[]; ids: readonly string[] }>,
): Promise<ReadonlySet<string>> {
  const filter = { plan: { in: of.plans.map(({ id }) => id) }, [about]: { in: of.ids }, state: { ne: 'cancelled' } }
  const rows = (await kernel.find(task, filter, { limit: most })) as unknown as readonly Record<string, string>[]
  return new Set(rows.map((row) => `${row.plan} ${row[about]}`))
}

type Means = Readonly<{ stepsOf(plan: Plan): readonly Step[]; headOf(department: string | null): string | null; hours: WorkHours }>

async function meansFor(kernel: Work): Promise<Means> {
  const steps = Map.groupBy(await kernel.settings(activityStep), ({ plan }) => String(plan))
  const heads = new Map((await kernel.settings(department)).map(({ id, head }) => [String(id), head ? String(head) : null]))
  return {
    stepsOf: (plan) => (steps.get(plan.id) ?? []).toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0)),
    headOf: (id) => (id ? (heads.get(id) ?? null) : null),
    hours: await workHours(kernel),
  }
}

function taskOf(
  work: Work,
  { about, subject, plan, step, means }: Readonly<{ about: About; subject: Subject; plan: Plan; step: Step; means: Means }>,
): NewRow<typeof task> {
  const owner = step.who === 'person' ? step.person : step.who === 'head' ? means.headOf(subject.ownerDepartment) : null
  const row = {
    subject: step.subject,
    kind: step.kind,
    priority: step.priority,
    remark: step.remark,
    dueOn: dueOn(means.hours, dayAfter(work.today, step.afterDays), plan.onWorkDays === true),
    owner: owner ?? subject.owner,
    account: subject.account ?? null,
    contact: subject.contact ?? null,
    [about]: subject.id,
    plan: plan.id,
    planStep: step.id,
  }
  return row as never
}

function dueOn(hours: WorkHours, day: string, onWorkDays: boolean): string {
  if (!onWorkDays) return day
  for (let free = 0; free < farthest; free += 1) if (isWorkDay(hours, dayAfter(day, free))) return dayAfter(day, free)
  return day
}
