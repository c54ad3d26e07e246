import { defineConsequence, system } from '#kernel'
import { share } from '#kernel/model'
import { dealSplit } from '../objects/index.ts'

const most = 10_000

/** Whoever has a share in a deal sees it. */
export const sharersSee = defineConsequence(dealSplit, {
  reads: ['person'],
  async run(work, written) {
    const kernel = work.as(system('whoever has a share in a deal sees it'))
    const deals = [...new Set(written.map(({ row }) => row.opportunity as string))]
    const there = await kernel.find(share, { object: 'opportunity', granteeKind: 'person', record: { in: deals } }, { limit: most })
    const known = new Set(there.map(({ record, grantee }) => `${record} ${grantee}`))
    const wanted = new Map(written.map(({ row }) => [`${row.opportunity} ${row.person}`, row]))
    await kernel.add(
      share,
      [...wanted].flatMap(([key, row]) =>
        known.has(key)
          ? []
          : [{ object: 'opportunity', record: row.opportunity as never, granteeKind: 'person' as const, grantee: row.person as string }],
      ),
    )
  },
})
