import { choice, day, defineObject, extendObject, formula, integer, lines, link, longText, money, person, text } from '#kernel/model'
import { opportunity } from '#objects/sales'

/** Who works on a deal once it is taken on, and as what. */
export const evaluationMember = defineObject('evaluationMember', {
  plural: 'evaluationMembers',
  title: 'role',
  partOf: 'dealEvaluation',
  icon: 'users-round',
  unique: [['dealEvaluation', 'person']],
  fields: {
    dealEvaluation: link('dealEvaluation', { required: true, onRemove: 'follow' }),
    person: person({ required: true, onRemove: 'follow' }),
    role: text({ max: 100 }),
  },
  views: {
    list: { columns: ['dealEvaluation', 'person', 'role'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['person', 'role']] }],
  },
})

const score = () => integer({ min: 0, max: 5, total: false })
const weight = (usual: number) => integer({ min: 0, max: 100, default: usual, required: true, total: false })

/** Whether a big deal is worth the effort: five criteria from 0 to 5 with their weights, what it takes, and who. Approved, it stands. */
export const dealEvaluation = defineObject('dealEvaluation', {
  plural: 'dealEvaluations',
  title: 'name',
  owned: true,
  follows: 'opportunity',
  icon: 'clipboard-list',
  open: { state: 'draft' },
  search: ['name', 'reasons'],
  fields: {
    name: text({ required: true, max: 200 }),
    opportunity: link(opportunity, { required: true, reverse: 'evaluations', onRemove: 'follow' }),
    state: choice(
      [
        { key: 'draft', color: 'grey' },
        { key: 'approved', color: 'green', kind: 'won', verb: 'submit' },
        { key: 'rejected', color: 'red', kind: 'lost', verb: 'reject' },
      ],
      { required: true, default: 'draft', indexed: true },
    ),
    need: score(),
    budget: score(),
    deciders: score(),
    competition: score(),
    capability: score(),
    needWeight: weight(25),
    budgetWeight: weight(20),
    decidersWeight: weight(20),
    competitionWeight: weight(15),
    capabilityWeight: weight(20),
    /** 0 to 100; empty until every criterion is judged. */
    total: formula({
      expression:
        '(need * needWeight + budget * budgetWeight + deciders * decidersWeight + competition * competitionWeight + capability * capabilityWeight) / 5',
      as: 'decimal',
      scale: 1,
    }),
    recommendation: formula({
      expression: '!has(total) ? null : total >= 70 ? "go" : total >= 50 ? "careful" : "leave"',
      as: 'choice',
      choices: [
        { key: 'go', color: 'green' },
        { key: 'careful', color: 'amber' },
        { key: 'leave', color: 'red' },
      ],
    }),
    effort: money({ min: 0 }),
    team: lines(evaluationMember, { by: 'dealEvaluation' }),
    reasons: longText({ max: 4000 }),
    decidedOn: day({ readOnly: true }),
    decidedBy: text({ readOnly: true, max: 100 }),
    rejectReason: text({ readOnly: true, max: 500 }),
  },
  views: {
    list: { columns: ['name', 'opportunity', 'state', 'total', 'recommendation', 'effort', 'owner', 'updatedAt'], sort: '-updatedAt' },
    board: { by: 'state', card: ['opportunity', 'total', 'recommendation', 'owner'] },
    facts: ['opportunity', 'total', 'recommendation', 'owner'],
    path: 'state',
    form: [
      { section: 'basic', rows: [['name', 'opportunity'], ['owner', 'effort'], ['team'], ['reasons']] },
      {
        section: 'criteria',
        rows: [
          ['need', 'needWeight'],
          ['budget', 'budgetWeight'],
          ['deciders', 'decidersWeight'],
          ['competition', 'competitionWeight'],
          ['capability', 'capabilityWeight'],
          ['total', 'recommendation'],
        ],
      },
      { section: 'decision', rows: [['state', 'decidedOn'], ['decidedBy'], ['rejectReason']] },
    ],
  },
})

/** What the deal may take, as it was approved last. */
export const evaluatedDeal = extendObject(opportunity, {
  fields: { effortBudget: money({ readOnly: true }) },
  sections: [{ section: 'evaluated', rows: [['effortBudget']] }],
})
