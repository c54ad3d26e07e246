import { choice, defineObject, integer, json, link, longText, percent, tags, text, yesNo } from '#kernel/model'
import { pipeline } from './pipeline.ts'
import { plainNeeds, reckonedNeeds } from './stage-needs.ts'

/** One step of a pipeline. `key` is what deals store, so it is unique over all pipelines and never changes; names may. */
export const pipelineStage = defineObject('pipelineStage', {
  plural: 'pipelineStages',
  title: 'name',
  icon: 'list-ordered',
  search: ['name', 'key'],
  fields: {
    pipeline: link(pipeline, { required: true, reverse: 'stages', onRemove: 'follow' }),
    key: text({ required: true, max: 40, unique: true }),
    name: text({ required: true, max: 100 }),
    labelZhCn: text({ max: 100 }),
    labelZhTw: text({ max: 100 }),
    labelEn: text({ max: 100 }),
    position: integer({ required: true, min: 0, max: 1000 }),
    probability: percent({ required: true, min: 0, max: 100 }),
    kind: choice(
      [
        { key: 'open', color: 'accent' },
        { key: 'won', color: 'green' },
        { key: 'lost', color: 'grey' },
      ],
      { required: true, default: 'open' },
    ),
    /** From here on a deal should know who decides; it is marked while it does not. */
    asksDecider: yesNo({ default: false }),
    /** Days after which a deal here is stuck; without one, as long as three of four won deals stood here. */
    limitDays: integer({ min: 1, max: 3_650, total: false }),
    /** Of won deals here, in days: three of four were through within, and half of them were won within; by night, from so many deals. */
    usualDays: integer({ readOnly: true, total: false }),
    restDays: integer({ readOnly: true, total: false }),
    countedDeals: integer({ readOnly: true, total: false }),
    /** What is to be done here, and how: shown on every deal that stands here. */
    advice: longText({ max: 4000 }),
    /** Names of the deal's fields that must be filled before a deal comes to the stage, on every road; figures among them must not be nothing. */
    needs: tags({ suggestions: [...plainNeeds, ...reckonedNeeds] }),
    /** On the stage at which deals begin that name none: where they begin instead, by pipeline, department and product line. */
    starts: json({ readOnly: true }),
  },
  views: {
    list: {
      columns: ['pipeline', 'position', 'name', 'key', 'kind', 'probability', 'needs', 'limitDays', 'usualDays', 'updatedAt'],
      sort: 'position',
    },
    form: [
      {
        section: 'basic',
        rows: [['name', 'key'], ['pipeline', 'position'], ['kind', 'probability'], ['needs', 'asksDecider'], ['advice']],
      },
      {
        section: 'pace',
        rows: [
          ['limitDays', 'usualDays'],
          ['restDays', 'countedDeals'],
        ],
      },
      { section: 'labels', rows: [['labelZhCn', 'labelZhTw'], ['labelEn']] },
    ],
  },
})
