import { choice, defineObject, instant, link, longText, text, yesNo } from '#kernel/model'
import { lead, sources } from '#objects/customers'
import { webForm } from './web-form.ts'

/** One time somebody came to us: the first makes the lead, the others join it. Kept by the program alone. */
export const leadTouch = defineObject('leadTouch', {
  plural: 'leadTouches',
  title: 'subject',
  owned: false,
  follows: 'lead',
  listedFor: 'nobody',
  icon: 'inbox',
  search: [],
  fields: {
    /** Name of the form then. */
    subject: text({ required: true, max: 100 }),
    lead: link(lead, { required: true, reverse: 'touches', onRemove: 'follow' }),
    at: instant({ required: true, default: 'now' }),
    isFirst: yesNo({ default: false }),
    source: choice(sources, { indexed: true }),
    form: link(webForm, { reverse: 'touches', onRemove: 'clear' }),
    said: longText(),
    utmSource: text(),
    utmMedium: text(),
    utmCampaign: text({ indexed: true }),
    utmTerm: text(),
    utmContent: text(),
    page: text({ max: 1_000 }),
    referrer: text({ max: 1_000 }),
    /** By these the same sender and the same content are known again; neither can be read back. */
    sender: text({ max: 60, indexed: true }),
    print: text({ max: 60, indexed: true }),
  },
  views: {
    list: { columns: ['subject', 'lead', 'at', 'isFirst', 'source', 'utmSource', 'utmCampaign', 'page', 'form'], sort: '-at' },
    facts: ['lead', 'at', 'source', 'form'],
    form: [
      { section: 'basic', rows: [['subject', 'lead'], ['at', 'isFirst'], ['source', 'form'], ['said']] },
      {
        section: 'campaign',
        rows: [['utmSource', 'utmMedium'], ['utmCampaign', 'utmTerm'], ['utmContent'], ['page'], ['referrer']],
      },
    ],
  },
})
