import { by, type Call, type Made, next, once, type Race, type Row, type Stand, walk } from './race-tables.ts'

// Races over orders, what lies in warehouses, and what is expected there.

const house = once(({ made, admin, keeper }) => made(admin, 'warehouse', { name: '杭州仓', keeper: keeper.id }))
const annex = once(({ made, admin, keeper }) => made(admin, 'warehouse', { name: '宁波仓', keeper: keeper.id }))

/** A product of which so many lie in the warehouse. */
async function goods(stand: Stand, quantity: number, more: Row = {}): Promise<Made> {
  const { made, admin, keeper } = stand
  const [warehouse, other, n] = [await house(stand), await annex(stand), next()]
  const id = await made(admin, 'product', { name: `产品${n}`, code: `R${n}`, price: 100, unit: '台', isStocked: true, ...more })
  if (quantity > 0) await made(keeper, 'stockMove', { product: id, warehouse, kind: 'in', quantity, cause: '期初' })
  return { id, product: id, warehouse, other }
}

const customerOf = (stand: Stand, more: Row = {}) =>
  stand.made(stand.admin, 'account', {
    name: `客户${next()}有限公司`,
    owner: stand.rep.id,
    address: '文三路 1 号',
    city: '杭州市',
    ...more,
  })

type Wish = Readonly<{ stock?: number; quantity?: number; account?: Row; steps?: readonly Call[]; more?: Row }>
async function order(stand: Stand, { stock = 1_000, quantity = 10, account = {}, steps = [], more = {} }: Wish = {}): Promise<Made> {
  const kept = await goods(stand, stock)
  const customer = await customerOf(stand, account)
  const line = { product: kept.product, quantity }
  const id = await stand.made(stand.rep, 'order', { account: customer, lines: [line], ...more })
  const lines = (await stand.admin.one('order', id)).lines as Row[]
  const made = { ...kept, id, account: customer, line: stand.idOf(lines[0]) }
  await walk(stand, made, steps)
  const [sent] = await stand.admin.list('delivery', { filter: { order: id } })
  return sent ? { ...made, delivery: stand.idOf(sent) } : made
}

const sold = by('rep', 'order')
const kept = by('keeper', 'order')
const paid = by('finance', 'order')
const confirm = sold('orders.confirm')
const cancel = sold('orders.cancel', { reason: '取消' })
const giveUp = sold('orders.give-up-rest', { reason: '不要了' })
const deliverFour = kept('orders.deliver', ({ line, warehouse }) => ({ warehouse, quantities: { [line!]: 4 } }))
const deliverEight = kept('orders.deliver', ({ line, warehouse }) => ({ warehouse, quantities: { [line!]: 8 } }))
const deliver = kept('orders.deliver', ({ warehouse }) => ({ warehouse }))
const close = paid('orders.close', { reason: '已结清' })
const bill = paid('orders.bill')
const billSent = paid('orders.bill', { onlyDelivered: true })
const sendBack = (settlement: string, quantity?: number): Call => ({
  who: 'keeper',
  action: 'orders.send-back',
  input: ({ delivery, line, warehouse }) => ({
    delivery,
    warehouse,
    reason: '不合适',
    settlement,
    ...(quantity ? { quantities: { [line!]: quantity } } : {}),
  }),
})
const other = (call: Call, id: string): Call => ({ ...call, input: (made) => call.input({ ...made, id: made[id]! }) })

export const orders: readonly Race[] = [
  {
    name: 'a draft of an order',
    begin: (stand) => order(stand),
    calls: [
      confirm,
      by('admin', 'order')('orders.release-credit', { reason: '老客户' }),
      by('admin', 'order')('orders.allow-oversell', { promisedOn: '2030-06-20' }),
    ],
  },
  {
    name: 'a confirmed order',
    begin: (stand) => order(stand, { steps: [confirm] }),
    calls: [deliverFour, deliverEight, deliver, cancel, bill],
    pairs: [
      [0, 0],
      [0, 1],
      [2, 2],
      [1, 3],
      [3, 3],
      [2, 4],
      [3, 4],
      [4, 4],
    ],
  },
  {
    name: 'an order that went out in part',
    begin: (stand) => order(stand, { steps: [confirm, deliverFour] }),
    calls: [deliver, giveUp, sendBack('none', 3), billSent, bill],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 3],
      [2, 2],
      [2, 4],
      [3, 3],
      [0, 4],
    ],
  },
  {
    name: 'an order that went out',
    begin: (stand) => order(stand, { steps: [confirm, deliver] }),
    calls: [close, sendBack('none', 6), sendBack('none'), bill],
  },
  {
    name: 'what came back is settled',
    begin: async (stand) => {
      const made = await order(stand, { steps: [confirm, deliver, bill] })
      const [share] = await stand.admin.list('invoiceShare', { filter: { 'orderLine.order': made.id } as never })
      const invoice = stand.idOf(share!.invoice as Row)
      await stand.call(stand.finance, 'payments.approve', { invoice })
      await stand.call(stand.finance, 'payments.issue', { invoice, invoiceNumber: `G${next()}`, issuedOn: '2030-05-20' })
      await walk(stand, made, [sendBack('redInvoice', 4)])
      const [back] = await stand.admin.list('orderReturn', { filter: { 'delivery.order': made.id } as never })
      return { ...made, orderReturn: stand.idOf(back), invoice }
    },
    calls: [
      {
        who: 'finance',
        action: 'orders.settle',
        input: ({ orderReturn, invoice }) => ({ orderReturn, invoice }),
      },
      { who: 'finance', action: 'payments.redden', input: ({ invoice }) => ({ invoice, amount: 1_000, reason: '折让' }) },
    ],
  },
  {
    name: 'two orders for the last pieces',
    begin: async (stand) => {
      const made = await order(stand, { stock: 10, quantity: 6 })
      const line = { product: made.product, quantity: 6 }
      return { ...made, second: await stand.made(stand.rep, 'order', { account: made.account, lines: [line] }) }
    },
    calls: [confirm, other(confirm, 'second')],
  },
  {
    name: 'two orders on the last credit',
    begin: async (stand) => {
      const made = await order(stand, { account: { creditLimit: 1_500 } })
      const line = { product: made.product, quantity: 10 }
      return { ...made, second: await stand.made(stand.rep, 'order', { account: made.account, lines: [line] }) }
    },
    calls: [
      confirm,
      other(confirm, 'second'),
      by('admin', 'account')('customers.blacklist', ({ account }) => ({ account, effect: 'blockOrder', reason: '失信' })),
      by('admin', 'order')('orders.release-credit', { reason: '老客户' }),
    ],
    pairs: [
      [0, 1],
      [0, 2],
      [1, 3],
    ],
  },
  {
    name: 'orders of a quote that was accepted',
    begin: async (stand) => {
      const quote = await stand.made(stand.rep, 'quote', {
        title: '报价',
        account: await customerOf(stand),
        lines: [{ product: stand.strict!.id, quantity: 1 }],
      })
      return walk(stand, { id: quote }, [
        by('rep', 'quote')('quotes.submit'),
        by('admin', 'quote')('quotes.approve'),
        by('rep', 'quote')('quotes.send'),
        by('rep', 'quote')('quotes.accept', { acceptedBy: '赵启明', proof: '邮件' }),
      ])
    },
    calls: [by('rep', 'quote')('orders.order-from-quote'), by('rep', 'quote')('contracts.from-quote')],
  },
  {
    name: 'orders under a contract',
    begin: async (stand) => {
      const { product } = await goods(stand, 100)
      const account = await customerOf(stand)
      const id = await stand.made(stand.rep, 'contract', {
        name: '合同',
        account,
        amount: 1_130,
        amountFromLines: true,
        lines: [{ product, quantity: 10, price: 100 }],
      })
      await walk(stand, { id }, [
        by('rep', 'contract')('contracts.to-sign', { acceptUnplanned: true }),
        by('rep', 'contract')('contracts.sign', { signedOn: '2030-05-01', winDeal: false }),
      ])
      const line = { product, quantity: 6, price: 100 }
      const [one, two] = await stand.rep.create(
        'order',
        [1, 2].map(() => ({ account, contract: id, lines: [line] })),
      )
      return { id, order: stand.idOf(one), second: stand.idOf(two) }
    },
    calls: [
      by('rep', 'contract')('orders.from-contract'),
      { who: 'rep', action: 'orders.confirm', input: (made) => ({ order: made.order }) },
      { who: 'rep', action: 'orders.confirm', input: (made) => ({ order: made.second }) },
      by('manager', 'contract')('contracts.terminate', { reason: '停产', openPlan: 'keep', orders: 'cancel' }),
      by('rep', 'contract')('contracts.finish', { reason: '完' }),
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 3],
      [1, 1],
      [1, 2],
      [1, 3],
      [1, 4],
      [0, 4],
    ],
  },
  {
    name: 'orders of a deal',
    begin: async (stand) => {
      const { product } = await goods(stand, 10)
      const lines = [{ product, quantity: 2 }]
      return { id: await stand.made(stand.rep, 'opportunity', { name: '产线', account: await customerOf(stand), amount: 100, lines }) }
    },
    calls: [
      by('rep', 'opportunity')('orders.order-from-deal'),
      by('rep', 'opportunity')('sales.win'),
      by('rep', 'opportunity')('quotes.from-deal'),
    ],
  },
  {
    name: 'money for two orders',
    begin: async (stand) => {
      const made = await order(stand, { steps: [confirm] })
      const line = { product: made.product, quantity: 10 }
      const second = await stand.made(stand.rep, 'order', { account: made.account, lines: [line] })
      await stand.call(stand.rep, 'orders.confirm', { order: second })
      const receipt = { amount: 1_500, receivedOn: '2030-05-10', account: made.account }
      const [one, two] = await stand.finance.create('receipt', [receipt, receipt])
      return { ...made, order: made.id!, second, id: stand.idOf(one), otherMoney: stand.idOf(two) }
    },
    calls: [
      by('finance', 'receipt')('orders.allocate-to-order', (made) => ({ order: made.order })),
      by('finance', 'receipt')('orders.allocate-to-order', (made) => ({ order: made.second })),
      { who: 'finance', action: 'orders.allocate-to-order', input: (made) => ({ receipt: made.otherMoney, order: made.order }) },
      { who: 'rep', action: 'orders.cancel', input: (made) => ({ order: made.order, reason: '取消' }) },
      { who: 'finance', action: 'orders.bill', input: (made) => ({ order: made.order }) },
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
      [4, 4],
      [3, 4],
    ],
  },
]

const stocked = by('keeper', 'product')
export const stock: readonly Race[] = [
  {
    name: 'the last pieces of a product',
    begin: async (stand) => {
      const made = await goods(stand, 10)
      return made
    },
    calls: [
      stocked('orders.book', ({ warehouse }) => ({ warehouse, way: 'out', quantity: 6, cause: '报废' })),
      stocked('orders.transfer', ({ warehouse, other: to }) => ({ from: warehouse, to, quantity: 6 })),
      stocked('orders.count', ({ warehouse }) => ({ warehouse, counted: 7, cause: '盘点' })),
      stocked('orders.book', ({ warehouse }) => ({ warehouse, way: 'in', quantity: 6, cause: '退料' })),
    ],
  },
  {
    name: 'pieces that are kept back',
    begin: (stand) => order(stand, { stock: 10, quantity: 6 }),
    calls: [
      confirm,
      {
        who: 'keeper',
        action: 'orders.book',
        input: ({ product, warehouse }) => ({ product, warehouse, way: 'out', quantity: 6, cause: '报废' }),
      },
    ],
  },
  {
    name: 'goods that are expected',
    begin: async (stand) => {
      const { product, warehouse, other: from } = await goods(stand, 10)
      const row = { product, warehouse, quantity: 6, expectedOn: '2030-06-01' }
      return { id: await stand.made(stand.keeper, 'arrival', row), product: product!, from: from! }
    },
    calls: [
      by('keeper', 'arrival')('supply.arrive'),
      by('keeper', 'arrival')('supply.arrive', { quantity: 4 }),
      by('keeper', 'arrival')('supply.call-off', { reason: '停产' }),
    ],
  },
  {
    name: 'what a purchase lets expect',
    begin: async (stand) => {
      const { product, warehouse } = await goods(stand, 0)
      const id = await stand.made(stand.admin, 'contract', {
        name: '采购',
        kind: 'purchase',
        account: await customerOf(stand),
        amount: 1_000,
        amountFromLines: true,
        lines: [{ product, quantity: 10, price: 100 }],
      })
      return walk(stand, { id, warehouse: warehouse! }, [
        by('admin', 'contract')('contracts.to-sign', { acceptUnplanned: true }),
        by('admin', 'contract')('contracts.sign', { signedOn: '2030-05-01' }),
      ])
    },
    calls: [
      by('admin', 'contract')('supply.expect', ({ warehouse }) => ({ warehouse, expectedOn: '2030-06-01' })),
      by('admin', 'contract')('contracts.finish', { reason: '完' }),
    ],
  },
  {
    name: 'a plan of the season',
    begin: (stand) => season(stand, []),
    calls: [by('keeper', 'seasonPlan')('supply.draw-up'), by('keeper', 'seasonPlan')('supply.propose')],
    pairs: [[0, 0]],
  },
  {
    name: 'a plan of the season with its lines',
    begin: (stand) => season(stand, [by('keeper', 'seasonPlan')('supply.draw-up')]),
    calls: [by('keeper', 'seasonPlan')('supply.propose'), by('keeper', 'seasonPlan')('supply.draw-up')],
    pairs: [
      [0, 0],
      [0, 1],
    ],
  },
  {
    name: 'what a season lacks',
    begin: async (stand) => {
      const { id } = await season(stand, [by('keeper', 'seasonPlan')('supply.draw-up'), by('keeper', 'seasonPlan')('supply.propose')])
      const [proposal] = await stand.admin.list('stockProposal', { filter: { seasonPlan: id } as never })
      return { id: stand.idOf(proposal), plan: id! }
    },
    calls: [
      by('keeper', 'stockProposal')('supply.accept'),
      by('keeper', 'stockProposal')('supply.drop'),
      { who: 'keeper', action: 'supply.propose', input: ({ plan }) => ({ seasonPlan: plan }) },
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
    ],
  },
]

async function season(stand: Stand, steps: readonly Call[]): Promise<Made> {
  const category = await stand.made(stand.admin, 'productCategory', { name: `泵${next()}` })
  const { product, warehouse } = await goods(stand, 0, { category })
  const move = { product, warehouse, cause: '去年' }
  await stand.keeper.create('stockMove', [{ ...move, kind: 'in', quantity: 20, movedOn: '2029-01-01' }])
  await stand.keeper.create('stockMove', [{ ...move, kind: 'out', quantity: -20, movedOn: '2029-06-05' }])
  const id = await stand.made(stand.keeper, 'seasonPlan', {
    name: `夏${next()}`,
    firstMonth: '2030-06-15',
    months: 2,
    factor: 150,
    category,
  })
  return walk(stand, { id }, steps)
}
