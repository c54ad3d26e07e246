import { defineAction } from '#kernel'
import { json, link } from '#kernel/model'
import { askReport } from '../ask-report.ts'
import { ownReport } from '../objects/index.ts'

/** The figures of a report, as whoever asks may see them. */
export const run = defineAction('reporting.run', {
  on: ownReport,
  byReaders: true,
  aside: true,
  input: { ownReport: link(ownReport, { required: true }) },
  result: { rows: json({ required: true }), former: json() },
  async run(work, { ownReport: id }) {
    const { rows, former } = await askReport(work, await work.one(ownReport, id))
    return { rows, former }
  },
})
