import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../modules.ts'
import { type Course, contracts, deals, invoices, type Made, quotes, receipts } from './courses.ts'
import * as stand from './selling-stand.ts'

const { admin, call, customer, faultOf, finance, made, manager, rep } = stand
type Row = stand.Row

/** Nobody types the state, or these do by whom a plain edit is a step; and what such an edit would bring along. */
const typed: readonly (readonly [Course, RegExp, Row?])[] = [
  [deals, /read-only/],
  [quotes, /read-only/],
  [contracts, /by-action/],
  [invoices, /read-only|by-action|issued/, { invoiceNumber: 'T1', issuedOn: '2030-05-20' }],
  [receipts, /read-only|by-action|counts/, { account: customer!.id }],
]

const standsAt = async ({ object }: Course, { id }: Made) => (await admin.one(object, id!))[object === 'opportunity' ? 'outcome' : 'status']
const take = ({ steps }: Course, step: string, made: Made) => call(stand[steps[step]!.who], steps[step]!.action, steps[step]!.input(made))

async function inState(course: Course, state: string): Promise<Made> {
  const made = await course.begin(stand)
  for (const step of course.states[state]!.by) await take(course, step, made)
  assert.equal(await standsAt(course, made), state)
  return made
}

const texts = modules.flatMap((one) => Object.values(one.texts ?? {}) as Readonly<Record<string, string>>[])
/** Each language has words for what was refused. */
const isSaid = (code: string): boolean => code.startsWith('kernel.') || texts.filter((words) => words[`fault.${code}`]).length === 3

for (const [table, refusedAs, typedWith] of typed) {
  for (const [state, { on }] of Object.entries(table.states)) {
    test(`${table.object}, ${state}: goes on by the steps of the table`, async () => {
      for (const [step, to] of Object.entries(on)) {
        const made = await inState(table, state)
        await take(table, step, made)
        assert.equal(await standsAt(table, made), to, step)
      }
    })
    test(`${table.object}, ${state}: every other step is refused and says why, and nobody types it`, async () => {
      const made = await inState(table, state)
      for (const step of Object.keys(table.steps)) {
        if (on[step]) continue
        const fault = await faultOf(take(table, step, made), `${state}: ${step}`)
        assert.ok(isSaid(fault.code), `${state}: ${step}: ${fault.code}`)
        assert.doesNotMatch(fault.code, /^kernel\.(failed|forbidden)/, `${state}: ${step}`)
        assert.ok(Object.keys(fault.details ?? {}).length > 0, `${step}: ${fault.code} names nothing`)
        assert.equal(await standsAt(table, made), state, step)
      }
      const field = table.object === 'opportunity' ? 'outcome' : 'status'
      for (const other of Object.keys(table.states).filter((one) => one !== state)) {
        const fault = await faultOf(admin.change(table.object, made.id!, { ...typedWith, [field]: other }), `${state}: typed ${other}`)
        assert.match(fault.issues?.[0]?.code ?? fault.code, refusedAs, `${state}: typed ${other}`)
      }
      assert.equal(await standsAt(table, made), state)
    })
  }
}

/** The same by its stage: gates of what lies ahead, 立项 of the big ones, and a form, a cell or a call is the same road. */
const byStage: Readonly<{
  begin(): Promise<string>
  steps: Readonly<Record<string, (id: string) => Promise<unknown>>>
  states: Course['states']
}> = {
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
  const shut: readonly (readonly [Course, string, (id: string) => Promise<unknown>])[] = [
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
  for (const [table, state, refused] of shut) {
    const record = await inState(table, state)
    const fault = await faultOf(refused(record.id!), `${table.object} ${state}`)
    assert.match(fault.code, /forbidden|not-found|needs-manager|own-quote/, `${table.object} ${state}: ${fault.code}`)
    assert.equal(await standsAt(table, record), state)
  }
})

test('a contract begins as a draft, whoever makes it; no form and no call lets it begin further on', async () => {
  for (const status of Object.keys(contracts.states).filter((one) => one !== 'draft'))
    for (const who of [rep, manager, finance, admin]) {
      const account = await made(admin, 'account', { name: `客户${Math.random()}`, owner: who.id })
      const given = { name: '直接执行', account, amount: 100, signedOn: '2030-05-01', status }
      const fault = await faultOf(who.create('contract', [given]), status)
      assert.match(fault.issues?.[0]?.code ?? fault.code, /kernel\.(read-only|forbidden)|by-action/, status)
    }
})
