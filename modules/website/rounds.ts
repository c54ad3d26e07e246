import { defineRound } from '#kernel'
import { addDays } from '#kernel/model'
import { webSite, webVisit } from './objects/index.ts'

/** Visits of one turn; the next minute goes on. */
const portion = 500
const recentDays = 30

/** A visit is recent for thirty days: then it counts no longer in scores. */
const grow = defineRound('website.visits-grow-old', {
  async run(work) {
    const old = { isRecent: true, startedAt: { lt: addDays(work.today, -recentDays) } }
    const rows = await work.find(webVisit, old, { limit: portion, sort: ['startedAt'] })
    if (rows.length > 0)
      await work.changeMany(
        webVisit,
        rows.map(({ id }) => ({ id, isRecent: false })),
      )
  },
})

/** Nothing is kept longer than its site says, and nothing of a person who was erased. */
const forget = defineRound('website.forget-visits', {
  async run(work) {
    const sites = await work.settings(webSite)
    const over = sites.map(({ id, keepDays }) => ({ site: id, lastAt: { lt: addDays(work.today, -keepDays) } }))
    const homeless = { site: { empty: true } }
    const erased = ['lead', 'contact'].map((link) => ({ [`${link}.name`]: { startsWith: '(erased) ' } }))
    const rows = await work.find(webVisit, { or: [...over, homeless, ...erased] }, { limit: portion, sort: ['id'] })
    if (rows.length > 0)
      await work.remove(
        webVisit,
        rows.map(({ id }) => id),
      )
  },
})

export const rounds = [grow, forget]
