import type { Database, Place } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Numbers } from './state.ts'

const block = 20

/**
 * Counters of one workspace. Numbers are taken outside of the work's transaction, on connections that no work holds, in blocks, so that creations do not wait for each other's
 * commit: gaps can arise, doubles cannot. `giveBack` returns what was not used, if nobody took more meanwhile.
 */
export function openNumbers(database: Database, place: Place): Numbers & { giveBack(): Promise<void> } {
  const blocks = new Map<string, { next: number; last: number }>()
  const table = sql.id(place.schema, 'counter')
  const raise = async (counter: string, by: number): Promise<number> => {
    const rows = await database.upkeep(place).query(sql`INSERT INTO ${table} AS c (name, value) VALUES (${counter}::text, ${by}::bigint)
      ON CONFLICT (name) DO UPDATE SET value = c.value + ${by}::bigint RETURNING c.value`)
    return Number(rows[0]!.value)
  }
  return {
    async take(counter, count) {
      const held = blocks.get(counter)
      if (held && held.last - held.next + 1 >= count) {
        held.next += count
        return held.next - 1
      }
      const taken = count < block ? block : count
      const last = await raise(counter, taken)
      const first = last - taken + 1
      if (taken > count) blocks.set(counter, { next: first + count, last })
      return first + count - 1
    },
    async lift(counter, atLeast) {
      const held = blocks.get(counter)
      if (held && held.last < atLeast) blocks.delete(counter)
      else if (held && held.next <= atLeast) held.next = atLeast + 1
      await database.upkeep(place).affected(sql`INSERT INTO ${table} AS c (name, value) VALUES (${counter}::text, ${atLeast}::bigint)
        ON CONFLICT (name) DO UPDATE SET value = greatest(c.value, ${atLeast}::bigint)`)
    },
    async giveBack() {
      for (const [counter, held] of blocks) {
        await database
          .write(place)
          .affected(
            sql`UPDATE ${table} SET value = ${held.next - 1}::bigint WHERE name = ${counter}::text AND value = ${held.last}::bigint`,
          )
      }
      blocks.clear()
    },
  }
}
