import { choice, day, defineObject, extendObject, integer, link, text, yesNo } from '#kernel/model'
import { opportunity, pipeline } from '#objects/sales'

/** Which deals are given up by night: those in which nothing has happened for so many days. */
export const closingRule = defineObject('closingRule', {
  plural: 'closingRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'archive-restore',
  fields: {
    name: text({ required: true, max: 100 }),
    isActive: yesNo({ default: false }),
    pipeline: link(pipeline, { reverse: 'closingRules', onRemove: 'follow' }),
    /** Key of the stage; of all open ones, where none is named. */
    stage: text({ max: 40 }),
    idleDays: integer({ required: true, default: 180, min: 1, max: 3_650, total: false }),
    noticeDays: integer({ required: true, default: 7, min: 1, max: 365, total: false }),
  },
  views: {
    list: { columns: ['name', 'pipeline', 'stage', 'idleDays', 'noticeDays', 'isActive', 'updatedAt'], sort: 'name' },
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'isActive'],
          ['pipeline', 'stage'],
          ['idleDays', 'noticeDays'],
        ],
      },
    ],
  },
})

/** What the rules did in a night. Its change set takes all of it back. */
export const closingRun = defineObject('closingRun', {
  plural: 'closingRuns',
  title: 'name',
  listedFor: 'editors',
  icon: 'history',
  unique: [['day']],
  fields: {
    name: text({ required: true, max: 40 }),
    day: day({ required: true }),
    state: choice(
      [
        { key: 'running', color: 'accent' },
        { key: 'done', color: 'green' },
      ],
      { required: true, default: 'running', readOnly: true },
    ),
    closed: integer({ readOnly: true, default: 0 }),
    warned: integer({ readOnly: true, default: 0 }),
    calmed: integer({ readOnly: true, default: 0 }),
    changeSet: text({ readOnly: true, max: 40 }),
  },
  views: {
    list: { columns: ['name', 'state', 'closed', 'warned', 'calmed', 'updatedAt'], sort: '-day' },
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'state'],
          ['closed', 'warned'],
          ['calmed', 'changeSet'],
        ],
      },
    ],
  },
})

/** The day on which a rule closes a deal, unless something happens. */
export const closingDeal = extendObject(opportunity, {
  fields: {
    closesOn: day({ readOnly: true, indexed: true }),
    closingRule: link(closingRule, { readOnly: true, reverse: 'warnedDeals', onRemove: 'clear' }),
  },
  sections: [{ section: 'closing', rows: [['closesOn', 'closingRule']] }],
})
