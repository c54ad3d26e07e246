import { day, defineObject, formula, lines, link, rollUp, text } from '#kernel/model'
import { commissionPlan } from './commission-plan.ts'
import { rehearsedPerson } from './rehearsed-person.ts'

/** What a plan would have paid over some months, beside what was in force then. It pays nothing. */
export const commissionRehearsal = defineObject('commissionRehearsal', {
  plural: 'commissionRehearsals',
  title: 'name',
  owned: true,
  listedFor: 'editors',
  icon: 'history',
  fields: {
    name: text({ required: true, max: 200, readOnly: true }),
    plan: link(commissionPlan, { required: true, reverse: 'rehearsals', onRemove: 'follow', readOnly: true }),
    from: day({ required: true, readOnly: true }),
    until: day({ required: true, readOnly: true }),
    people: lines(rehearsedPerson, { by: 'rehearsal' }),
    before: rollUp({ of: 'people', measure: 'sum', field: 'before' }),
    after: rollUp({ of: 'people', measure: 'sum', field: 'after' }),
    difference: formula({ expression: 'after - before', as: 'money' }),
  },
  views: {
    list: { columns: ['name', 'plan', 'from', 'until', 'before', 'after', 'difference', 'owner', 'updatedAt'], sort: '-updatedAt' },
    facts: ['plan', 'before', 'after', 'difference'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'plan'], ['from', 'until'], ['before', 'after'], ['difference'], ['people']],
      },
    ],
  },
})
