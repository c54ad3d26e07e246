import { defineConsequence, system } from '#kernel'
import { dealRegistration } from '../objects/index.ts'
import { registerRows } from '../register-rows.ts'
import { failAsTaken } from '../taken.ts'

/** Whoever registers first is protected, whatever road he came; of two in the same second one is first. */
export const register = defineConsequence(dealRegistration, {
  reads: ['name', 'account', 'customer', 'product', 'category'],
  async run(work, written) {
    const isNew = new Set(written.flatMap(({ row, before }) => (before ? [] : row.id)))
    await registerRows(work.as(system('registered')), {
      rows: written.map(({ row }) => row),
      isNew: (id) => isNew.has(id as never),
      whenTaken: failAsTaken,
    })
  },
})
