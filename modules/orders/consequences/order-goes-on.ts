import { defineConsequence, type RowOf, system, type Work } from '#kernel'
import { task } from '#objects/activities'
import { byId } from '../counting.ts'
import { goOn } from '../go-on.ts'
import { order, warehouse } from '../objects/index.ts'

const words = {
  'zh-CN': (number: string) => `发货：${number}`,
  'zh-TW': (number: string) => `出貨：${number}`,
  en: (number: string) => `Deliver ${number}`,
} as const

type Order = RowOf<typeof order>

/** What an order keeps back follows its state, and whoever keeps its warehouse has the delivery among his tasks until it is done. */
export const orderGoesOn = defineConsequence(order, {
  reads: ['status'],
  async run(work, written) {
    const moved = written.filter(({ row, before }) => row.status !== (before?.status ?? 'draft'))
    if (moved.length === 0) return
    await goOn(
      work,
      moved.map(({ row }) => row.id),
    )
    const kernel = work.as(system('an order is to be delivered'))
    const begins = moved.filter(({ row, before }) => row.status === 'confirmed' && before?.status === 'draft').map(({ row }) => row)
    const ends = moved.filter(({ row }) => row.status === 'delivered' || row.status === 'cancelled').map(({ row }) => row)
    const keeperOf = await keepersOf(kernel, [...begins, ...ends])
    await kernel.add(
      task,
      begins.flatMap((row) => {
        const owner = keeperOf(row)
        const subject = words[work.workspace.locale](row.number ?? '')
        return owner ? [{ subject, owner, dueOn: row.promisedOn, account: row.account, order: row.id } as never] : []
      }),
    )
    const over = ends.filter((row) => keeperOf(row))
    if (over.length === 0) return
    const tasks = await kernel.find(task, { order: { in: over.map(({ id }) => id) }, state: 'open' } as never, { limit: 10_000 })
    await kernel.changeMany(
      task,
      tasks.filter((one) => over.some((row) => keeperOf(row) === one.owner)).map(({ id }) => ({ id, state: 'done' as const })),
    )
  },
})

async function keepersOf(kernel: Work, orders: readonly Order[]): Promise<(row: Order) => string | null> {
  const places = await byId(
    kernel,
    warehouse,
    orders.flatMap((row) => row.warehouse ?? []),
  )
  return (row) => (row.warehouse && places.get(row.warehouse)?.keeper) || null
}
