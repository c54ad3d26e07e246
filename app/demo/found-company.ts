import type { Id, Work } from '#kernel'
import { addDays, department, member } from '#kernel/model'
import { optionGroup, optionRule, product, productCategory, productOption, promotion } from '#modules/catalog'
import { catalogue } from './catalogue.ts'
import type { RegionKey } from './places.ts'
import type { MemberId } from './plan-types.ts'
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

/** Categories and products, all on sale. Answers the products' ids by code. */
export async function fillCatalogue(work: Work, tongue: Tongue): Promise<Record<string, Id<'product'>>> {
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
    })),
  )
  const made = await work.create(product, rows)
  return Object.fromEntries(made.map((row) => [row.code ?? '', row.id]))
}

type Ids = Readonly<Record<string, Id<'product'>>>

/** By the end of the year some are not sold any more, or with approval only: older documents keep them. */
export const endSale = (work: Work, ids: Ids): Promise<unknown> =>
  work.changeMany(
    product,
    Object.values(ids).flatMap((id, i) => {
      const status = ({ 5: 'approvalOnly', 11: 'offSale' } as const)[i % 14]
      return status ? [{ id, status }] : []
    }),
  )

/** What may be chosen with the warehouse software and the forklift terminal, and what goes together. */
export async function fillOptions(work: Work, tongue: Tongue, ids: Ids): Promise<void> {
  const [modules, services, reading, power] = await work.create(optionGroup, [
    { product: ids['WMS-PRO']!, name: tongue.say('功能模块', 'Modules'), pick: 'several', most: 3, position: 1 },
    { product: ids['WMS-PRO']!, name: tongue.say('上线服务', 'Going live'), pick: 'several', position: 2 },
    { product: ids.V10!, name: tongue.say('扫描方式', 'Scanning'), pick: 'one', position: 1 },
    { product: ids.V10!, name: tongue.say('供电与保障', 'Power and warranty'), pick: 'several', most: 2, position: 2 },
  ])
  const options = [
    { group: modules!.id, code: 'WMS-LOT', chinese: '批次追溯', english: 'Batch traceability' },
    { group: modules!.id, code: 'WMS-BOND', chinese: '保税仓', english: 'Bonded warehouse' },
    { group: modules!.id, code: 'WMS-COLD', chinese: '冷链温控', english: 'Cold chain' },
    { group: modules!.id, code: 'WMS-DOCK', chinese: '月台预约', english: 'Dock scheduling' },
    { group: services!.id, code: 'SRV-IMP', chinese: '实施人天', english: 'Implementation days', asked: true, quantity: 30 },
    { group: services!.id, code: 'SRV-MNT', chinese: '首年维保', english: 'First year of maintenance' },
    { group: reading!.id, code: 'RING-2', chinese: '指环扫描', english: 'Ring scanner' },
    { group: reading!.id, code: 'C60', chinese: '手持扫描', english: 'Handheld' },
    { group: power!.id, code: 'CRADLE', chinese: '充电底座', english: 'Charging cradle' },
    { group: power!.id, code: 'SRV-HW', chinese: '延保', english: 'Warranty extension' },
  ]
  const made = await work.create(
    productOption,
    options.map((one, i) => ({
      group: one.group,
      name: tongue.say(one.chinese, one.english),
      product: ids[one.code]!,
      position: i,
      quantityRule: one.asked ? ('asked' as const) : ('perHead' as const),
      quantity: one.quantity ?? 1,
      ...(one.asked ? { leastQuantity: 10, mostQuantity: 200 } : {}),
    })),
  )
  const of = (code: string) => made[options.findIndex((one) => one.code === code)]!.id
  await work.add(optionRule, [
    {
      product: ids['WMS-PRO']!,
      kind: 'requires',
      option: of('WMS-BOND'),
      other: of('WMS-LOT'),
      reason: tongue.say('海关要求批次可追溯', 'Customs asks for batches'),
    },
    {
      product: ids['WMS-PRO']!,
      kind: 'adds',
      option: of('SRV-IMP'),
      part: ids['SRV-TRN']!,
      quantityRule: 'fixed',
      quantity: 2,
      pricing: 'included',
    },
    { product: ids.V10!, kind: 'excludes', option: of('RING-2'), other: of('C60') },
  ])
}

/** A promotion that is over and one that runs. */
export async function fillPromotions(
  work: Work,
  tongue: Tongue,
  ids: Ids,
  { from, until }: Readonly<{ from: string; until: string }>,
): Promise<void> {
  const terminals = [ids.C60!, ids.C80!, ids.V10!]
  await work.create(promotion, [
    {
      name: tongue.say('终端以旧换新', 'Trade-in of terminals'),
      kind: 'percent',
      rate: 8,
      startsOn: addDays(from, -60),
      endsOn: addDays(from, -1),
      items: terminals.map((product, i) => ({ product, position: i })) as never,
    },
    {
      name: tongue.say('终端买十赠一', 'Ten terminals, one free'),
      kind: 'buyGet',
      buy: 10,
      free: 1,
      startsOn: from,
      endsOn: until,
      mostUses: 50,
      items: terminals.map((product, i) => ({ product, position: i })) as never,
    },
  ])
}
