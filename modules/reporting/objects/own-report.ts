import { defineObject, json, text } from '#kernel/model'

/** A question about the records of one object with its drawing, as somebody put it together: his until he shares it. Whoever opens it asks as himself. */
export const ownReport = defineObject('ownReport', {
  plural: 'ownReports',
  title: 'name',
  owned: true,
  icon: 'chart-column',
  listedFor: 'nobody',
  search: ['name', 'about'],
  fields: {
    name: text({ required: true, max: 80 }),
    about: text({ max: 300 }),
    /** The object whose records it is about, by its name. */
    object: text({ required: true, max: 60, indexed: true }),
    filter: json({ filterOf: { at: 'object' } }),
    /** Groups, figures, order, drawing: as `ReportBody` says. */
    body: json({ required: true }),
  },
  views: {
    list: { columns: ['name', 'object', 'about', 'owner', 'updatedAt'], sort: 'name' },
    facts: ['object', 'owner', 'updatedAt'],
    form: [{ section: 'basic', rows: [['name', 'object'], ['about'], ['filter'], ['body']] }],
  },
})
