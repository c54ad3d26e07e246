import { defineRound, system } from '#kernel'
import { goOn } from './go-on.ts'
import { order } from './objects/index.ts'

const portion = 500

/** Orders that are delivered, billed and paid by their contract, with the time to return over, are closed. */
const close = defineRound('orders.close', {
  async run(work) {
    const over = {
      status: { in: ['delivered', 'partReturned'] },
      returnUntil: { lt: work.today },
      'contract.form': { ne: 'frame' },
      'contract.amount': { gt: 0 },
      'contract.receivable': { lte: 0 },
      'contract.unbilled': { lte: 0 },
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

export const rounds = [close, catchUp]
