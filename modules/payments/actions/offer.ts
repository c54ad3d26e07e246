import { defineAction, fail, system } from '#kernel'
import { link, share } from '#kernel/model'
import { receipt } from '../objects/index.ts'

const askedRoles = ['rep', 'manager'] as const

/** Asks those who sell whose money it is: they see it, and whoever knows claims it. @throws `payments.claimed` */
export const offer = defineAction('payments.offer', {
  on: receipt,
  many: true,
  input: { receipt: link(receipt, { required: true }) },
  result: { receipt: link(receipt, { required: true }) },
  fails: ['payments.claimed'],
  offered: { status: 'unclaimed' },
  async run(work, input) {
    const row = await work.one(receipt, input.receipt, { lock: true })
    if (row.status !== 'unclaimed') fail('payments.claimed', { status: row.status })
    await work.change(receipt, row.id, {})
    const kernel = work.as(system('whose money is it'))
    const there = await kernel.find(share, { object: 'receipt', record: row.id, granteeKind: 'role' }, { limit: 100 })
    const missing = askedRoles.filter((role) => !there.some(({ grantee }) => grantee === role))
    await kernel.add(
      share,
      missing.map((role) => ({ object: 'receipt', record: row.id, granteeKind: 'role' as const, grantee: role })),
    )
    return { receipt: row.id }
  },
})
