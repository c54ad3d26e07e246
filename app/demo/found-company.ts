import type { Id, Work } from '#kernel'
import { department, member } from '#kernel/model'
import { product, productCategory } from '#modules/catalog'
import { catalogue } from './catalogue.ts'
import type { RegionKey } from './places.ts'
import type { MemberId } from './plan-types.ts'
import type { Random } from './random.ts'
import { departments, jobRoles, jobTitles, staff } from './staff.ts'
import type { Tongue } from './tongue.ts'

export type Colleague = Readonly<{ id: MemberId; region: RegionKey; weight: number; skill: number }>

/** Departments and people; `host`, the person who opened the demo, joins the first team and sells a little. Answers who sells. */
export async function hirePeople(work: Work, tongue: Tongue, host: MemberId | null): Promise<Colleague[]> {
  const ids = new Map<string, Id<'department'>>()
  for (const level of [departments.filter((plan) => !plan.parent), departments.filter((plan) => plan.parent)]) {
    const made = await work.create(
      department,
      level.map((plan) => ({ name: tongue.say(plan.chinese, plan.english), parent: plan.parent ? (ids.get(plan.parent) ?? null) : null })),
    )
    for (const [i, plan] of level.entries()) ids.set(plan.key, made[i]!.id)
  }
  const people = await work.create(
    member,
    staff.map((plan) => ({
      name: tongue.person(plan.name),
      email: `${tongue.latin(plan.name)}@chengyuan.example`,
      department: ids.get(plan.department)!,
      title: tongue.say(...jobTitles[plan.job]),
      roles: [...jobRoles[plan.job]] as never,
    })),
  )
  await work.changeMany(
    department,
    staff.flatMap((plan, i) =>
      plan.job === 'director' || plan.job === 'leader' ? [{ id: ids.get(plan.department)!, head: people[i]!.id }] : [],
    ),
  )
  const regionOf = (key: string): RegionKey => departments.find((plan) => plan.key === key)!.region
  const sellers = staff.flatMap((plan, i) =>
    plan.weight > 0 ? [{ id: people[i]!.id, region: regionOf(plan.department), weight: plan.weight, skill: plan.skill }] : [],
  )
  if (!host) return sellers
  const { department: has } = await work.one(member, host)
  if (!has) await work.change(member, host, { department: ids.get('hangzhou')! })
  return [{ id: host, region: 'east', weight: 0.5, skill: 1 }, ...sellers]
}

/** Categories and products. Answers the products' ids by code. */
export async function fillCatalogue(work: Work, tongue: Tongue, random: Random): Promise<Record<string, Id<'product'>>> {
  const ids = new Map<string, Id<'productCategory'>>()
  for (const level of [catalogue.filter((plan) => !plan.parent), catalogue.filter((plan) => plan.parent)]) {
    const made = await work.create(
      productCategory,
      level.map((plan) => ({ name: tongue.say(plan.chinese, plan.english), parent: plan.parent ? (ids.get(plan.parent) ?? null) : null })),
    )
    for (const [i, plan] of level.entries()) ids.set(plan.chinese, made[i]!.id)
  }
  const rows = catalogue.flatMap((plan) =>
    plan.products.map((one) => ({
      name: tongue.say(one.chinese, one.english),
      code: one.code,
      category: ids.get(plan.chinese)!,
      price: one.price,
      cost: one.cost,
      unit: tongue.say(...one.unit),
      taxRate: plan.parent === '硬件' ? 13 : 6,
      status: random.weighted([
        ['onSale', 12],
        ['approvalOnly', 1],
        ['offSale', 1],
      ] as const),
    })),
  )
  const made = await work.create(product, rows)
  return Object.fromEntries(made.map((row) => [row.code ?? '', row.id]))
}
