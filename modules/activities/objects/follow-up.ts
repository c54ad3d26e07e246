import { choice, day, defineObject, instant, integer, lines, link, longText, text, yesNo } from '#kernel/model'
import { account, contact, lead } from '#objects/customers'
import { followUpFile } from './follow-up-file.ts'

export const followUpKinds = [
  { key: 'call', color: 'accent' },
  { key: 'visit', color: 'green' },
  { key: 'meeting', color: 'violet' },
  { key: 'message', color: 'grey' },
  { key: 'mail', color: 'amber' },
  { key: 'other', color: 'grey' },
] as const

/** What happened with somebody, who promised what, and what comes next. */
export const followUp = defineObject('followUp', {
  plural: 'followUps',
  title: 'summary',
  owned: true,
  follows: ['account', 'lead'],
  icon: 'message-square-text',
  search: ['content'],
  fields: {
    /** The beginning of what happened, for headings and links. */
    summary: text({ readOnly: true, max: 80 }),
    kind: choice(followUpKinds, { default: 'call', required: true, indexed: true }),
    content: longText({ required: true, max: 10_000, mentions: true }),
    happenedAt: instant({ default: 'now', required: true, indexed: true }),
    outcome: choice([
      { key: 'interested', color: 'green' },
      { key: 'undecided', color: 'amber' },
      { key: 'declined', color: 'red' },
      { key: 'notReached', color: 'grey' },
    ]),
    account: link(account, { reverse: 'followUps', onRemove: 'follow' }),
    contact: link(contact, { reverse: 'followUps', onRemove: 'clear' }),
    lead: link(lead, { reverse: 'followUps', onRemove: 'follow' }),
    nextOn: day(),
    nextStep: text({ max: 200 }),
    /** What was promised to them, and until when. */
    promise: text({ max: 200 }),
    promisedOn: day(),
    /** How many letters tell what happened, and whether it was written of several at once: by that others may say whether it counts. */
    length: integer({ readOnly: true, min: 0 }),
    isOneOfMany: yesNo({ readOnly: true }),
    files: lines(followUpFile, { by: 'followUp' }),
  },
  views: {
    list: { columns: ['summary', 'happenedAt', 'kind', 'account', 'lead', 'outcome', 'nextOn', 'nextStep', 'owner'], sort: '-happenedAt' },
    facts: ['kind', 'account', 'lead', 'owner', 'happenedAt'],
    form: [
      { section: 'happened', rows: [['content'], ['kind', 'happenedAt'], ['outcome'], ['files']] },
      {
        section: 'next',
        rows: [
          ['nextOn', 'nextStep'],
          ['promisedOn', 'promise'],
        ],
      },
      {
        section: 'about',
        rows: [
          ['account', 'contact'],
          ['lead', 'owner'],
        ],
      },
    ],
  },
})
