import { choice, defineObject, email, instant, integer, link, longText, text, yesNo } from '#kernel/model'
import { contact, lead } from '#objects/customers'
import { campaign } from './campaign.ts'
import { campaignMember } from './campaign-member.ts'

/** One letter of a campaign to one person, as it was written, and what came of it. Read with the person, and by whoever has the campaign. */
export const campaignLetter = defineObject('campaignLetter', {
  plural: 'campaignLetters',
  title: 'subject',
  owned: true,
  follows: ['lead', 'contact'],
  listedFor: 'nobody',
  icon: 'mail',
  search: ['subject', 'address'],
  fields: {
    subject: text({ required: true, max: 200 }),
    words: longText({ max: 10_000 }),
    address: email(),
    campaign: link(campaign, { required: true, reverse: 'letters', onRemove: 'follow' }),
    campaignMember: link(campaignMember, { reverse: 'letters', onRemove: 'follow' }),
    lead: link(lead, { reverse: 'campaignLetters', onRemove: 'follow' }),
    contact: link(contact, { reverse: 'campaignLetters', onRemove: 'follow' }),
    /** On its way since `takenAt`; `unknown` where our server went down between sending and noting it. */
    state: choice(
      [
        { key: 'waiting', color: 'grey' },
        { key: 'sending', color: 'accent' },
        { key: 'sent', color: 'green' },
        { key: 'withheld', color: 'amber' },
        { key: 'refused', color: 'red' },
        { key: 'unknown', color: 'amber' },
      ],
      { default: 'waiting', required: true, indexed: true },
    ),
    /** Why it was withheld, or what the mail server said. */
    reason: text({ max: 500 }),
    dueAt: instant({ required: true, default: 'now', indexed: true }),
    takenAt: instant(),
    sentAt: instant({ indexed: true }),
    tries: integer({ default: 0, min: 0, total: false }),
    /** To whoever plans the campaign, to see what it looks like. */
    isTrial: yesNo({ default: false }),
  },
  views: {
    list: { columns: ['subject', 'address', 'lead', 'contact', 'state', 'reason', 'dueAt', 'sentAt', 'campaign'], sort: '-dueAt' },
    board: { by: 'state', card: ['address', 'dueAt'] },
    facts: ['campaign', 'address', 'state', 'sentAt'],
    form: [
      {
        section: 'basic',
        rows: [['subject', 'campaign'], ['address', 'campaignMember'], ['lead', 'contact'], ['words']],
      },
      {
        section: 'outcome',
        rows: [
          ['state', 'reason'],
          ['dueAt', 'sentAt'],
          ['takenAt', 'tries'],
          ['isTrial', 'owner'],
        ],
      },
    ],
  },
})
