import { choice, defineObject, integer, lines, link, longText, person, tags, text, webAddress, yesNo } from '#kernel/model'
import { sources } from '#objects/customers'
import { pool } from '#objects/pools'
import { formQuestion } from './form-question.ts'

/** A page on which somebody who has no account here leaves what makes a lead. Its address is open to everybody while it is in use. */
export const webForm = defineObject('webForm', {
  plural: 'webForms',
  title: 'name',
  owned: true,
  listedFor: 'editors',
  icon: 'clipboard-list',
  search: ['name', 'heading'],
  fields: {
    name: text({ required: true, max: 100 }),
    isActive: yesNo({ default: true }),
    heading: text({ max: 100 }),
    intro: longText({ max: 2_000 }),
    language: choice(['visitor', 'zhCn', 'zhTw', 'en'], { default: 'visitor', required: true }),
    /** What is asked; the usual questions where nothing stands here. */
    questions: lines(formQuestion, { by: 'form' }),
    thanks: longText({ max: 2_000 }),
    thanksAddress: webAddress(),
    source: choice(sources, { default: 'internet' }),
    /** Who gets what comes in; `assignment` leaves it without an owner, for whoever or whatever gives leads out. */
    target: choice(
      [
        { key: 'assignment', color: 'accent' },
        { key: 'person', color: 'green' },
        { key: 'pool', color: 'amber' },
      ],
      { default: 'assignment', required: true },
    ),
    person: person({ onRemove: 'clear' }),
    pool: link(pool, { reverse: 'webForms', onRemove: 'forbid' }),
    /** Whoever writes again within so many days joins his open lead. 0: each time a new one. */
    joinDays: integer({ required: true, default: 30, min: 0, max: 3_650 }),
    /** Sites that may show the form within their pages. */
    sites: tags(),
    leastSeconds: integer({ required: true, default: 3, min: 0, max: 60 }),
    mostPerHour: integer({ required: true, default: 10, min: 1, max: 10_000 }),
  },
  views: {
    list: { columns: ['name', 'isActive', 'source', 'target', 'person', 'pool', 'joinDays', 'owner', 'updatedAt'], sort: 'name' },
    facts: ['isActive', 'source', 'target', 'owner'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'isActive'], ['heading', 'language'], ['intro'], ['questions'], ['thanks'], ['thanksAddress']],
      },
      {
        section: 'goes',
        rows: [
          ['source', 'target'],
          ['person', 'pool'],
          ['joinDays', 'owner'],
        ],
      },
      { section: 'guard', rows: [['sites'], ['leastSeconds', 'mostPerHour']] },
    ],
  },
})
