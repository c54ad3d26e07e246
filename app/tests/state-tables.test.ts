import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../modules.ts'
import { admin, call, customer, faultOf, finance, made, manager, type Row, rep, running, strict } from './selling-stand.ts'

// The tables of what may follow what. Orders, expenses, statements of commission, tenders, leads and pools have theirs beside their modules.

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

let numbered = 0
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
    issue: (invoice) => call(finance, 'payments.issue', { invoice, invoiceNumber: `F${++numbered}`, issuedOn: '2030-05-20' }),
    deliver: (invoice) => call(finance, 'payments.deliver', { invoice, trackingNumber: 'SF100' }),
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
