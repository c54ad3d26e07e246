import { defineConsequence, system } from '#kernel'
import { answered } from '../notices.ts'
import { tip, tipReply } from '../objects/index.ts'

const mostEarlier = 1_000

/** Whoever wrote the tip, and whoever has answered before, hears of a new answer. */
export const tellAnswered = defineConsequence(tipReply, {
  reads: [],
  async run(work, written) {
    const fresh = written.filter(({ before }) => !before)
    const about = [...new Set(fresh.map(({ row }) => String(row.tip)))]
    if (about.length === 0) return
    const kernel = work.as(system('who is told of an answer'))
    const tips = await kernel.find(tip, { id: { in: about } }, { limit: about.length })
    const earlier = await kernel.find(tipReply, { tip: { in: about } }, { limit: mostEarlier })
    const concerned = [
      ...tips.map(({ id, owner }) => ({ person: owner, record: String(id) })),
      ...earlier.map(({ owner, tip: of }) => ({ person: owner, record: String(of) })),
    ]
    const once = new Map(concerned.flatMap(({ person, record }) => (person ? [[`${person} ${record}`, { person, record }] as const] : [])))
    work.tell(answered, [...once.values()])
  },
})
