import { type Engine, type Id, type NewRow, type Session, system, type Work } from '#kernel'
import { product } from '#modules/catalog'
import { legalEntity } from '#modules/company'
import { contract, planLine, serveWaiting } from '#modules/contracts'
import { account, contact } from '#modules/customers'
import { receipt, supplierPayment } from '#modules/payments'
import { accept, approve, quote, send, submit } from '#modules/quotes'
import { opportunity } from '#modules/sales'
import { amountOf } from '#objects/catalog'
import type { Scene } from './scene.ts'
import { drawSeal } from './seal.ts'

type Span = Readonly<{ startedAt: Date; now: Date }>
type Deal = Readonly<{
  id: Id<'opportunity'>
  name: string
  account: Id<'account'> | null
  contact: Id<'contact'> | null
  product: Id<'product'> | null
  owner: Id<'member'> | null
  closedOn: string | null
  amount: Readonly<{ amount: number; currency: string }> | null
}>
type Instalment = Readonly<{
  id: Id<'planLine'>
  contract: Id<'contract'>
  instalment: number
  name: string
  dueOn: string
  amount: number
  deal: Deal
}>
type Rows = Readonly<{ contracts: NewRow<typeof contract>[]; plan: NewRow<typeof planLine>[]; receipts: NewRow<typeof receipt>[] }>

const weekMs = 7 * 86_400_000
const most = 10_000
/** Deals that are spoken about in figures: quotes lie before these customers. */
const quoting = ['solution', 'tender', 'negotiation', 'signing'] as const
const mostQuotes = 45

/**
 * The books of the year: a contract with its plan for nearly every deal that was won, the money that came for it early, late, in part or not yet, week by week; some
 * money that nobody has claimed, and quotes of deals that are under way. `session` is an administrator's.
 */
export async function keepBooks(engine: Engine, session: Session, scene: Scene, span: Span): Promise<void> {
  const { tongue } = scene
  const { won, open, entity } = await engine.work(session, { via: 'command', cause: 'demo', now: span.startedAt }, async (work) => {
    const [made] = await work.create(legalEntity, [
      {
        name: tongue.say('澄远科技（杭州）有限公司', 'Chengyuan Technology (Hangzhou) Co., Ltd.'),
        isDefault: true,
        defaultTax: 13,
        registeredAddress: tongue.say('杭州市示范路 88 号', '88 Sample Road, Hangzhou'),
        taxNumber: '91330100MA0000000X',
        seal: await work.files.keep({ name: 'seal.png', type: 'image/png', content: drawSeal() }),
        bankAccounts: [{ bank: tongue.say('示例银行杭州分行', 'Sample Bank, Hangzhou'), number: '6200 0000 0000 0088', isDefault: true }],
      },
    ])
    await nameCustomers(work, scene)
    return {
      entity: made!.id,
      won: (await work.find(
        opportunity,
        { outcome: 'won', account: { empty: false } },
        { limit: most, sort: ['closedOn', 'id'] },
      )) as readonly Deal[],
      open: (await work.find(
        opportunity,
        { outcome: 'open', stage: { in: [...quoting] }, account: { empty: false }, product: { empty: false } },
        { limit: mostQuotes, sort: ['-createdAt', 'id'] },
      )) as readonly Deal[],
    }
  })
  const weeks = bookWeeks(scene, won, { ...span, entity })
  for (const [end, { contracts, plan, receipts }] of weeks) {
    await engine.work(session, { via: 'import', cause: tongue.say('财务账.xlsx', 'books.xlsx'), now: end }, async (work) => {
      if (contracts.length > 0) await work.create(contract, contracts)
      if (plan.length > 0) await work.create(planLine, plan)
      if (receipts.length > 0) await work.create(receipt, receipts)
    })
    while ((await engine.work(session, { via: 'job', cause: 'contracts.serve', now: end }, serveWaiting)) > 0);
  }
  await buyGoods(engine, session, scene, { ...span, entity })
  for (const deal of open) await makeQuote(engine, session, scene, { deal, now: span.now })
}

function bookWeeks(scene: Scene, won: readonly Deal[], { startedAt, now, entity }: Span & { entity: Id<'legalEntity'> }): [Date, Rows][] {
  const today = scene.dayOf(now)
  const weeks = new Map<number, Rows>()
  const weekOf = (day: string): Rows => {
    const end = Math.min(
      now.getTime(),
      startedAt.getTime() + Math.max(1, Math.ceil((Date.parse(day) + weekMs / 7 - startedAt.getTime()) / weekMs)) * weekMs,
    )
    const rows = weeks.get(end) ?? { contracts: [], plan: [], receipts: [] }
    weeks.set(end, rows)
    return rows
  }
  for (const deal of won) {
    // Some papers are still on their way.
    if (!deal.closedOn || !deal.amount || scene.random.chance(0.08)) continue
    const { row, plan } = contractOf(scene, deal, entity)
    const week = weekOf(deal.closedOn)
    week.contracts.push(row)
    week.plan.push(...plan.map(planRow))
    for (const part of plan) {
      const paid = payment(scene, part, today)
      if (paid) weekOf(paid.receivedOn).receipts.push({ ...paid, legalEntity: entity })
    }
  }
  for (let n = 0; n < 5; n++) weekOf(today).receipts.push({ ...unclaimed(scene, now), legalEntity: entity })
  return [...weeks].sort(([a], [b]) => a - b).map(([end, rows]) => [new Date(end), rows])
}

/** Small ones are paid at once; of the others a part is paid on signing, most of it on delivery, and a little is held back for a year. */
function contractOf(scene: Scene, deal: Deal, entity: Id<'legalEntity'>): { row: NewRow<typeof contract>; plan: Instalment[] } {
  const { random, tongue } = scene
  const signed = new Date(`${deal.closedOn}T00:00:00Z`)
  const id = scene.newId<'contract'>(signed)
  const { amount } = deal.amount!
  const first = Math.round(amount * 0.3)
  const last = Math.round(amount * 0.1)
  const parts =
    amount < 50_000
      ? [{ days: 14, amount, name: tongue.say('全款', 'In full') }]
      : [
          { days: 7, amount: first, name: tongue.say('预付款', 'On signing') },
          { days: random.int(45, 100), amount: amount - first - last, name: tongue.say('交付款', 'On delivery') },
          { days: 365, amount: last, name: tongue.say('质保金', 'Held back') },
        ]
  const plan = parts.map((part, i) => ({
    instalment: i + 1,
    name: part.name,
    id: scene.newId<'planLine'>(signed),
    contract: id,
    deal,
    dueOn: scene.dayOf(signed, part.days),
    amount: part.amount,
  }))
  const isService = random.chance(0.25)
  const row: NewRow<typeof contract> = {
    id,
    name: deal.name,
    account: deal.account!,
    opportunity: deal.id,
    kind: isService ? 'service' : 'sales',
    legalEntity: entity,
    owner: deal.owner!,
    status: 'running',
    amount: deal.amount!,
    payMethod: 'transfer',
    signedOn: deal.closedOn!,
    startsOn: deal.closedOn!,
    endsOn: scene.dayOf(signed, 364),
    isRenewable: isService,
    customerSignatory: deal.contact,
  }
  return { row, plan }
}

const planRow = ({ deal, ...row }: Instalment): NewRow<typeof planLine> => ({ ...row, responsible: deal.owner! })

/** Most pay within some days of the day, some weeks late, some in part, some not at all. Null for what has not come by `today`. */
function payment(scene: Scene, part: Instalment, today: string): (NewRow<typeof receipt> & { receivedOn: string }) | null {
  const { random } = scene
  const delay = random.weighted([
    [random.int(-5, 6), 6],
    [random.int(7, 45), 3],
    [4_000, 1],
  ])
  const receivedOn = scene.dayOf(new Date(`${part.dueOn}T00:00:00Z`), delay)
  if (receivedOn > today || receivedOn < part.deal.closedOn!) return null
  const amount = random.chance(0.06) ? Math.round(part.amount / 2) : part.amount
  return {
    status: 'confirmed',
    account: part.deal.account!,
    owner: part.deal.owner!,
    receivedOn,
    amount,
    method: 'transfer',
    bankReference: reference(scene, receivedOn),
    allocations: [{ contract: part.contract, planLine: part.id, amount }],
  }
}

const reference = ({ random }: Scene, day: string): string =>
  `${day.replaceAll('-', '')}${String(random.int(0, 99_999_999)).padStart(8, '0')}`

/** Money of whose payer nothing is known but the line of the bank. */
function unclaimed(scene: Scene, now: Date): NewRow<typeof receipt> {
  const { random, tongue } = scene
  const receivedOn = scene.dayOf(now, -random.int(0, 20))
  return {
    receivedOn,
    amount: random.int(5, 90) * 1000,
    payerName: tongue.proper(scene.takeName()),
    purpose: tongue.say('货款', 'Goods'),
    bankReference: reference(scene, receivedOn),
  }
}

const suppliers = [
  ['联芯电子供应链有限公司', 'Lianxin Components Supply'],
  ['恒达包装材料有限公司', 'Hengda Packaging'],
  ['云桥数据中心有限公司', 'Yunqiao Data Centre'],
  ['博睿技术外包有限公司', 'Borui Contractors'],
] as const
const monthsBought = 12

/** What the company buys: an order with some supplier nearly every month, a third on signing and the rest on delivery; what is due is paid, what is due soon is asked for and partly agreed to. */
async function buyGoods(
  engine: Engine,
  session: Session,
  scene: Scene,
  { now, entity }: Span & Readonly<{ entity: Id<'legalEntity'> }>,
): Promise<void> {
  const { random, tongue } = scene
  const today = scene.dayOf(now)
  await engine.work(session, { via: 'import', cause: tongue.say('采购台账.xlsx', 'purchases.xlsx'), now }, async (work) => {
    const from = await work.create(
      account,
      suppliers.map(([zh, en]) => ({ name: tongue.say(zh, en) })),
    )
    const goods = await work.find(product, {}, { limit: 12, sort: ['createdAt', 'id'] })
    const bought = Array.from({ length: monthsBought }, (_, back) => {
      const signed = new Date(now.getTime() - (back * 30 + random.int(0, 20)) * (weekMs / 7))
      const seller = from[back % from.length]!
      const item = goods[back % goods.length]!
      const [quantity, price] = [random.int(5, 40), random.int(8, 60) * 100]
      return { id: scene.newId<'contract'>(signed), signed, seller, item, quantity, price, amount: quantity * price }
    })
    await work.create(
      contract,
      bought.map(({ id, signed, seller, item, quantity, price }) => ({
        id,
        name: `${tongue.say('采购', 'Purchase of')} ${item.name}`,
        account: seller.id,
        kind: 'purchase' as const,
        legalEntity: entity,
        owner: session.actor.memberId as never,
        status: 'running' as const,
        signedOn: scene.dayOf(signed),
        startsOn: scene.dayOf(signed),
        endsOn: scene.dayOf(signed, 180),
        payMethod: 'transfer' as const,
        lines: [{ product: item.id, quantity, price }],
      })),
    )
    const plan = bought.flatMap(({ id, signed, amount }) => {
      const first = Math.round(amount * 0.3)
      return [
        { days: 7, amount: first, name: tongue.say('预付款', 'On signing') },
        { days: random.int(50, 90), amount: amount - first, name: tongue.say('到货款', 'On delivery') },
      ].map((part, i) => ({
        id: scene.newId<'planLine'>(signed),
        contract: id,
        instalment: i + 1,
        name: part.name,
        amount: part.amount,
        dueOn: scene.dayOf(signed, part.days),
      }))
    })
    await work.create(planLine, plan)
    await payFor(work, scene, { plan, today, soon: scene.dayOf(now, 30) })
  })
}

type Due = Readonly<{ id: Id<'planLine'>; contract: Id<'contract'>; name: string; amount: number; dueOn: string }>

async function payFor(work: Work, scene: Scene, o: Readonly<{ plan: readonly Due[]; today: string; soon: string }>): Promise<void> {
  const asked = o.plan.filter(({ dueOn }) => dueOn <= o.soon)
  await work.as(system('what was bought is paid')).create(
    supplierPayment,
    asked.map(({ id, contract: of, name, amount, dueOn }) => {
      const isPaid = dueOn < o.today
      return {
        contract: of,
        planLine: id,
        amount,
        purpose: name,
        dueOn,
        owner: work.actor.memberId as never,
        status: isPaid ? ('paid' as const) : scene.random.chance(0.5) ? ('approved' as const) : ('requested' as const),
        ...(isPaid ? { paidOn: dueOn, bankReference: reference(scene, dueOn) } : {}),
      }
    }),
  )
}

/** As many of the product as the amount holds, and the work that goes with it. */
function quoted({ tongue }: Scene, deal: Deal, price: number): NonNullable<NewRow<typeof quote>['lines']> {
  const { amount } = deal.amount!
  const quantity = price > 0 ? Math.floor(amount / price) : 0
  if (quantity === 0) return [{ product: deal.product!, quantity: 1, price: amount }]
  const rest = amount - quantity * price
  const work = {
    description: tongue.say('实施与集成服务', 'Installation and integration'),
    price: rest,
    cost: Math.round(rest * 0.55),
    position: 1,
  }
  return [{ product: deal.product!, quantity, price }, ...(rest > 0 ? [work] : [])]
}

/** A quote over the deal's amount: still written, before the customer, or accepted. */
async function makeQuote(engine: Engine, session: Session, scene: Scene, { deal, now }: { deal: Deal; now: Date }): Promise<void> {
  const { random } = scene
  const steps = random.weighted([
    [0, 3],
    [2, 4],
    [3, 2],
  ])
  const at = new Date(now.getTime() - random.int(1, 18 * 24) * 3_600_000)
  await engine.work(session, { via: 'web', now: at }, async (work) => {
    const [made] = await work.create(quote, [
      {
        title: deal.name,
        account: deal.account!,
        contact: deal.contact,
        opportunity: deal.id,
        owner: deal.owner!,
        lines: quoted(scene, deal, amountOf((await work.one(product, deal.product!)).price) ?? 0),
      },
    ])
    const id = { quote: made!.id }
    if (steps === 0) return
    const { status } = await work.call(submit, id)
    if (status === 'inApproval') await work.call(approve, id)
    await work.call(send, id)
    if (steps < 3 || !deal.contact) return
    const { name } = await work.one(contact, deal.contact)
    await work.call(accept, { ...id, acceptedBy: name, proof: scene.tongue.say('邮件确认', 'Said by mail') })
  })
}

/** Some customers allow that others hear of them. */
async function nameCustomers(work: Work, { tongue }: Scene): Promise<void> {
  const known = await work.find(account, { opportunities: { some: { outcome: 'won' } } }, { limit: 5, sort: ['createdAt'] })
  const said = tongue.say('系统上线并稳定运行一年以上', 'In use for more than a year')
  await work.changeMany(
    account,
    known.map(({ id }) => ({ id, mayBeNamed: true, reference: said }) as never),
  )
}
