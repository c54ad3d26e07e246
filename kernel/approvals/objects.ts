import { defineObject } from '../model/define-object.ts'
import { choice, day, field, instant, integer, json, link, longText, person, secret, text, yesNo } from '../model/fields.ts'

/** What a flow looks at. */
export const flowOccasions = ['create', 'change', 'remove', 'action'] as const

/** A way of approving: which writes need it, and who decides in which order. `steps` is checked by a guard. */
export const approvalFlow = defineObject('approvalFlow', {
  plural: 'approvalFlows',
  title: 'title',
  icon: 'list-checks',
  exchange: { by: ['object', 'title'] },
  search: ['title'],
  fields: {
    title: text({ required: true, max: 100 }),
    object: text({ required: true, max: 60, indexed: true }),
    occasion: choice(flowOccasions, { required: true, default: 'change' }),
    /** Full name of the action, where that is the occasion. */
    action: text({ max: 100 }),
    /** CEL over the record as it would be; empty: always. */
    condition: longText({ max: 4000 }),
    /** Fields one of which must change; empty: any. */
    watched: json(),
    steps: json({ required: true }),
    /** Somebody who decided already in this round is not asked again: never, in the step right after, or in any later step. */
    repeated: choice(['once', 'consecutive', 'each'], { default: 'once', required: true }),
    recall: choice(['beforeFirst', 'beforeLast', 'never'], { default: 'beforeLast', required: true }),
    /** Ids of members who are told of the end. */
    copies: json(),
    /** Whether an approver may decide several at once. */
    many: yesNo({ default: false }),
    active: yesNo({ default: false, indexed: true }),
    position: integer({ default: 0 }),
  },
  views: {
    list: { columns: ['title', 'object', 'occasion', 'active', 'position', 'updatedAt'], sort: 'position' },
    form: [
      {
        section: 'basic',
        rows: [['title', 'object'], ['occasion', 'action'], ['condition'], ['watched'], ['active', 'position']],
      },
      { section: 'steps', rows: [['steps'], ['repeated', 'recall'], ['copies', 'many']] },
    ],
  },
})

export const caseStates = [
  { key: 'running', color: 'accent' },
  { key: 'approved', color: 'green' },
  { key: 'rejected', color: 'red' },
  { key: 'recalled', color: 'grey' },
] as const

/** A change that waits for approval, or waited. Its owner submitted it. */
export const approvalCase = defineObject('approvalCase', {
  plural: 'approvalCases',
  title: 'title',
  owned: true,
  icon: 'list-checks',
  search: ['title'],
  fields: {
    title: text({ readOnly: true, max: 300 }),
    object: text({ readOnly: true, max: 60 }),
    record: field<string, false, false>('id', { readOnly: true, indexed: true, column: 'record_id', objectIn: 'object' }),
    flow: link('approvalFlow', { readOnly: true, reverse: 'cases', onRemove: 'clear' }),
    flowVersion: integer({ readOnly: true }),
    /** The flow as it was when this began. */
    body: json({ readOnly: true }),
    state: choice(caseStates, { readOnly: true, indexed: true }),
    /** Place of the step in the chain, from 0; -1 while it lies with the submitter again. */
    step: integer({ readOnly: true }),
    round: integer({ readOnly: true }),
    /** The call that waits. */
    change: json({ readOnly: true }),
    /** What of the call must not lie open, while it waits. */
    shut: secret({ readOnly: true }),
    /** Steps with their people, as shown before submitting. */
    chain: json({ readOnly: true }),
    since: instant({ readOnly: true }),
    endedAt: instant({ readOnly: true }),
  },
  views: {
    list: { columns: ['title', 'state', 'owner', 'flow', 'since', 'createdAt', 'endedAt'], sort: '-createdAt' },
    form: [{ section: 'basic', rows: [['title'], ['object', 'record'], ['state', 'flow'], ['owner', 'since'], ['endedAt']] }],
  },
})

export const taskStates = [
  { key: 'waiting', color: 'accent' },
  { key: 'approved', color: 'green' },
  { key: 'rejected', color: 'red' },
  { key: 'returned', color: 'amber' },
  { key: 'handedOver', color: 'violet' },
  { key: 'skipped', color: 'grey' },
  { key: 'done', color: 'grey' },
] as const

/** One person asked to decide one step. Its owner is who is asked. */
export const approvalTask = defineObject('approvalTask', {
  plural: 'approvalTasks',
  title: 'title',
  owned: true,
  follows: 'case',
  icon: 'square-check',
  search: [],
  fields: {
    case: link('approvalCase', { readOnly: true, reverse: 'tasks', onRemove: 'follow' }),
    /** To decide, to correct what was returned, or only to know. */
    kind: choice(['decide', 'revise', 'copy'], { readOnly: true }),
    /** Of the case. */
    title: text({ readOnly: true, max: 300 }),
    stepName: text({ readOnly: true, max: 100 }),
    step: integer({ readOnly: true }),
    round: integer({ readOnly: true }),
    state: choice(taskStates, { readOnly: true }),
    comment: longText({ readOnly: true, max: 2000 }),
    decidedBy: person({ readOnly: true }),
    decidedAt: instant({ readOnly: true }),
    /** Whose decision it was to make, where somebody else made it. */
    onBehalfOf: person({ readOnly: true }),
    /** Who asked for this person: handed over, added, left. */
    from: person({ readOnly: true }),
  },
  // In the order in which people look for what waits for them: this index answers by itself.
  unique: [['owner', 'state', 'id']],
  views: {
    list: { columns: ['title', 'stepName', 'owner', 'state', 'decidedBy', 'decidedAt', 'createdAt'], sort: '-createdAt' },
    form: [
      {
        section: 'basic',
        rows: [['title'], ['stepName', 'case'], ['owner', 'state'], ['comment'], ['decidedBy', 'decidedAt'], ['onBehalfOf', 'from']],
      },
    ],
  },
})

/** What was said or done in a case besides deciding. */
export const approvalNote = defineObject('approvalNote', {
  plural: 'approvalNotes',
  title: 'text',
  follows: 'case',
  icon: 'message-square',
  search: [],
  fields: {
    case: link('approvalCase', { readOnly: true, reverse: 'notes', onRemove: 'follow' }),
    kind: choice(['question', 'recalled', 'copied', 'added', 'handedOver', 'returned', 'resubmitted', 'corrected', 'left', 'forced'], {
      readOnly: true,
    }),
    /** To whom, or because of whom. */
    person: person({ readOnly: true }),
    /** By field, and by input of an action, what waited before a correction and what since. */
    differs: json({ readOnly: true }),
    text: longText({ readOnly: true, max: 2000 }),
  },
  views: {
    list: { columns: ['case', 'kind', 'text', 'person', 'createdBy', 'createdAt'], sort: '-createdAt' },
    form: [{ section: 'basic', rows: [['case', 'kind'], ['person'], ['text']] }],
  },
})

/** Somebody else may decide for its owner on these days. */
export const approvalDelegation = defineObject('approvalDelegation', {
  plural: 'approvalDelegations',
  title: 'note',
  owned: true,
  icon: 'user-round-check',
  search: [],
  fields: {
    to: person({ required: true, onRemove: 'follow' }),
    validFrom: day({ required: true, default: 'today' }),
    validUntil: day({ required: true }),
    /** Only for this flow; empty: for all. */
    flow: link('approvalFlow', { reverse: 'delegations', onRemove: 'follow' }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['owner', 'to', 'validFrom', 'validUntil', 'flow', 'note'], sort: '-validFrom' },
    form: [
      {
        section: 'basic',
        rows: [
          ['owner', 'to'],
          ['validFrom', 'validUntil'],
          ['flow', 'note'],
        ],
      },
    ],
  },
})

export const approvalObjects = [approvalFlow, approvalCase, approvalTask, approvalNote, approvalDelegation] as const
