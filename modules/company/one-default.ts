import { defineConsequence, system, type Work } from '#kernel'
import { legalEntity, workCalendar } from './objects/index.ts'

/** What is made the default takes it from the one that was. */
const follow = (object: typeof legalEntity | typeof workCalendar) =>
  defineConsequence(object, {
    reads: ['isDefault'],
    async run(work, written) {
      const chosen = written.filter(({ row }) => row.isDefault).map(({ row }) => row.id)
      const keeps = chosen.at(-1)
      if (!keeps) return
      const kernel = work.as(system('one default'))
      const others = await kernel.find(object as typeof legalEntity, { isDefault: true, id: { ne: keeps } }, { limit: 1_000 })
      if (others.length === 0) return
      await kernel.changeMany(
        object as typeof legalEntity,
        others.map(({ id }) => ({ id, isDefault: false })),
      )
    },
  })

export const oneDefault = [follow(legalEntity), follow(workCalendar)]

/** Our company where a paper names none: the default, else the oldest; null where none is entered. */
export async function defaultEntity(work: Work) {
  const rows = await work.as(system('default company')).find(legalEntity, {}, { limit: 1, sort: ['-isDefault', 'createdAt'] })
  return rows[0] ?? null
}
