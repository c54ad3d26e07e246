import { defineObject, integer, link, text, yesNo } from '#kernel/model'

/** One field of a lead that a form asks for, in words of its own where they are given. */
export const formQuestion = defineObject('formQuestion', {
  plural: 'formQuestions',
  title: 'field',
  partOf: 'form',
  icon: 'list',
  fields: {
    form: link('webForm', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0 }),
    field: text({ required: true, max: 60, fieldOf: 'lead', sorts: ['text', 'texts', 'number', 'yesNo', 'day'] }),
    isRequired: yesNo({ default: false }),
    label: text({ max: 100 }),
    hint: text({ max: 200 }),
  },
  views: {
    list: { columns: ['field', 'isRequired', 'label', 'hint'], sort: 'position' },
    form: [
      {
        section: 'basic',
        rows: [
          ['field', 'isRequired'],
          ['label', 'hint'],
        ],
      },
    ],
  },
})
