import { defineObject, instant, link, text } from '#kernel/model'
import { webVisit } from './web-visit.ts'

/** One page that somebody looked at in a visit. Kept by the program. */
export const webPage = defineObject('webPage', {
  plural: 'webPages',
  title: 'name',
  follows: 'visit',
  listedFor: 'nobody',
  icon: 'file-text',
  search: ['name', 'address'],
  fields: {
    name: text({ required: true, readOnly: true, max: 200 }),
    visit: link(webVisit, { required: true, reverse: 'pages', onRemove: 'follow' }),
    /** Without what stands behind a question mark: that may name people. */
    address: text({ required: true, max: 500, indexed: true }),
    at: instant({ required: true, default: 'now' }),
  },
  views: {
    list: { columns: ['name', 'address', 'at', 'visit'], sort: '-at' },
    facts: ['visit', 'at'],
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'visit'],
          ['address', 'at'],
        ],
      },
    ],
  },
})
