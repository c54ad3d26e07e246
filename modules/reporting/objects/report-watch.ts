import { choice, decimal, defineObject, instant, integer, link, longText, text, yesNo } from '#kernel/model'
import { ownReport } from './own-report.ts'

/** Somebody is sent the figures of a report by the clock, or is told when one of them crosses a limit. They are asked as this person. */
export const reportWatch = defineObject('reportWatch', {
  plural: 'reportWatches',
  title: 'report',
  owned: true,
  icon: 'bell',
  listedFor: 'nobody',
  search: [],
  fields: {
    report: link(ownReport, { required: true, reverse: 'watches', onRemove: 'follow' }),
    kind: choice(['sent', 'above', 'below'], { required: true, default: 'sent' }),
    rhythm: choice(['daily', 'weekly', 'monthly'], { default: 'weekly' }),
    /** 1 is Monday. */
    weekday: integer({ min: 1, max: 7, total: false }),
    monthDay: integer({ min: 1, max: 28, total: false }),
    hour: integer({ min: 0, max: 23, default: 8, total: false }),
    /** Of the report, which figure is held against the limit. */
    figure: text({ max: 40 }),
    limit: decimal({ scale: 4 }),
    isPaused: yesNo({ default: false }),
    /** What it said last, and whether the limit was crossed then. */
    lastAt: instant({ readOnly: true }),
    lastFigures: longText({ readOnly: true, max: 8_000 }),
    isCrossed: yesNo({ readOnly: true, default: false }),
  },
  views: {
    list: { columns: ['report', 'kind', 'rhythm', 'hour', 'limit', 'isPaused', 'lastAt', 'owner'], sort: '-updatedAt' },
    facts: ['kind', 'rhythm', 'lastAt'],
    form: [
      { section: 'basic', rows: [['report', 'kind'], ['isPaused']] },
      {
        section: 'clock',
        rows: [
          ['rhythm', 'hour'],
          ['weekday', 'monthDay'],
        ],
      },
      { section: 'limit', rows: [['figure', 'limit']] },
      { section: 'last', rows: [['lastAt', 'isCrossed'], ['lastFigures']] },
    ],
  },
})
