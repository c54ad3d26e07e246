import type { Values } from './parse-input.ts'
import type { KeptRows } from './state.ts'

export type Keeping = KeptRows & Readonly<{ drop(objects: readonly string[]): void }>

/** Records that a process keeps by object. What was being read when one of them was written is given and not kept. */
export function keepRows(): Keeping {
  const kept = new Map<string, readonly Values[]>()
  const drops = new Map<string, number>()
  const dropped = (object: string): number => drops.get(object) ?? 0
  return {
    async rows(object, read) {
      const known = kept.get(object)
      if (known) return known
      const before = dropped(object)
      const rows = await read()
      if (dropped(object) === before) kept.set(object, rows)
      return rows
    },
    drop(objects) {
      for (const object of objects) {
        kept.delete(object)
        drops.set(object, dropped(object) + 1)
      }
    },
  }
}
