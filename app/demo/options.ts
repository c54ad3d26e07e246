import type { Id, Work } from '#kernel'
import { addDays } from '#kernel/model'
import { optionGroup, optionRule, productOption, promotion } from '#modules/catalog'
import type { Tongue } from './tongue.ts'

type Ids = Readonly<Record<string, Id<'product'>>>

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
