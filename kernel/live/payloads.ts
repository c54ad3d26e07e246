import type { Touched } from '../engine-types.ts'

/** PostgreSQL takes at most 7,999 bytes. */
const mostBytes = 7_500

/** The same announcements as JSON texts that each fit into one notification; an object whose records do not fit into one is split. */
export function toPayloads(list: readonly Touched[]): readonly string[] {
  const payloads: string[] = []
  let current: string[] = []
  let size = 2
  const close = (): void => {
    if (current.length > 0) payloads.push(`[${current.join(',')}]`)
    current = []
    size = 2
  }
  for (const piece of list.flatMap(toPieces)) {
    const bytes = Buffer.byteLength(piece) + 1
    if (size + bytes > mostBytes) close()
    current.push(piece)
    size += bytes
  }
  close()
  return payloads
}

/** One object's announcement in parts that each fit; records are named by some 150 bytes each. */
function toPieces(touched: Touched): string[] {
  const whole = JSON.stringify(touched)
  if (Buffer.byteLength(whole) + 2 <= mostBytes || !touched.records) return [whole]
  const half = Math.ceil(touched.records.length / 2)
  return [touched.records.slice(0, half), touched.records.slice(half)].flatMap((records) => toPieces({ ...touched, records }))
}
