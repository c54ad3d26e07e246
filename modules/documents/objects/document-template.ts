import { choice, defineObject, integer, longText, text, yesNo } from '#kernel/model'
import { languages, subjects, templateKinds } from './kinds.ts'

/** A text with gaps that values of a record fill; each change of it is a version of its own. */
export const documentTemplate = defineObject('documentTemplate', {
  plural: 'documentTemplates',
  title: 'name',
  listedFor: 'editors',
  icon: 'file-pen-line',
  search: ['name'],
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    about: choice(subjects, { default: 'quote', required: true, indexed: true }),
    kind: choice(templateKinds, { default: 'proposal', required: true }),
    language: choice(languages, { default: 'zh-CN', required: true }),
    /** Of a letter about money that is late: for which step. */
    step: integer({ min: 1, max: 9, total: false }),
    isActive: yesNo({ default: true, indexed: true }),
    body: longText({ required: true, max: 20_000 }),
    /** Counts the changes of the text. */
    edition: integer({ readOnly: true, default: 1, min: 1, total: false }),
    remark: text({ max: 300 }),
  },
  views: {
    list: { columns: ['name', 'about', 'kind', 'language', 'isActive', 'edition', 'updatedAt'], sort: 'name' },
    facts: ['about', 'kind', 'language', 'edition'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'about'], ['kind', 'language'], ['step', 'isActive'], ['edition'], ['body'], ['remark']],
      },
    ],
  },
})
