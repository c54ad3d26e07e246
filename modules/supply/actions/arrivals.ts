import { defineAction, fail, system } from '#kernel'
import { day, decimal, integer, link, text } from '#kernel/model'
import { piecesOf } from '#objects/catalog'
import { contract, contractLine } from '#objects/contracts'
import { stockMove, warehouse } from '#objects/orders'
import { arrival } from '../objects/index.ts'
import { toPieces } from '../rules/months.ts'

const on = { arrival: link(arrival, { required: true }) }
const because = system('expected goods')
const mostLines = 1_000
const open = ['expected', 'part'] as readonly (string | null)[]

/**
 * Goods that were expected are there, all that was left or a part: they lie in their warehouse from now on, and left the other one where they came from there.
 *
 * @throws `supply.no-such-step` where nothing is expected any more; `orders.not-in-stock` where the other warehouse has less
 */
export const arrive = defineAction('supply.arrive', {
  on: arrival,
  many: true,
  input: { ...on, quantity: decimal({ scale: 4, min: 0 }), movedOn: day({ default: 'today' }) },
  result: { ...on, left: decimal({ required: true, scale: 4 }) },
  fails: ['supply.no-such-step', 'supply.nothing'],
  offered: { state: { in: ['expected', 'part'] } },
  async run(work, input) {
    const row = await work.one(arrival, input.arrival, { lock: true })
    if (!open.includes(row.state)) fail('supply.no-such-step', { state: row.state })
    const quantity = input.quantity ?? row.left ?? 0
    if (quantity <= 0) fail('supply.nothing')
    const move = { product: row.product, movedOn: input.movedOn ?? work.today, cause: row.number }
    const isMoved = row.source === 'transfer' && row.fromWarehouse
    const made = await work.create(
      stockMove,
      isMoved
        ? [
            { ...move, kind: 'transfer' as const, warehouse: row.fromWarehouse!, quantity: -quantity },
            { ...move, kind: 'transfer' as const, warehouse: row.warehouse, quantity },
          ]
        : [{ ...move, kind: 'in' as const, warehouse: row.warehouse, quantity }],
    )
    const kernel = work.as(because)
    await kernel.changeMany(stockMove, made.map(({ id }) => ({ id, arrival: row.id })) as never)
    const stored = await kernel.change(arrival, row.id, { came: toPieces((row.came ?? 0) + quantity) })
    return { arrival: row.id, left: stored.left ?? 0 }
  },
})

/** What is left of it will not come. */
export const callOff = defineAction('supply.call-off', {
  on: arrival,
  aside: true,
  input: { ...on, reason: text({ required: true, max: 300 }) },
  result: on,
  fails: ['supply.no-such-step'],
  offered: { state: { in: ['expected', 'part'] } },
  async run(work, input) {
    const row = await work.one(arrival, input.arrival, { lock: true })
    await work.change(arrival, row.id, {})
    if (!open.includes(row.state)) fail('supply.no-such-step', { state: row.state })
    await work.as(because).change(arrival, row.id, { cancelReason: input.reason })
    return { arrival: row.id }
  },
})

/**
 * What a purchase contract buys is expected from now on, by product, as far as it is not expected already.
 *
 * @throws `supply.nothing-to-expect`
 */
export const expectFromContract = defineAction('supply.expect', {
  on: contract,
  aside: true,
  input: {
    contract: link(contract, { required: true }),
    warehouse: link(warehouse, { required: true }),
    expectedOn: day({ required: true }),
  },
  result: { arrivals: integer({ required: true }) },
  fails: ['supply.nothing-to-expect'],
  offered: { status: 'running', kind: 'purchase' },
  async run(work, input) {
    const row = await work.one(contract, input.contract, { lock: true })
    const kernel = work.as(because)
    const lines = await kernel.find(contractLine, { contract: row.id, product: { empty: false } }, { limit: mostLines, sort: ['position'] })
    const known = await kernel.find(arrival, { contract: row.id, state: { ne: 'cancelled' } }, { limit: mostLines })
    const wanted = new Map<string, number>()
    for (const line of lines)
      wanted.set(String(line.product), (wanted.get(String(line.product)) ?? 0) + piecesOf({ ...line, quantity: line.quantity ?? 0 }))
    for (const one of known) wanted.set(String(one.product), (wanted.get(String(one.product)) ?? 0) - (one.quantity ?? 0))
    const rows = [...wanted].flatMap(([product, quantity]) =>
      toPieces(quantity) > 0 ? [{ product: product as never, quantity: toPieces(quantity) }] : [],
    )
    if (row.status !== 'running' || row.kind !== 'purchase' || rows.length === 0) fail('supply.nothing-to-expect')
    const more = {
      warehouse: input.warehouse,
      expectedOn: input.expectedOn,
      contract: row.id,
      supplier: row.account,
      source: 'purchase' as const,
    }
    await work.create(
      arrival,
      rows.map((one) => ({ ...one, ...more })),
    )
    return { arrivals: rows.length }
  },
})
