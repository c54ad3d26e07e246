import { choice, day, defineObject, instant, integer, link, longText, text } from '#kernel/model'
import { contact, lead } from '#objects/customers'
import { campaign } from './campaign.ts'

/** One lead or contact in a campaign and what he answered. Of one person there is one. Read with the person, and by whoever has the campaign. */
export const campaignMember = defineObject('campaignMember', {
  plural: 'campaignMembers',
  title: 'subject',
  owned: true,
  follows: ['lead', 'contact'],
  listedFor: 'nobody',
  icon: 'users-round',
  search: ['subject', 'answer'],
  unique: [['campaign', 'lead', 'contact']],
  fields: {
    /** The campaign's name then. */
    subject: text({ required: true, max: 100 }),
    campaign: link(campaign, { required: true, reverse: 'members', onRemove: 'follow' }),
    lead: link(lead, { reverse: 'campaignMembers', onRemove: 'follow' }),
    contact: link(contact, { reverse: 'campaignMembers', onRemove: 'follow' }),
    state: choice(
      [
        { key: 'invited', color: 'grey' },
        { key: 'answered', color: 'accent' },
        { key: 'attended', color: 'green' },
      ],
      { default: 'invited', required: true, indexed: true },
    ),
    cameBy: choice(['hand', 'form', 'address'], { default: 'hand', required: true, indexed: true }),
    invitedOn: day({ required: true, default: 'today' }),
    answeredAt: instant(),
    answer: longText({ max: 2_000 }),
    /** The step after which he answered. */
    answeredAfter: text({ max: 150 }),
    stepsDone: integer({ default: 0, min: 0, total: false }),
    /** When the next step is due; empty once he has answered or there is none left. */
    nextStepOn: day({ indexed: true }),
  },
  views: {
    list: {
      columns: [
        'subject',
        'lead',
        'contact',
        'state',
        'cameBy',
        'invitedOn',
        'answeredAt',
        'answeredAfter',
        'answer',
        'nextStepOn',
        'campaign',
      ],
      sort: '-invitedOn',
    },
    board: { by: 'state', card: ['lead', 'contact', 'invitedOn'] },
    facts: ['campaign', 'lead', 'contact', 'state'],
    form: [
      {
        section: 'basic',
        rows: [
          ['subject', 'campaign'],
          ['lead', 'contact'],
          ['state', 'cameBy'],
          ['invitedOn', 'answeredAt'],
          ['answer'],
          ['answeredAfter'],
          ['stepsDone', 'nextStepOn'],
        ],
      },
    ],
  },
})
