import { defineConsequence, system } from '#kernel'
import { pool } from '../objects/index.ts'

/** What is made the default pool of a department takes it from the one of the same kind that was. */
export const oneDefault = defineConsequence(pool, {
  reads: ['isDefault', 'forDepartment', 'kind'],
  async run(work, written) {
    const kernel = work.as(system('one default'))
    for (const { row } of written.filter((one) => one.row.isDefault)) {
      const place = { kind: row.kind, forDepartment: row.forDepartment ?? { empty: true } }
      const others = await kernel.find(pool, { ...place, isDefault: true, id: { ne: row.id } }, { limit: 1_000 })
      await kernel.changeMany(
        pool,
        others.map(({ id }) => ({ id, isDefault: false })),
      )
    }
  },
})
