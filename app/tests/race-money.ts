import { by, type Call, type Made, next, type Race, type Row, type Stand, walk } from './race-tables.ts'

// Races over contracts and their plans, invoices, money that came and money that goes.

const customerOf = (stand: Stand, more: Row = {}) =>
  stand.made(stand.rep, 'account', { name: `付款客户${next()}有限公司`, address: '文三路 1 号', city: '杭州市', ...more })

type Wish = Readonly<{ amount?: number; kind?: string; signed?: boolean; account?: string; more?: Row }>
/** A contract with two instalments. */
async function agreed(stand: Stand, { amount = 1_000, kind = 'sales', signed = true, more = {}, ...o }: Wish = {}): Promise<Made> {
  const account = o.account ?? (await customerOf(stand))
  const plan = [1, 2].map((instalment) => ({ instalment, dueOn: instalment === 1 ? '2030-05-01' : '2030-09-01', amount: amount / 2 }))
  const id = await stand.made(stand.rep, 'contract', { name: `合同${next()}`, kind, account, amount, plan, ...more })
  if (signed) {
    await stand.call(stand.rep, 'contracts.to-sign', { contract: id })
    await stand.call(stand.rep, 'contracts.sign', { contract: id, signedOn: '2030-04-10', winDeal: false })
  }
  const [first, second] = await stand.admin.list('planLine', { filter: { contract: id }, sort: ['instalment'] })
  return { id, contract: id, account, first: String(first?.id), second: String(second?.id) }
}

const money = (stand: Stand, account: string | undefined, amount: number) =>
  stand.made(stand.finance, 'receipt', { amount, receivedOn: '2030-05-10', ...(account ? { account } : { payerName: '不知是谁' }) })

async function invoiced(stand: Stand, contract: string, account: string, amount: number): Promise<string> {
  const invoice = await stand.made(stand.rep, 'invoice', { kind: 'ordinary', account, titleName: '客户', shares: [{ contract, amount }] })
  await stand.call(stand.finance, 'payments.approve', { invoice })
  await stand.call(stand.finance, 'payments.issue', { invoice, invoiceNumber: `M${next()}`, issuedOn: '2030-05-20' })
  return invoice
}

const finance = (action: string, input: Call['input']): Call => ({ who: 'finance', action, input })
const allocate = (receipt: string, more: (made: Made) => Row = ({ contract }) => ({ contract })): Call =>
  finance('payments.allocate', (made) => ({ receipt: made[receipt], ...more(made) }))

export const received: readonly Race[] = [
  {
    name: 'money for two contracts',
    begin: async (stand) => {
      const one = await agreed(stand)
      const two = await agreed(stand, { account: one.account! })
      return { ...one, other: two.id!, id: await money(stand, one.account, 800), more: await money(stand, one.account, 800) }
    },
    calls: [
      allocate('id'),
      allocate('id', ({ other }) => ({ contract: other, amount: 500 })),
      allocate('more'),
      finance('payments.confirm', ({ id }) => ({ receipt: id })),
      { who: 'rep', action: 'contracts.finish', input: ({ contract }) => ({ contract, reason: '完' }) },
      { who: 'rep', action: 'contracts.plan', input: ({ contract }) => ({ contract, count: 4, firstOn: '2030-06-01', replace: true }) },
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
      [0, 4],
      [1, 2],
    ],
  },
  {
    name: 'confirmed money',
    begin: async (stand) => {
      const one = await agreed(stand)
      const id = await money(stand, one.account, 1_000)
      await stand.call(stand.finance, 'payments.allocate', { receipt: id, contract: one.id, amount: 400 })
      await stand.call(stand.finance, 'payments.confirm', { receipt: id })
      return { ...one, id }
    },
    calls: [
      finance('payments.refund', ({ id }) => ({ receipt: id, amount: 700, reason: '退款' })),
      finance('payments.reverse', ({ id }) => ({ receipt: id, reason: '退票' })),
      allocate('id'),
      { who: 'manager', action: 'contracts.terminate', input: ({ contract }) => ({ contract, reason: '停', openPlan: 'waive' }) },
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
      [2, 3],
    ],
  },
  {
    name: 'money of nobody',
    begin: async (stand) => {
      const one = await agreed(stand)
      const { number } = await stand.admin.one('contract', one.id!)
      const row = { amount: 500, receivedOn: '2030-05-10', payerName: '某某', purpose: `付 ${number}` }
      const [id, more] = await stand.finance.create('receipt', [row, row])
      return { ...one, id: stand.idOf(id), more: stand.idOf(more) }
    },
    calls: [
      finance('payments.match', ({ id }) => ({ receipt: id })),
      finance('payments.offer', ({ id }) => ({ receipt: id })),
      {
        who: 'admin',
        action: 'payments.claim',
        input: ({ id, account, contract }) => ({ receipt: id, account, contract, reason: '货款' }),
      },
      {
        who: 'admin',
        action: 'payments.claim',
        input: ({ more, account, contract }) => ({ receipt: more, account, contract, reason: '货款' }),
      },
      allocate('id'),
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
      [2, 2],
      [2, 3],
      [1, 2],
      [2, 4],
      [4, 4],
    ],
  },
  {
    name: 'money for one invoice',
    begin: async (stand) => {
      const one = await agreed(stand)
      const invoice = await invoiced(stand, one.id!, one.account!, 600)
      return { ...one, id: invoice, invoice, one: await money(stand, one.account, 500), two: await money(stand, one.account, 500) }
    },
    calls: [
      allocate('one', ({ invoice }) => ({ invoice })),
      allocate('two', ({ invoice }) => ({ invoice })),
      finance('payments.redden', ({ invoice }) => ({ invoice, amount: 400, reason: '折让' })),
      finance('payments.void', ({ invoice }) => ({ invoice, reason: '打印错误' })),
      finance('payments.deliver', ({ invoice }) => ({ invoice, trackingNumber: 'SF1' })),
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 3],
      [2, 2],
      [2, 3],
      [3, 4],
      [4, 4],
    ],
  },
  {
    name: 'a deal that was won, and money for it',
    begin: async (stand) => {
      const account = await customerOf(stand)
      const opportunity = await stand.made(stand.rep, 'opportunity', { name: '预收', account, amount: 100 })
      await stand.call(stand.rep, 'sales.win', { opportunity })
      const contract = await stand.made(stand.rep, 'contract', { name: '未签', account, amount: 100, opportunity })
      return { id: opportunity, contract, receipt: await money(stand, account, 40) }
    },
    calls: [
      { who: 'manager', action: 'sales.reopen', input: ({ id }) => ({ opportunity: id }) },
      allocate('receipt'),
      { who: 'rep', action: 'contracts.void', input: ({ contract }) => ({ contract, reason: '重签' }) },
    ],
  },
]

const contract = by('rep', 'contract')
export const plans: readonly Race[] = [
  {
    name: 'the plan of a draft',
    begin: async (stand) => ({
      id: await stand.made(stand.rep, 'contract', { name: '合同', account: await customerOf(stand), amount: 900 }),
    }),
    calls: [
      contract('contracts.plan', { count: 2, firstOn: '2030-06-01' }),
      contract('contracts.plan', { count: 3, firstOn: '2030-06-01', replace: true }),
      contract('contracts.to-sign', { acceptUnplanned: true }),
    ],
  },
  {
    name: 'the plan of a contract that runs',
    begin: async (stand) => {
      const one = await agreed(stand, { more: { endsOn: '2031-04-30' } })
      const [change] = await stand.rep.create('contractChange', [{ contract: one.id, reason: '减项', newAmount: 600 }])
      return { ...one, change: stand.idOf(change), receipt: await money(stand, one.account, 800) }
    },
    calls: [
      finance('payments.replan', ({ id }) => ({ contract: id, count: 4, firstOn: '2030-06-01' })),
      finance('contracts.waive', ({ first }) => ({ planLine: first, reason: '让利' })),
      allocate('receipt'),
      { who: 'manager', action: 'contracts.terminate', input: ({ id }) => ({ contract: id, reason: '停', openPlan: 'waive' }) },
      contract('contracts.renew'),
      { who: 'rep', action: 'contracts.put-in-force', input: ({ change }) => ({ contractChange: change }) },
      contract('contracts.finish', { reason: '完' }),
    ],
    pairs: [
      [0, 0],
      [0, 1],
      [0, 2],
      [0, 5],
      [1, 1],
      [1, 3],
      [2, 5],
      [3, 5],
      [4, 4],
      [5, 5],
      [5, 6],
    ],
  },
  {
    name: 'a change of a contract',
    begin: async (stand) => {
      const lines = [{ product: stand.strict!.id, quantity: 1, price: 100 }]
      const one = await agreed(stand, { amount: 113, more: { lines, plan: [], amountFromLines: true }, signed: false })
      await stand.call(stand.rep, 'contracts.to-sign', { contract: one.id, acceptUnplanned: true })
      await stand.call(stand.rep, 'contracts.sign', { contract: one.id, signedOn: '2030-04-10', winDeal: false })
      return { ...one, id: await stand.made(stand.rep, 'contractChange', { contract: one.id, reason: '增项', newAmount: 200 }) }
    },
    calls: [by('rep', 'contractChange')('contracts.take-lines')],
  },
  {
    name: 'an instalment that waits for a day',
    begin: async (stand) => {
      const plan = [{ instalment: 1, milestone: 'accepted', days: 30, amount: 1_000 }]
      const one = await agreed(stand, { more: { plan } })
      return { ...one, id: one.first! }
    },
    calls: [
      by('rep', 'planLine')('contracts.reached', { on: '2030-05-10' }),
      by('rep', 'planLine')('contracts.reached', { on: '2030-05-12' }),
      by('finance', 'planLine')('contracts.waive', { reason: '让利' }),
    ],
  },
  {
    name: 'a contract of an accepted quote, and its signature',
    begin: async (stand) => {
      const account = await customerOf(stand)
      const opportunity = await stand.made(stand.rep, 'opportunity', { name: '产线', account, amount: 100 })
      const one = await agreed(stand, { account, signed: false, more: { opportunity } })
      await stand.call(stand.rep, 'contracts.to-sign', { contract: one.id })
      return { ...one, opportunity }
    },
    calls: [
      contract('contracts.sign', { signedOn: '2030-05-01' }),
      { who: 'rep', action: 'sales.lose', input: ({ opportunity }) => ({ opportunity, kind: 'price', lostToNobody: true }) },
      { who: 'rep', action: 'sales.win', input: ({ opportunity }) => ({ opportunity }) },
      { who: 'admin', action: 'customers.blacklist', input: ({ account }) => ({ account, effect: 'blockOrder', reason: '失信' }) },
    ],
    pairs: [
      [0, 1],
      [0, 2],
      [0, 3],
    ],
  },
]

const payment = by('finance', 'supplierPayment')
const askedFor = async (stand: Stand, steps: readonly Call[]): Promise<Made> => {
  const one = await agreed(stand, { kind: 'purchase' })
  const id = await stand.made(stand.rep, 'supplierPayment', { contract: one.id, amount: 500, purpose: '货款', planLine: one.first })
  return walk(stand, { ...one, id }, steps)
}
const approvePayment = payment('payments.approve-payment')
const payPayment = payment('payments.pay', () => ({ paidOn: '2030-05-20', bankReference: `B${next()}` }))

const expense = (action: string, who: Call['who'], more: Row = {}): Call => by(who, 'expense')(action, more)
const spent = async (stand: Stand, steps: readonly Call[]): Promise<Made> => {
  const account = await customerOf(stand)
  const row = { purpose: '拜访客户', kind: 'meal', amount: 106, tax: 6, receiptNumber: `R${next()}`, account, side: 'serving' }
  return walk(stand, { id: await stand.made(stand.rep, 'expense', row) }, steps)
}
const [submit, approve, pay] = [
  expense('expenses.submit', 'rep'),
  expense('expenses.approve', 'manager'),
  expense('expenses.pay', 'finance', { paidOn: '2030-05-20' }),
]

export const spending: readonly Race[] = [
  {
    name: 'a payment that was asked for',
    begin: (stand) => askedFor(stand, []),
    calls: [approvePayment, payment('payments.refuse-payment', { reason: '重复' })],
  },
  {
    name: 'a payment that was agreed to',
    begin: (stand) => askedFor(stand, [approvePayment]),
    calls: [
      payPayment,
      { who: 'manager', action: 'contracts.terminate', input: ({ contract }) => ({ contract, reason: '停', openPlan: 'waive' }) },
    ],
  },
  {
    name: 'a payment that went out',
    begin: (stand) => askedFor(stand, [approvePayment, payPayment]),
    calls: [payment('payments.counter-payment', { amount: 300, reason: '扣款' })],
  },
  { name: 'a draft of an expense', begin: (stand) => spent(stand, []), calls: [submit] },
  {
    name: 'an expense that waits',
    begin: (stand) => spent(stand, [submit]),
    calls: [approve, expense('expenses.recall', 'rep'), expense('expenses.reject', 'manager', { reason: '不合规' })],
  },
  { name: 'an expense that was agreed to', begin: (stand) => spent(stand, [submit, approve]), calls: [pay] },
  {
    name: 'an expense that was paid',
    begin: (stand) => spent(stand, [submit, approve, pay]),
    calls: [expense('expenses.counter', 'finance', { amount: 60, reason: '多报' })],
  },
]
