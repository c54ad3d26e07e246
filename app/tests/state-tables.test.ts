import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TestPerson, testApp } from '#kernel/testing'
import { modules } from '../modules.ts'

// The tables of what may follow what. Orders, expenses, statements of commission, tenders, leads and pools have theirs beside their modules.

const app = await testApp(modules, { locale: 'zh-CN', now: '2030-05-20T09:00:00Z' })
const admin = await app.as('administrator')
const [east] = await admin.create('department', [{ name: '华东' }])
const manager = await app.as('manager', { department: String(east!.id) })
const rep = await app.as('rep', { department: String(east!.id) })
const finance = await app.as('finance')
await admin.change('department', String(east!.id), { head: manager.id })
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true, defaultTax: 13 }])
const [strict] = await admin.create('product', [{ name: '阀门', code: 'P2', price: 1_000, cost: 950, unit: '个', taxRate: 13 }])
const [customer] = await rep.create('account', [{ name: '华瑞物流' }])
await admin.create('discountLimit', [{ name: '毛利', roles: ['rep'], leastMargin: 20 }])

type Row = Record<string, unknown>
type Steps = Readonly<Record<string, (id: string) => Promise<unknown>>>
type Table = Readonly<{
  object: string
  /** The field that says how a record stands. */
  state: string
  /** A record as it begins. */
  begin(): Promise<string>
  steps: Steps
  /** By state: the road there, and which steps lead on and where to. All others are refused. */
  states: Readonly<Record<string, Readonly<{ by: readonly string[]; on: Readonly<Record<string, string>> }>>>
  /** Steps that a state meets before it says that they are none of its own: what is said instead. */
  says?: Readonly<Record<string, RegExp>>
  /** Nobody types the state, or these do by whom a plain edit is a step. */
  typed: RegExp
  /** What such an edit would bring along. */
  typedWith?: Row
}>

const idOf = (row: Row | undefined): string => String(row!.id)
const made = async (who: TestPerson, object: string, row: Row) => idOf((await who.create(object, [row]))[0])
const actions = new Map(modules.flatMap((one) => one.actions ?? []).map((one) => [one.name, one]))
const call = (who: TestPerson, action: string, more: Row) => who.call(actions.get(action)! as never, more as never)
type Fault = { code: string; details?: Row; issues?: readonly { code: string }[] }
const faultOf = (run: Promise<unknown>, what: string): Promise<Fault> =>
  run.then(
    () => assert.fail(`${what} went through`),
    (fault: Fault) => fault,
  )

let count = 0
const running = async (): Promise<string> => {
  count += 1
  const contract = await made(rep, 'contract', { name: `合同${count}`, account: customer!.id, amount: 10_000 })
  await call(rep, 'contracts.plan', { contract, count: 2, firstOn: '2030-06-01' })
  await call(rep, 'contracts.to-sign', { contract })
  await call(rep, 'contracts.sign', { contract, signedOn: '2030-05-01', winDeal: false })
  return contract
}
const billed = await running()
const paid = await running()

const deals: Table = {
  object: 'opportunity',
  state: 'outcome',
  begin: () => made(rep, 'opportunity', { name: '产线', account: customer!.id, amount: 100, stage: 'analysis' }),
  steps: {
    advance: (opportunity) => call(rep, 'sales.advance', { opportunity }),
    back: (opportunity) => call(rep, 'sales.advance', { opportunity, stage: 'contact' }),
    win: (opportunity) => call(rep, 'sales.win', { opportunity }),
    lose: (opportunity) => call(rep, 'sales.lose', { opportunity, kind: 'price', reason: '预算取消', lostToNobody: true }),
    void: (opportunity) => call(manager, 'sales.void', { opportunity, reason: '重复' }),
    reopen: (opportunity) => call(manager, 'sales.reopen', { opportunity }),
  },
  states: {
    open: { by: [], on: { advance: 'open', back: 'open', win: 'won', lose: 'lost', void: 'void' } },
    won: { by: ['win'], on: { reopen: 'open' } },
    lost: { by: ['lose'], on: { reopen: 'open' } },
    void: { by: ['void'], on: { reopen: 'open' } },
  },
  typed: /read-only/,
}

const quotes: Table = {
  object: 'quote',
  state: 'status',
  begin: () => made(rep, 'quote', { title: '报价', account: customer!.id, lines: [{ product: strict!.id, quantity: 1 }] }),
  steps: {
    submit: (quote) => call(rep, 'quotes.submit', { quote }),
    recall: (quote) => call(rep, 'quotes.recall', { quote }),
    approve: (quote) => call(admin, 'quotes.approve', { quote }),
    reject: (quote) => call(manager, 'quotes.reject', { quote, reason: '毛利太低' }),
    send: (quote) => call(rep, 'quotes.send', { quote }),
    accept: (quote) => call(rep, 'quotes.accept', { quote, acceptedBy: '赵启明', proof: '邮件' }),
    decline: (quote) => call(rep, 'quotes.decline', { quote, reason: '太贵' }),
    withdraw: (quote) => call(rep, 'quotes.withdraw', { quote, reason: '有误' }),
    revise: (quote) => call(rep, 'quotes.revise', { quote }),
  },
  states: {
    draft: { by: [], on: { submit: 'inApproval' } },
    inApproval: { by: ['submit'], on: { recall: 'draft', approve: 'approved', reject: 'draft' } },
    approved: { by: ['submit', 'approve'], on: { send: 'sent', revise: 'superseded' } },
    sent: {
      by: ['submit', 'approve', 'send'],
      on: { accept: 'accepted', decline: 'declined', withdraw: 'withdrawn', revise: 'superseded' },
    },
    accepted: { by: ['submit', 'approve', 'send', 'accept'], on: {} },
    declined: { by: ['submit', 'approve', 'send', 'decline'], on: {} },
    withdrawn: { by: ['submit', 'approve', 'send', 'withdraw'], on: {} },
    superseded: { by: ['submit', 'approve', 'send', 'revise'], on: {} },
  },
  typed: /read-only/,
}

const contracts: Table = {
  object: 'contract',
  state: 'status',
  begin: async () => {
    const contract = await made(rep, 'contract', { name: '合同', account: customer!.id, amount: 10_000 })
    await call(rep, 'contracts.plan', { contract, count: 2, firstOn: '2030-06-01' })
    return contract
  },
  steps: {
    'to sign': (contract) => call(rep, 'contracts.to-sign', { contract }),
    'to draft': (contract) => call(rep, 'contracts.to-draft', { contract }),
    sign: (contract) => call(rep, 'contracts.sign', { contract, signedOn: '2030-05-01', winDeal: false }),
    finish: (contract) => call(rep, 'contracts.finish', { contract, reason: '履行完毕' }),
    terminate: (contract) => call(manager, 'contracts.terminate', { contract, reason: '客户停产', openPlan: 'waive' }),
    resume: (contract) => call(manager, 'contracts.resume', { contract, reason: '误操作' }),
    void: (contract) => call(rep, 'contracts.void', { contract, reason: '未签成' }),
  },
  states: {
    draft: { by: [], on: { 'to sign': 'toBeSigned', void: 'void' } },
    toBeSigned: { by: ['to sign'], on: { 'to draft': 'draft', sign: 'running', void: 'void' } },
    running: { by: ['to sign', 'sign'], on: { finish: 'finished', terminate: 'terminated' } },
    finished: { by: ['to sign', 'sign', 'finish'], on: { resume: 'running' } },
    terminated: { by: ['to sign', 'sign', 'terminate'], on: { resume: 'running' } },
    void: { by: ['to sign', 'void'], on: {} },
  },
  typed: /by-action/,
}

const invoices: Table = {
  object: 'invoice',
  state: 'status',
  begin: () =>
    made(rep, 'invoice', { kind: 'ordinary', account: customer!.id, titleName: '华瑞物流', shares: [{ contract: billed, amount: 1 }] }),
  steps: {
    approve: (invoice) => call(finance, 'payments.approve', { invoice }),
    reject: (invoice) => call(finance, 'payments.reject', { invoice, reason: '抬头不对' }),
    issue: (invoice) => call(finance, 'payments.issue', { invoice, invoiceNumber: `F${++count}`, issuedOn: '2030-05-20' }),
    deliver: (invoice) => call(finance, 'payments.deliver', { invoice, sentTo: 'zhao@huarui.example' }),
    void: (invoice) => call(finance, 'payments.void', { invoice, reason: '打印错误' }),
  },
  states: {
    requested: { by: [], on: { approve: 'approved', reject: 'rejected' } },
    approved: { by: ['approve'], on: { issue: 'issued', reject: 'rejected' } },
    issued: { by: ['approve', 'issue'], on: { deliver: 'delivered', void: 'voided' } },
    delivered: { by: ['approve', 'issue', 'deliver'], on: {} },
    rejected: { by: ['reject'], on: {} },
    voided: { by: ['approve', 'issue', 'void'], on: {} },
  },
  typed: /read-only|by-action|issued/,
  typedWith: { invoiceNumber: 'T1', issuedOn: '2030-05-20' },
}

const receipts: Table = {
  object: 'receipt',
  state: 'status',
  begin: () => made(finance, 'receipt', { amount: 1, receivedOn: '2030-05-10', payerName: '华瑞物流' }),
  steps: {
    claim: (receipt) => call(admin, 'payments.claim', { receipt, account: customer!.id, contract: paid, reason: '货款' }),
    confirm: (receipt) => call(finance, 'payments.confirm', { receipt }),
    refund: (receipt) => call(finance, 'payments.refund', { receipt, amount: 1, reason: '退款' }),
    reverse: (receipt) => call(finance, 'payments.reverse', { receipt, reason: '退票' }),
  },
  states: {
    unclaimed: { by: [], on: { claim: 'proposed' } },
    proposed: { by: ['claim'], on: { confirm: 'confirmed' } },
    confirmed: { by: ['claim', 'confirm'], on: { refund: 'confirmed', reverse: 'reversed' } },
    reversed: { by: ['claim', 'confirm', 'reverse'], on: {} },
  },
  typed: /read-only|by-action|counts/,
  typedWith: { account: customer!.id },
}

const standsAt = async ({ object, state }: Table, id: string) => (await admin.one(object, id))[state]

async function inState(table: Table, state: string): Promise<string> {
  const id = await table.begin()
  for (const step of table.states[state]!.by) await table.steps[step]!(id)
  assert.equal(await standsAt(table, id), state)
  return id
}

const texts = modules.flatMap((one) => Object.values(one.texts ?? {}) as Readonly<Record<string, string>>[])
/** Each language has words for what was refused. */
const isSaid = (code: string): boolean => code.startsWith('kernel.') || texts.filter((words) => words[`fault.${code}`]).length === 3

for (const table of [deals, quotes, contracts, invoices, receipts]) {
  for (const [state, { on }] of Object.entries(table.states)) {
    test(`${table.object}, ${state}: goes on by the steps of the table`, async () => {
      for (const [step, to] of Object.entries(on)) {
        const id = await inState(table, state)
        await table.steps[step]!(id)
        assert.equal(await standsAt(table, id), to, step)
      }
    })
    test(`${table.object}, ${state}: every other step is refused and says why, and nobody types it`, async () => {
      const id = await inState(table, state)
      for (const [step, take] of Object.entries(table.steps)) {
        if (on[step]) continue
        const fault = await faultOf(take(id), `${state}: ${step}`)
        assert.ok(isSaid(fault.code), `${state}: ${step}: ${fault.code}`)
        assert.doesNotMatch(fault.code, /^kernel\.(failed|forbidden)/, `${state}: ${step}`)
        assert.ok(Object.keys(fault.details ?? {}).length > 0, `${step}: ${fault.code} names nothing`)
        assert.equal(await standsAt(table, id), state, step)
      }
      for (const other of Object.keys(table.states).filter((one) => one !== state)) {
        const fault = await faultOf(
          admin.change(table.object, id, { ...table.typedWith, [table.state]: other }),
          `${state}: typed ${other}`,
        )
        assert.match(fault.issues?.[0]?.code ?? fault.code, table.typed, `${state}: typed ${other}`)
      }
      assert.equal(await standsAt(table, id), state)
    })
  }
}

/** The same by its stage: gates of what lies ahead, 立项 of the big ones, and a form, a cell or a call is the same road. */
const byStage: Pick<Table, 'begin' | 'steps' | 'states'> = {
  begin: () => made(rep, 'opportunity', { name: '产线', account: customer!.id, amount: 100, stage: 'analysis' }),
  steps: {
    'on to solution': (id) => rep.change('opportunity', id, { stage: 'solution' }),
    'back to contact': (id) => rep.change('opportunity', id, { stage: 'contact' }),
    signing: (id) => rep.change('opportunity', id, { stage: 'signing' }),
    'signing without a customer': (id) => rep.change('opportunity', id, { stage: 'signing', account: null }),
    'won without an amount': (id) => rep.change('opportunity', id, { stage: 'won', amount: 0 }),
    'lost without a reason': (id) => rep.change('opportunity', id, { stage: 'lost' }),
    won: (id) => rep.change('opportunity', id, { stage: 'won' }),
    lost: (id) => rep.change('opportunity', id, { stage: 'lost', lossKind: 'price', lostToNobody: true }),
    'opened by the owner': (opportunity) => call(rep, 'sales.reopen', { opportunity, stage: 'tender' }),
    'typed open by the owner': (id) => rep.change('opportunity', id, { stage: 'tender' }),
    'typed open by a manager': (id) => manager.change('opportunity', id, { stage: 'tender' }),
    'another amount': (id) => rep.change('opportunity', id, { amount: 99_999 }),
  },
  states: {
    analysis: {
      by: [],
      on: {
        'on to solution': 'solution',
        'back to contact': 'contact',
        signing: 'signing',
        won: 'won',
        lost: 'lost',
        'typed open by the owner': 'tender',
        'typed open by a manager': 'tender',
        'another amount': 'analysis',
      },
    },
    won: { by: ['won'], on: { won: 'won', 'typed open by a manager': 'tender' } },
    lost: {
      by: ['lost'],
      on: {
        'on to solution': 'solution',
        'back to contact': 'contact',
        signing: 'signing',
        'lost without a reason': 'lost',
        lost: 'lost',
        'opened by the owner': 'tender',
        'typed open by the owner': 'tender',
        'typed open by a manager': 'tender',
        'another amount': 'lost',
      },
    },
  },
}

test('a deal by its stage: every step of the table leads where it says, every other is refused and names what is missing', async () => {
  const stageOf = async (id: string) => (await admin.one('opportunity', id)).stage
  for (const [state, { by, on }] of Object.entries(byStage.states))
    for (const [step, take] of Object.entries(byStage.steps)) {
      const id = await byStage.begin()
      for (const one of by) await byStage.steps[one]!(id)
      if (!on[step]) {
        const fault = await faultOf(take(id), `${state}: ${step}`)
        assert.ok([fault.code, ...(fault.issues ?? []).map(({ code }) => code)].every(isSaid), `${state}: ${step}: ${fault.code}`)
        assert.ok(Object.keys(fault.details ?? {}).length + (fault.issues ?? []).length > 0, `${state}: ${step} names nothing`)
      } else await take(id)
      assert.equal(await stageOf(id), on[step] ?? state, `${state}: ${step}`)
    }
})

test('a big deal passes no gate without its evaluation, however it comes there', async () => {
  const rule = await made(admin, 'evaluationRule', { name: '大单', fromAmount: 1_000_000, isActive: true })
  const big = { name: '大单', account: customer!.id, amount: 2_000_000 }
  const opportunity = await made(rep, 'opportunity', big)
  const roads = [
    () => rep.change('opportunity', opportunity, { stage: 'evaluation' }),
    () => call(rep, 'sales.advance', { opportunity }),
    () => call(rep, 'sales.win', { opportunity }),
    () => rep.create('opportunity', [{ ...big, stage: 'signing' }]),
  ]
  for (const road of roads) assert.equal((await faultOf(road(), 'a big deal')).code, 'pursuits.needs-evaluation')
  await call(rep, 'sales.lose', { opportunity, kind: 'budget', lostToNobody: true })
  await admin.change('evaluationRule', rule, { isActive: false })
})

test('a won deal for which money came is not opened again, and the receipt is named', async () => {
  const opportunity = await made(rep, 'opportunity', { name: '预收', account: customer!.id, amount: 100 })
  await call(rep, 'sales.win', { opportunity })
  const contract = await made(rep, 'contract', { name: '未签', account: customer!.id, amount: 100, opportunity })
  const receipt = await made(finance, 'receipt', { amount: 40, receivedOn: '2030-05-10', account: customer!.id })
  await call(finance, 'payments.allocate', { receipt, contract })
  await call(finance, 'payments.confirm', { receipt })
  const fault = await faultOf(call(manager, 'sales.reopen', { opportunity }), 'opened with money')
  assert.equal(fault.code, 'payments.deal-paid')
  assert.equal((fault.details!.receipts as string[]).length, 1)
  await call(finance, 'payments.reverse', { receipt, reason: '退票' })
  await call(manager, 'sales.reopen', { opportunity })
})

test('an instalment: waiting, open, part, received, open again, overdue, waived; nobody types how it stands', async () => {
  const contract = await made(rep, 'contract', {
    name: '分期',
    account: customer!.id,
    amount: 300,
    plan: [
      { instalment: 1, dueOn: '2030-05-01', amount: 100 },
      { instalment: 2, dueOn: '2030-09-01', amount: 100 },
      { instalment: 3, milestone: 'accepted', days: 30, amount: 100 },
    ],
  })
  const lines = async () => (await admin.list('planLine', { filter: { contract }, sort: ['instalment'], fields: ['*'] } as never)) as Row[]
  const states = async () => (await lines()).map(({ status }) => status)
  assert.deepEqual(await states(), ['waiting', 'waiting', 'waiting'])
  await call(rep, 'contracts.to-sign', { contract })
  await call(rep, 'contracts.sign', { contract, signedOn: '2030-04-01', winDeal: false })
  const atFirst = await states()
  assert.deepEqual(atFirst.slice(1), ['open', 'waiting'])
  assert.match(String(atFirst[0]), /open|overdue/)
  const pay = async (amount: number) => {
    const receipt = await made(finance, 'receipt', { amount, receivedOn: '2030-05-10', account: customer!.id })
    await call(finance, 'payments.allocate', { receipt, contract })
    await call(finance, 'payments.confirm', { receipt })
    return receipt
  }
  await pay(40)
  assert.match(String((await states())[0]), /part|overdue/)
  const rest = await pay(60)
  assert.equal((await states())[0], 'received')
  const refund = (await call(finance, 'payments.refund', { receipt: rest, amount: 60, reason: '退款' })) as { receipt: string }
  await call(finance, 'payments.confirm', { receipt: refund.receipt })
  assert.match(String((await states())[0]), /part|overdue/)
  const [, second] = await lines()
  await call(finance, 'contracts.waive', { planLine: second!.id, reason: '让利' })
  assert.equal((await states())[1], 'waived')
  assert.equal(
    (await faultOf(call(finance, 'contracts.waive', { planLine: second!.id, reason: '再次' }), 'waived twice')).code,
    'contracts.waived-already',
  )
  for (const line of await lines()) await faultOf(admin.change('planLine', String(line.id), { status: 'received' }), 'typed')
})

const sumOf = (value: unknown) => (value as { amount: number } | null)?.amount ?? null

test('an invoice that is out: unpaid, part paid, paid by allocations; part taken back and taken back by red ones; nobody types it', async () => {
  const contract = await running()
  const issued = async (amount: number) => {
    const invoice = await made(rep, 'invoice', { account: customer!.id, shares: [{ contract, amount }] })
    await invoices.steps.approve!(invoice)
    await invoices.steps.issue!(invoice)
    return invoice
  }
  const stands = async (invoice: string) => {
    const row = await admin.one('invoice', invoice)
    return [row.payState, sumOf(row.receivable)]
  }
  const pay = async (amount: number, invoice: string) => {
    const receipt = await made(finance, 'receipt', { amount, receivedOn: '2030-05-10', account: customer!.id })
    await call(finance, 'payments.allocate', { receipt, contract, invoice })
    await call(finance, 'payments.confirm', { receipt })
  }
  const [paidOne, backOne] = [await issued(1_000), await issued(2_000)]
  assert.deepEqual(await stands(paidOne), ['unpaid', 1_000])
  await pay(400, paidOne)
  assert.deepEqual(await stands(paidOne), ['part', 600])
  await pay(600, paidOne)
  assert.deepEqual(await stands(paidOne), ['paid', 0])
  const redden = async (amount: number) => {
    const { invoice } = (await call(finance, 'payments.redden', { invoice: backOne, amount, reason: '折让' })) as { invoice: string }
    await invoices.steps.approve!(invoice)
    await invoices.steps.issue!(invoice)
  }
  await redden(500)
  assert.deepEqual(await stands(backOne), ['unpaid', 1_500])
  await redden(1_500)
  assert.deepEqual(await stands(backOne), ['reversed', 0])
  const over = await faultOf(call(finance, 'payments.redden', { invoice: backOne, amount: 1, reason: '多' }), 'more than it was')
  assert.deepEqual([over.code, over.details?.amount], ['payments.over-reversed', 2_000])
  await faultOf(admin.change('invoice', paidOne, { payState: 'unpaid' }), 'typed')
  assert.deepEqual(sumOf((await admin.one('contract', contract)).billed), 1_000)
})

test('confirmed money: allocated elsewhere, part refunded, refunded whole, each on its own day; more is refused with what came', async () => {
  const [from, to] = [await running(), await running()]
  const receipt = await made(finance, 'receipt', { amount: 1_000, receivedOn: '2030-05-10', account: customer!.id })
  await call(finance, 'payments.allocate', { receipt, contract: from })
  await call(finance, 'payments.confirm', { receipt })
  const received = async (contract: string) => sumOf((await admin.one('contract', contract)).received)
  const [part] = await finance.list('allocation', { filter: { receipt } })
  assert.equal(
    (await faultOf(finance.change('allocation', idOf(part), { contract: to }), 'with its instalment')).code,
    'payments.not-of-contract',
  )
  await finance.change('allocation', idOf(part), { contract: to, planLine: null })
  assert.deepEqual([await received(from), await received(to)], [null, 1_000])
  for (const [amount, left] of [
    [300, 700],
    [700, 0],
  ] as const) {
    const back = (await call(finance, 'payments.refund', { receipt, amount, reason: '退款' })) as { receipt: string }
    await call(finance, 'payments.confirm', { receipt: back.receipt })
    assert.equal(await received(to), left)
  }
  const over = await faultOf(call(finance, 'payments.refund', { receipt, amount: 1, reason: '多' }), 'more than came')
  assert.deepEqual([over.code, over.details?.amount], ['payments.over-refunded', 1_000])
})

test('a running contract is changed by an order that waits for its approval, and by nothing else; below what came it is refused with the sums', async () => {
  const contract = await running()
  const order = (newAmount: number) => made(rep, 'contractChange', { contract, reason: '减项', newAmount })
  const change = await order(8_000)
  const waits = await faultOf(call(rep, 'contracts.put-in-force', { contractChange: change }), 'without approval')
  assert.equal(waits.code, 'kernel.needs-approval')
  assert.equal((await faultOf(rep.change('contract', contract, { amount: 8_000 }), 'typed')).issues?.[0]?.code, 'contracts.agreed')
  const [flow] = await admin.list('approvalFlow', { filter: { object: 'contractChange' } })
  await admin.change('approvalFlow', idOf(flow), { active: false })
  await call(rep, 'contracts.put-in-force', { contractChange: change })
  const row = await admin.one('contract', contract)
  assert.deepEqual([row.status, sumOf(row.amount), sumOf(row.unplanned)], ['running', 8_000, 0])
  const again = await faultOf(call(rep, 'contracts.put-in-force', { contractChange: change }), 'twice')
  assert.deepEqual([again.code, Object.keys(again.details ?? {})], ['contracts.in-force', ['change', 'signedOn']])
  const receipt = await made(finance, 'receipt', { amount: 5_000, receivedOn: '2030-05-10', account: customer!.id })
  await call(finance, 'payments.allocate', { receipt, contract })
  await call(finance, 'payments.confirm', { receipt })
  const low = await faultOf(call(rep, 'contracts.put-in-force', { contractChange: await order(4_000) }), 'below what came')
  assert.deepEqual([low.code, low.details?.received, low.details?.over], ['payments.over-received', 5_000, 1_000])
})

test('who may not take a step is refused, though it would lead on', async () => {
  const shut: readonly (readonly [Table, string, (id: string) => Promise<unknown>])[] = [
    [deals, 'open', (opportunity) => call(rep, 'sales.void', { opportunity, reason: '重复' })],
    [deals, 'won', (opportunity) => call(rep, 'sales.reopen', { opportunity })],
    [quotes, 'inApproval', (quote) => call(rep, 'quotes.approve', { quote })],
    [contracts, 'running', (contract) => call(rep, 'contracts.terminate', { contract, reason: '不做了', openPlan: 'keep' })],
    [contracts, 'finished', (contract) => call(rep, 'contracts.resume', { contract, reason: '再来' })],
    [invoices, 'requested', (invoice) => call(rep, 'payments.approve', { invoice })],
    [invoices, 'approved', (invoice) => call(rep, 'payments.issue', { invoice, invoiceNumber: 'R1' })],
    [receipts, 'proposed', (receipt) => call(rep, 'payments.confirm', { receipt })],
    [receipts, 'confirmed', (receipt) => call(rep, 'payments.refund', { receipt, amount: 1, reason: '退' })],
    [receipts, 'confirmed', (receipt) => call(rep, 'payments.reverse', { receipt, reason: '退' })],
  ]
  for (const [table, state, take] of shut) {
    const id = await inState(table, state)
    const fault = await faultOf(take(id), `${table.object} ${state}`)
    assert.match(fault.code, /forbidden|not-found|needs-manager|own-quote/, `${table.object} ${state}: ${fault.code}`)
    assert.equal(await standsAt(table, id), state)
  }
})
