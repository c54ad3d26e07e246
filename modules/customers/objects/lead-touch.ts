import { choice, defineObject, instant, link, longText, person, text, yesNo } from '#kernel/model'
import { account } from './account.ts'
import { lead } from './lead.ts'
import { sources } from './lists.ts'

/** One time somebody came to us: the first makes the lead, the others join it. Kept by the program; each waits until somebody has answered it. */
export const leadTouch = defineObject('leadTouch', {
  plural: 'leadTouches',
  title: 'subject',
  owned: false,
  follows: ['lead', 'account'],
  icon: 'inbox',
  search: ['subject', 'said'],
  open: { state: 'new' },
  fields: {
    /** What it came by: the name of the form then, or the road on which a lead was made. */
    subject: text({ required: true, max: 100 }),
    lead: link(lead, { required: true, reverse: 'touches', onRemove: 'follow' }),
    /** What the lead became. */
    account: link(account, { readOnly: true, reverse: 'inquiries', onRemove: 'clear' }),
    at: instant({ required: true, default: 'now' }),
    isFirst: yesNo({ default: false }),
    state: choice(
      [
        { key: 'new', color: 'accent' },
        { key: 'answered', color: 'green' },
      ],
      { default: 'new', required: true, indexed: true },
    ),
    answeredBy: person({ onRemove: 'clear' }),
    answeredAt: instant(),
    answer: text({ max: 500 }),
    source: choice(sources, { indexed: true }),
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
    list: {
      columns: ['subject', 'lead', 'state', 'at', 'source', 'said', 'answeredBy', 'answeredAt', 'utmCampaign', 'isFirst'],
      sort: '-at',
    },
    facts: ['lead', 'state', 'at', 'source'],
    form: [
      { section: 'basic', rows: [['subject', 'lead'], ['account'], ['at', 'isFirst'], ['source'], ['said']] },
      { section: 'answer', rows: [['state', 'answeredBy'], ['answeredAt'], ['answer']] },
      {
        section: 'campaign',
        rows: [['utmSource', 'utmMedium'], ['utmCampaign', 'utmTerm'], ['utmContent'], ['page'], ['referrer']],
      },
    ],
  },
})
