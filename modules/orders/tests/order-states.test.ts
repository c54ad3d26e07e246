import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cancel, closeOrder, confirm } from '../actions/course.ts'
import { deliver } from '../actions/deliver.ts'
import { sendBack } from '../actions/send-back.ts'
import { faultOf, openCompany } from './order-company.ts'

const { admin, rep, finance, keeper, goods, orderOf, lineOf, stateOf } = await openCompany()
const product = await goods(1_000)

type Order = Readonly<{ order: string; line: string }>
const deliveryOf = async ({ order }: Order) => (await admin.list('delivery', { filter: { order } }))[0]!.id
const back = async (of: Order, quantity: number) =>
  keeper.call(sendBack, { delivery: await deliveryOf(of), quantities: { [of.line]: quantity }, reason: '不合适', settlement: 'none' })

/** Every step that there is, of an order of ten pieces. */
const take = {
  confirm: ({ order }: Order) => rep.call(confirm, { order }),
  'deliver four': ({ order, line }: Order) => keeper.call(deliver, { order, quantities: { [line]: 4 } }),
  'deliver the rest': ({ order }: Order) => keeper.call(deliver, { order }),
  cancel: ({ order }: Order) => rep.call(cancel, { order, reason: '取消' }),
  close: ({ order }: Order) => finance.call(closeOrder, { order, reason: '已结清' }),
  'take back two': (of: Order) => back(of, 2),
  'take back all': async (of: Order) => keeper.call(sendBack, { delivery: await deliveryOf(of), reason: '不合适', settlement: 'none' }),
} as const
type Step = keyof typeof take

/** By state, the road that leads there, and which steps lead on and where to; all others are refused. */
const table: Readonly<Record<string, Readonly<{ by: readonly Step[]; on: Partial<Record<Step, string>> }>>> = {
  draft: { by: [], on: { confirm: 'confirmed' } },
  confirmed: {
    by: ['confirm'],
    on: { 'deliver four': 'partDelivered', 'deliver the rest': 'delivered', cancel: 'cancelled' },
  },
  partDelivered: {
    by: ['confirm', 'deliver four'],
    on: { 'deliver four': 'partDelivered', 'deliver the rest': 'delivered', 'take back two': 'partReturned', 'take back all': 'returned' },
  },
  delivered: {
    by: ['confirm', 'deliver the rest'],
    on: { close: 'closed', 'take back two': 'partReturned', 'take back all': 'returned' },
  },
  partReturned: {
    by: ['confirm', 'deliver the rest', 'take back two'],
    on: { close: 'closed', 'take back two': 'partReturned', 'take back all': 'returned' },
  },
  returned: { by: ['confirm', 'deliver the rest', 'take back all'], on: { close: 'closed' } },
  closed: { by: ['confirm', 'deliver the rest', 'close'], on: {} },
  cancelled: { by: ['confirm', 'cancel'], on: {} },
}

async function inState(state: string): Promise<Order> {
  const order = await orderOf([{ product, quantity: 10 }])
  const of = { order, line: String((await lineOf(order)).id) }
  for (const step of table[state]!.by) await take[step](of)
  assert.equal(await stateOf(order), state)
  return of
}
const hasDelivery = (state: string) => table[state]!.by.some((step) => step.startsWith('deliver'))

for (const [state, { on }] of Object.entries(table)) {
  const steps = (Object.keys(take) as Step[]).filter((step) => !step.startsWith('take back') || hasDelivery(state))
  test(`an order that is ${state} goes on by the steps of the table`, async () => {
    for (const [step, to] of Object.entries(on)) {
      const of = await inState(state)
      await take[step as Step](of)
      assert.equal(await stateOf(of.order), to, step)
    }
  })
  test(`an order that is ${state} takes no other step, and nobody types its state`, async () => {
    const of = await inState(state)
    for (const step of steps.filter((one) => !on[one])) {
      const code = await faultOf(take[step](of))
      // Of a partly returned order that was delivered whole there is nothing left to send.
      const wanted = state === 'partReturned' && step.startsWith('deliver') ? /nothing-to-move|over-delivered/ : /no-such-step/
      assert.match(code, wanted, step)
    }
    const other = state === 'closed' ? 'draft' : 'closed'
    assert.equal(await faultOf(admin.change('order', of.order, { status: other })), 'orders.by-action')
    assert.equal(await stateOf(of.order), state)
    if (state !== 'draft') {
      assert.equal(await faultOf(admin.change('order', of.order, { channel: 'shop' })), 'orders.agreed')
      assert.equal(await faultOf(admin.change('orderLine', of.line, { quantity: 11 })), 'orders.agreed')
      assert.match(await faultOf(admin.remove('order', [of.order])), /orders.stands|in-use/)
    }
  })
}
