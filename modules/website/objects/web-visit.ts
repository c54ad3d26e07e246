import { choice, defineObject, instant, link, rollUp, text, yesNo } from '#kernel/model'
import { account, contact, lead } from '#objects/customers'
import { webSite } from './web-site.ts'

/**
 * One visit of somebody to a web site of ours, from his first page until he has been away for a while. Kept by the program. It belongs to whoever has the site until it is
 * known whose visit it was; then whoever reads that person reads it, too.
 */
export const webVisit = defineObject('webVisit', {
  plural: 'webVisits',
  title: 'subject',
  owned: true,
  follows: ['lead', 'contact', 'account'],
  icon: 'globe',
  search: ['subject'],
  fields: {
    /** The page he came in by. */
    subject: text({ required: true, readOnly: true, max: 200 }),
    site: link(webSite, { reverse: 'visits', onRemove: 'clear' }),
    lead: link(lead, { reverse: 'webVisits', onRemove: 'clear' }),
    contact: link(contact, { reverse: 'webVisits', onRemove: 'clear' }),
    account: link(account, { reverse: 'webVisits', onRemove: 'clear' }),
    startedAt: instant({ required: true, default: 'now', indexed: true }),
    lastAt: instant({ required: true, default: 'now', indexed: true }),
    lastPage: text({ max: 200 }),
    pageCount: rollUp({ of: 'pages', measure: 'count' }),
    landing: text({ max: 500 }),
    referrer: text({ max: 500 }),
    utmSource: text({ indexed: true }),
    utmMedium: text(),
    utmCampaign: text({ indexed: true }),
    utmTerm: text(),
    utmContent: text(),
    device: choice(['computer', 'phone', 'tablet']),
    /** Within the last thirty days, as the nightly look last found it. */
    isRecent: yesNo({ default: true, indexed: true }),
    /** By these the same browser and the same line are known again; neither can be read back. */
    visitor: text({ max: 60, indexed: true }),
    sender: text({ max: 60, indexed: true }),
  },
  views: {
    list: {
      columns: [
        'subject',
        'lead',
        'contact',
        'account',
        'pageCount',
        'lastPage',
        'startedAt',
        'lastAt',
        'utmSource',
        'utmCampaign',
        'site',
      ],
      sort: '-lastAt',
    },
    facts: ['lead', 'contact', 'account', 'lastAt'],
    related: ['pages'],
    form: [
      {
        section: 'basic',
        rows: [
          ['subject', 'site'],
          ['startedAt', 'lastAt'],
          ['lastPage', 'pageCount'],
          ['device', 'isRecent'],
        ],
      },
      { section: 'person', rows: [['lead', 'contact'], ['account']] },
      {
        section: 'origin',
        rows: [['landing', 'referrer'], ['utmSource', 'utmMedium'], ['utmCampaign', 'utmTerm'], ['utmContent']],
      },
    ],
  },
})
