import { defineConsequence, fail } from '#kernel'
import { askReport, bodyOf } from '../ask-report.ts'
import { ownReport, reportWatch } from '../objects/index.ts'

/** A report must be one that can be asked: it is asked in the same breath, as whoever keeps it. */
export const checkReport = defineConsequence(ownReport, {
  reads: ['object', 'filter', 'body'],
  async run(work, written) {
    for (const { row } of written) await askReport(work, row, { limit: 1 })
  },
})

/** What is watched is one figure of a report without groups; and whoever is told of a report may read it. */
export const checkWatch = defineConsequence(reportWatch, {
  reads: ['report', 'kind', 'figure'],
  async run(work, written) {
    for (const { row } of written) {
      const body = bodyOf(await work.one(ownReport, row.report))
      if (row.kind === 'sent') continue
      if (body.draw === 'list' || body.by.length > 0) fail('reporting.one-figure')
      if (!body.figures.some(({ key }) => key === row.figure)) fail('reporting.no-figure', { figure: row.figure })
    }
  },
})
