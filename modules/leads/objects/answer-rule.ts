import { choice, choices, defineObject, integer, lines, link, text, yesNo } from '#kernel/model'
import { followUpKinds } from '#objects/activities'
import { sources } from '#objects/customers'

/** What happens so many working minutes after the clock began, if nobody has answered by then. */
export const answerStep = defineObject('answerStep', {
  plural: 'answerSteps',
  title: 'act',
  partOf: 'rule',
  icon: 'bell',
  fields: {
    rule: link('answerRule', { required: true, onRemove: 'follow' }),
    afterMinutes: integer({ required: true, min: 1, max: 100_000, total: false }),
    act: choice(['remind', 'tellManager', 'reassign'], { required: true, default: 'remind' }),
  },
  views: {
    list: { columns: ['afterMinutes', 'act'], sort: 'afterMinutes' },
    form: [{ section: 'basic', rows: [['afterMinutes', 'act']] }],
  },
})

/** How soon a lead must be answered for the first time, in working minutes, and what happens when it is not. */
export const answerRule = defineObject('answerRule', {
  plural: 'answerRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'gauge',
  fields: {
    name: text({ required: true, max: 100 }),
    /** For leads from these; none: for all that no other rule names. */
    sources: choices(sources),
    minutes: integer({ required: true, min: 1, max: 100_000, default: 120 }),
    from: choice(['arrival', 'assignment'], { default: 'assignment', required: true }),
    /** Follow-ups of the owner that are a contact; none: of every kind but *other*, which are notes. */
    countedKinds: choices(followUpKinds),
    leastLength: integer({ min: 1, max: 10_000, total: false }),
    isActive: yesNo({ default: true }),
    steps: lines(answerStep, { by: 'rule' }),
  },
  views: {
    list: { columns: ['name', 'sources', 'minutes', 'from', 'isActive'], sort: 'name' },
    form: [
      { section: 'basic', rows: [['name', 'isActive'], ['sources', 'minutes'], ['from'], ['countedKinds', 'leastLength'], ['steps']] },
    ],
  },
})
