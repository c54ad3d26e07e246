import { type Engine, type Id, type NewRow, type Session, system, type Work } from '#kernel'
import { member } from '#kernel/model'
import { product } from '#modules/catalog'
import { legalEntity } from '#modules/company'
import { account, contact } from '#modules/customers'
import { delivery, order, orderLine, orderReturn, reservation, stockMove, warehouse } from '#modules/orders'
import { amountOf } from '#objects/catalog'
import type { Scene } from './scene.ts'
import { openStockRoom, type StockRoom } from './stock-room.ts'
import type { Both } from './tongue.ts'

type Span = Readonly<{ startedAt: Date; now: Date }>
type Goods = Readonly<{ id: Id<'product'>; name: string; unit: string | null; price: number; taxRate: number | null }>
type Customer = Readonly<{ id: Id<'account'>; owner: Id<'member'> | null; address: string | null; city: string | null }>
type Person = Readonly<{ id: Id<'contact'>; account: string | null; name: string; mobile: string | null }>
type House = Readonly<{ id: Id<'warehouse'>; from: number }>
type Line = Readonly<{ id: Id<'orderLine'>; goods: Goods; quantity: number }>
type Rows = Readonly<{
  orders: NewRow<typeof order>[]
  lines: NewRow<typeof orderLine>[]
  deliveries: NewRow<typeof delivery>[]
  returns: NewRow<typeof orderReturn>[]
  moves: NewRow<typeof stockMove>[]
}>
type Company = Readonly<{
  entity: Id<'legalEntity'> | null
  people: ReadonlyMap<string, Person>
  goods: readonly Goods[]
  customers: readonly Customer[]
  houses: readonly House[]
  keeper: Id<'member'> | null
}>
type Status = NonNullable<NewRow<typeof order>['status']>

const most = 10_000
const weekMs = 7 * 86_400_000
const perCustomer = 1.4
const carriers: readonly Both[] = [
  ['顺丰速运', 'SF Express'],
  ['德邦快递', 'Deppon'],
  ['京东物流', 'JD Logistics'],
]
const whyBack: readonly Both[] = [
  ['外箱破损', 'Damaged box'],
  ['型号发错', 'Wrong model'],
  ['多订退回', 'Ordered too many'],
]
/** Codes of what is counted in pieces; the rest are services and licences. */
const pieces = ['C60', 'C80', 'C60-COLD', 'RING-2', 'CRADLE', 'BATTERY', 'V10', 'T7', 'PRN-4', 'LBL-A', 'RIB-W', 'TAG-R'] as const

/**
 * A year of small orders, by visit, telephone, shop and partner, from two warehouses: nearly all of the old ones are delivered and closed, some came back, some of the last weeks are open, a few late. What
 * leaves was there before. `session` is an administrator's.
 */
export async function keepOrders(engine: Engine, session: Session, scene: Scene, span: Span): Promise<void> {
  const { tongue } = scene
  const company = await engine.work(session, { via: 'command', cause: 'demo', now: span.startedAt }, async (work): Promise<Company> => {
    const [keeper] = await work.find(member, { roles: { contains: 'warehouse' } } as never, { limit: 1 })
    const houses = await work.create(warehouse, [
      {
        name: tongue.say('杭州中心仓', 'Hangzhou central'),
        code: 'HZ',
        keeper: keeper?.id ?? null,
        address: tongue.say('杭州市萧山区物流大道 18 号', '18 Logistics Avenue, Hangzhou'),
      },
      {
        name: tongue.say('成都分仓', 'Chengdu branch'),
        code: 'CD',
        address: tongue.say('成都市双流区空港二路 6 号', '6 Airport Road, Chengdu'),
      },
    ])
    return {
      keeper: keeper?.id ?? null,
      houses: houses.map(({ id }, i) => ({ id, from: i === 0 ? 0.7 : 0.3 })),
      ...(await readCompany(work)),
    }
  })
  if (company.customers.length === 0) return
  const total = Math.min(300, Math.ceil(company.customers.length * perCustomer))
  const { weeks, kept } = planOrders(scene, company, { ...span, total })
  for (const [end, rows] of weeks)
    await engine.work(session, { via: 'import', cause: tongue.say('订单与发货.xlsx', 'orders.xlsx'), now: end }, async (work) => {
      const kernel = work.as(system('orders of the year'))
      if (rows.orders.length > 0) await kernel.create(order, rows.orders)
      if (rows.lines.length > 0) await kernel.create(orderLine, rows.lines)
      if (rows.deliveries.length > 0) await kernel.create(delivery, rows.deliveries)
      if (rows.returns.length > 0) await kernel.create(orderReturn, rows.returns)
      if (rows.moves.length > 0) await kernel.create(stockMove, rows.moves)
    })
  await engine.work(session, { via: 'command', cause: 'demo', now: span.now }, (work) =>
    work.as(system('an order goes on')).create(reservation, kept),
  )
}

/** Who orders, who takes the goods there, and what there is to order, which is kept in stock from now on. */
async function readCompany(work: Work) {
  const found = await work.find(product, { code: { in: [...pieces] } }, { limit: most, sort: ['code'] })
  await work.changeMany(product, found.map(({ id }) => ({ id, isStocked: true })) as never)
  const customers = await work.find(
    account,
    { stage: { in: ['execution', 'aftersales'] }, owner: { empty: false } },
    { limit: most, sort: ['createdAt', 'id'] },
  )
  const people = await work.find(contact, { 'account.stage': { in: ['execution', 'aftersales'] } } as never, { limit: most, sort: ['id'] })
  const [entity] = await work.find(legalEntity, { isDefault: true }, { limit: 1 })
  return {
    entity: entity?.id ?? null,
    people: new Map(people.map((one) => [String(one.account), one])),
    goods: found.map((one) => ({ id: one.id, name: one.name, unit: one.unit, price: amountOf(one.price) ?? 1, taxRate: one.taxRate })),
    customers,
  }
}

type Wish = Span & Readonly<{ total: number }>

function planOrders(scene: Scene, company: Company, { startedAt, now, total }: Wish) {
  const weeks = new Map<number, Rows>()
  const weekOf = (day: string): Rows => {
    const end = Math.min(
      now.getTime(),
      startedAt.getTime() + Math.max(1, Math.ceil((Date.parse(day) + weekMs / 7 - startedAt.getTime()) / weekMs)) * weekMs,
    )
    const rows = weeks.get(end) ?? { orders: [], lines: [], deliveries: [], returns: [], moves: [] }
    weeks.set(end, rows)
    return rows
  }
  const room = openStockRoom()
  const first = scene.dayOf(startedAt)
  for (const { id: place, from } of company.houses)
    for (const one of company.goods)
      room.comes(
        { product: one.id, warehouse: place },
        { quantity: Math.round((one.price < 100 ? 400 : 60) * from), on: first, cause: scene.tongue.say('期初库存', 'Opening stock') },
      )
  const spanDays = Math.floor((now.getTime() - startedAt.getTime()) / 86_400_000)
  // Business grew: the later half of the year has more orders.
  const days = Array.from({ length: total }, () => Math.floor(scene.random.next() ** 0.8 * (spanDays - 1))).sort((a, b) => a - b)
  // The last ones are of these days and wait for the warehouse.
  days.splice(-2, 2, spanDays - 3, spanDays - 1)
  const kept: NewRow<typeof reservation>[] = []
  for (const [n, day] of days.entries()) kept.push(...placeOrder(scene, company, { n, room, weekOf, age: spanDays - day, now }))
  for (const move of room.moves(scene.tongue.say('采购入库', 'Bought in'))) weekOf(move.movedOn).moves.push(move)
  return { weeks: [...weeks].sort(([a], [b]) => a - b).map(([end, rows]): [Date, Rows] => [new Date(end), rows]), kept }
}

type Setting = Readonly<{ n: number; room: StockRoom; weekOf(day: string): Rows; age: number; now: Date }>

const statusOf = ({ random }: Scene, age: number): Status =>
  age <= 3
    ? 'confirmed'
    : age > 45
      ? random.weighted([
          ['closed', 86],
          ['cancelled', 5],
          ['partReturned', 5],
          ['delivered', 4],
        ])
      : random.weighted(
          age > 14
            ? [
                ['delivered', 6],
                ['closed', 3],
                ['partDelivered', 2],
                ['confirmed', 1],
              ]
            : [
                ['confirmed', 6],
                ['partDelivered', 2],
                ['delivered', 3],
                ['draft', 2],
              ],
        )

/** One order with everything that has become of it by today; answers what it still keeps back. */
function placeOrder(scene: Scene, company: Company, { n, room, weekOf, age, now }: Setting): NewRow<typeof reservation>[] {
  const { random, tongue } = scene
  const customer = random.pick(company.customers)
  const orderedOn = scene.dayOf(now, -age)
  const at = new Date(`${orderedOn}T02:00:00Z`)
  const lines = random
    .shuffled(company.goods)
    .slice(0, random.int(1, 3))
    .map((goods): Line => ({ id: scene.newId<'orderLine'>(at), goods, quantity: goods.price < 100 ? random.int(5, 60) : random.int(1, 8) }))
  const status = asFew(statusOf(scene, age), lines)
  const id = scene.newId<'order'>(at)
  const place = random.chance(0.7) ? company.houses[0]!.id : company.houses[1]!.id
  const number = (prefix: string) => `${prefix}-${orderedOn.slice(0, 4)}-${String(n + 1).padStart(6, '0')}`
  weekOf(orderedOn).orders.push({
    id,
    number: number('DD'),
    account: customer.id,
    owner: customer.owner,
    legalEntity: company.entity,
    ...receiver(company.people.get(customer.id)),
    status,
    channel: random.weighted([
      ['field', 45],
      ['phone', 28],
      ['shop', 17],
      ['partner', 10],
    ] as const),
    orderedOn,
    promisedOn: scene.dayOf(at, random.int(3, 21)),
    warehouse: place,
    deliveryAddress: [customer.city, customer.address].filter(Boolean).join('') || null,
    ...(status === 'draft' ? {} : { confirmedOn: orderedOn }),
    ...(status === 'cancelled' ? { endReason: tongue.say('客户改单', 'The customer changed his mind') } : {}),
  })
  weekOf(orderedOn).lines.push(
    ...lines.map(({ id: line, goods, quantity }, i) => ({
      id: line,
      order: id,
      position: (i + 1) * 10,
      product: goods.id,
      description: goods.name,
      unit: goods.unit,
      quantity,
      price: goods.price,
      discount: random.chance(0.2) ? 5 : 0,
      taxRate: goods.taxRate,
    })),
  )
  if (status === 'draft' || status === 'cancelled') return []
  const sent = lines.map((line) => ({ ...line, quantity: sentOf(line, status) })).filter(({ quantity }) => quantity > 0)
  if (sent.length > 0) sendOut(scene, company, { id, place, sent, number: number('FH'), status, at, room, weekOf, now })
  return status === 'confirmed' || status === 'partDelivered'
    ? lines
        .map(({ id: line, goods, quantity }) => ({
          product: goods.id,
          orderLine: line,
          quantity: quantity - (sent.find((one) => one.id === line)?.quantity ?? 0),
        }))
        .filter(({ quantity }) => quantity > 0)
    : []
}

/** Of single pieces no part is delivered, and of one piece no part comes back. */
function asFew(status: Status, lines: readonly Line[]): Status {
  if (status === 'partDelivered' && lines.every(({ quantity }) => quantity < 2)) return 'confirmed'
  return status === 'partReturned' && lines.reduce((sum, { quantity }) => sum + quantity, 0) < 2 ? 'closed' : status
}

const receiver = (one: Person | undefined) => (one ? { contact: one.id, consignee: one.name, consigneePhone: one.mobile } : {})

/** Of a part delivery half of what can be halved; at least one piece stays open. */
const sentOf = ({ quantity }: Line, status: Status): number =>
  status === 'confirmed' ? 0 : status === 'partDelivered' ? Math.floor(quantity / 2) : quantity

type Sending = Pick<Setting, 'room' | 'weekOf' | 'now'> &
  Readonly<{ id: Id<'order'>; place: Id<'warehouse'>; sent: readonly Line[]; number: string; status: Status; at: Date }>

function sendOut(scene: Scene, { keeper }: Company, { id, place, sent, number, status, at, room, weekOf, now }: Sending): void {
  const { random, tongue } = scene
  const today = scene.dayOf(now)
  const planned = scene.dayOf(at, random.int(1, 12))
  const deliveredOn = planned > today ? today : planned
  const head = scene.newId<'delivery'>(at)
  weekOf(deliveredOn).deliveries.push({
    id: head,
    number,
    order: id,
    warehouse: place,
    deliveredOn,
    carrier: tongue.say(...random.pick(carriers)),
    trackingNumber: `SF${random.int(1000, 9999)}${String(random.int(0, 99_999_999)).padStart(8, '0')}`,
    deliveredBy: keeper,
    lines: sent.map(({ id: orderLine, quantity }) => ({ orderLine, quantity })),
  })
  for (const { goods, quantity } of sent)
    room.leaves({ product: goods.id, warehouse: place }, { quantity, on: deliveredOn, delivery: head, cause: number })
  if (status !== 'partReturned') return
  const [back] = sent
  const one = scene.newId<'orderReturn'>(at)
  const returnedOn = scene.dayOf(new Date(`${deliveredOn}T02:00:00Z`), random.int(1, 6))
  const cause = number.replace('FH', 'TH')
  weekOf(returnedOn).returns.push({
    id: one,
    number: cause,
    order: id,
    delivery: head,
    warehouse: place,
    returnedOn,
    reason: tongue.say(...random.pick(whyBack)),
    settlement: random.pick(['refund', 'credit', 'redInvoice'] as const),
    lines: [{ orderLine: back!.id, quantity: 1, value: back!.goods.price }],
  })
  room.comesBack({ product: back!.goods.id, warehouse: place }, { quantity: 1, on: returnedOn, orderReturn: one, cause })
}
