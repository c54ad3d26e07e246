import { defineObject, integer, text, yesNo } from '#kernel/model'

/** A step of reminding customers of money that is late: from how many days on, and who of us hears of it beside the owner. */
export const dunningStep = defineObject('dunningStep', {
  plural: 'dunningSteps',
  title: 'name',
  listedFor: 'editors',
  icon: 'bell-ring',
  fields: {
    step: integer({ required: true, min: 1, max: 9, unique: true, total: false }),
    name: text({ required: true, max: 100 }),
    afterDays: integer({ required: true, min: 1, max: 3_650, total: false }),
    tellsSuperior: yesNo({ default: false }),
    tellsFinance: yesNo({ default: false }),
  },
  views: {
    list: { columns: ['step', 'name', 'afterDays', 'tellsSuperior', 'tellsFinance', 'updatedAt'], sort: 'step' },
    form: [
      {
        section: 'basic',
        rows: [['step', 'name'], ['afterDays'], ['tellsSuperior', 'tellsFinance']],
      },
    ],
  },
})
