import type { Change, Work, Written } from '#kernel'
import { piecesOf, timesHead } from '#objects/catalog'
import { quoteLine } from './objects/index.ts'

type Step = Written<typeof quoteLine>

/** Parts have the place of their head and as much of each as its quantity says, whoever wrote which of them. */
export async function followHeads(kernel: Work, written: readonly Step[]): Promise<void> {
  const moved = written.filter(({ row, before }) =>
    (['quantity', 'unitFactor', 'position', 'isPart'] as const).some((name) => row[name] !== before?.[name]),
  )
  const ids = moved.flatMap(({ row, before }) => (row.isPart ? (row.head ?? []) : before ? [row.id as string] : []))
  if (ids.length === 0) return
  const heads = await kernel.find(quoteLine, { id: { in: [...new Set(ids)] }, isPart: false }, { limit: 10_000 })
  const parts = heads.length > 0 ? await kernel.find(quoteLine, { head: { in: heads.map(({ id }) => id) } }, { limit: 10_000 }) : []
  const byId = new Map(heads.map((head) => [head.id as string, head]))
  const due = parts.flatMap((part) => {
    const head = byId.get(String(part.head))!
    const quantity = part.perHead === null ? part.quantity : timesHead(part.perHead, piecesOf(head))
    const isSame = part.quantity === quantity && part.position === head.position
    const to: Change<typeof quoteLine> = { quantity, position: head.position }
    return isSame ? [] : [{ ...to, id: part.id }]
  })
  if (due.length > 0) await kernel.changeMany(quoteLine, due)
}

/** Parts whose head was taken away go with it. */
export async function dropLostParts(kernel: Work, quotes: readonly string[]): Promise<void> {
  if (quotes.length === 0) return
  const lost = await kernel.find(quoteLine, { quote: { in: quotes }, isPart: true, head: { empty: true } }, { limit: 10_000 })
  if (lost.length > 0)
    await kernel.remove(
      quoteLine,
      lost.map(({ id }) => id),
    )
}
