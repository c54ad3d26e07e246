import { defineConsequence, system, telling } from '#kernel'
import { commented } from '../notices.ts'
import { comment, followUp } from '../objects/index.ts'

const mostEarlier = 1_000

/** Whoever wrote the follow-up, and whoever said something to it before, hears what else is said to it, as far as he still reads it. */
export const tellCommented = defineConsequence(comment, {
  reads: [],
  onImport: telling,
  async run(work, written) {
    const about = [...new Set(written.flatMap(({ row }) => row.followUp ?? []))]
    if (about.length === 0) return
    const kernel = work.as(system('who is told of a comment'))
    const [rows, earlier] = [
      await kernel.find(followUp, { id: { in: about } }, { limit: about.length }),
      await kernel.find(comment, { followUp: { in: about } }, { limit: mostEarlier }),
    ]
    const concerned = [
      ...rows.map(({ id, owner }) => ({ person: owner, record: id })),
      ...earlier.map((row) => ({ person: row.owner, record: row.followUp! })),
    ].flatMap(({ person, record }) => (person ? [{ person, record }] : []))
    for (const [person, ofPerson] of Map.groupBy(concerned, (one) => one.person)) {
      const readable = await work.readableBy(person, followUp, [...new Set(ofPerson.map(({ record }) => record))])
      work.tell(
        commented,
        [...readable].map((record) => ({ person, record })),
      )
    }
  },
})
