import { choice, extendObject, instant, integer, link, person, text, yesNo } from '#kernel/model'
import { lead } from '#objects/customers'
import { answerRule } from './answer-rule.ts'
import { assignRule } from './assign-rule.ts'

/** The clock of the first answer, who got the lead and why, and what it promises. */
export const leadWork = extendObject(lead, {
  fields: {
    /** The open lead of the same person that this one became a touch of. */
    joinedTo: link('lead', { readOnly: true, reverse: 'joinedLeads', onRemove: 'clear' }),
    /** When it was held against the open leads; empty for what an import brought in until a round has looked. */
    joinSeenAt: instant({ readOnly: true }),
    answerRule: link(answerRule, { readOnly: true, onRemove: 'clear' }),
    answerFrom: instant({ readOnly: true }),
    answerDueAt: instant({ readOnly: true, indexed: true }),
    answeredAt: instant({ readOnly: true }),
    /** Working minutes from when the clock began to the first answer. */
    answerMinutes: integer({ readOnly: true }),
    answerIsLate: yesNo({ readOnly: true }),
    /** When the next step comes, and how many were taken. */
    answerNextAt: instant({ readOnly: true, indexed: true }),
    answerSteps: integer({ readOnly: true }),
    assignRule: link(assignRule, { readOnly: true, onRemove: 'clear' }),
    assignReason: choice(['turn', 'fewest', 'territory', 'skill', 'ownerOfCustomer', 'waiting'], { readOnly: true, indexed: true }),
    /** The skill that whoever got it has, where it went by that. */
    assignSkill: text({ readOnly: true, max: 100 }),
    assignedAt: instant({ readOnly: true }),
    /** Who would have been next. */
    assignNext: person({ readOnly: true, onRemove: 'clear' }),
    score: integer({ readOnly: true, indexed: true }),
    heat: choice(
      [
        { key: 'hot', color: 'red' },
        { key: 'warm', color: 'amber' },
        { key: 'cold', color: 'grey' },
      ],
      { readOnly: true, indexed: true },
    ),
    /** The factors that count, with their points. */
    scoreReason: text({ readOnly: true, max: 2_000 }),
  },
  columns: ['heat', 'answerDueAt'],
  facts: ['heat', 'answerDueAt'],
  sections: [
    {
      section: 'work',
      rows: [
        ['score', 'heat'],
        ['scoreReason'],
        ['answerDueAt', 'answeredAt'],
        ['answerMinutes', 'answerIsLate'],
        ['assignReason', 'assignRule'],
        ['assignSkill', 'assignedAt'],
        ['assignNext'],
        ['joinedTo'],
      ],
    },
  ],
})
