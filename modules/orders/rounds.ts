import { defineRound, system } from '#kernel'
import { unitRound } from '#modules/catalog'
import { contract } from '#objects/contracts'
import { goOn } from './go-on.ts'
import { order, orderLine } from './objects/index.ts'
import { bindingStates } from './rules/order-steps.ts'

const portion = 500

/** Orders that are delivered, billed and paid, by their contract or by themselves, with the time to return over, are closed. */
const close = defineRound('orders.close', {
  async run(work) {
    const over = {
      status: { in: ['delivered', 'partReturned', 'returned'] },
      returnUntil: { lt: work.today },
      or: [
        {
          'contract.form': { ne: 'frame' },
          'contract.amount': { gt: 0 },
          'contract.receivable': { lte: 0 },
          'contract.unbilled': { lte: 0 },
        },
        { 'contract.form': 'frame', 'contract.receivable': { lte: 0 }, billed: { gt: 0 }, unbilled: { lte: 0 } },
        { contract: { empty: true }, billed: { gt: 0 }, openMoney: { lte: 0 }, unbilled: { lte: 0 } },
        { status: 'returned', contract: { empty: true }, openMoney: { lte: 0 }, unbilled: { lte: 0 } },
      ],
    }
    const done = await work.find(order, over as never, { limit: portion, sort: ['createdAt'] })
    await work.as(system('delivered, billed and paid')).changeMany(
      order,
      done.map(({ id }) => ({ id, status: 'closed' as const, closedOn: work.today })),
    )
  },
})

/** Orders brought in from elsewhere: nothing follows from an import, so what they keep back and how they stand is found here. */
const catchUp = defineRound('orders.catch-up', {
  async run(work) {
    const behind = {
      or: [
        { 'contract.form': 'frame', 'contract.calledOff': { empty: true }, status: { in: bindingStates } },
        { status: 'confirmed', delivered: { gt: 0 } },
        { status: 'confirmed', lines: { some: { 'product.isStocked': true, reservations: { none: {} } } } },
      ],
    }
    const found = await work.find(order, behind as never, { limit: portion, sort: ['createdAt'] })
    await goOn(
      work,
      found.map(({ id }) => id),
    )
  },
})

const because = { 'zh-CN': '已交付并收齐款项', 'zh-TW': '已交付並收齊款項', en: 'Delivered and paid' } as const

/**
 * Contracts of companies of ours that wish it are finished once everything is delivered and paid: no order is open, no delivery or acceptance is waited for, and of the plan at most what is
 * held back is left, which stays due.
 */
const finish = defineRound('orders.finish', {
  async run(work) {
    const unpaid = { milestone: { ne: 'retention' }, status: { in: ['waiting', 'open', 'part'] } }
    const kept = {
      status: 'running',
      kind: { ne: 'purchase' },
      form: { ne: 'frame' },
      'legalEntity.finishesByRule': true,
      amount: { gt: 0 },
      orders: { none: { status: { in: ['draft', 'confirmed', 'partDelivered'] } } },
      plan: { none: unpaid },
      or: [{ receivable: { lte: 0 } }, { unplanned: { lte: 0 } }],
    }
    const done = await work.find(contract, kept as never, { limit: portion, sort: ['createdAt'] })
    await work.as(system('delivered and paid')).changeMany(
      contract,
      done.map(({ id }) => ({ id, status: 'finished' as const, endedOn: work.today, endReason: because[work.workspace.locale] })),
    )
  },
})

export const rounds = [close, finish, catchUp, unitRound('orders.units', orderLine)]
