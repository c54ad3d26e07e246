import { choice, defineObject, link, text, yesNo } from '#kernel/model'

/** One more telephone number or address of a contact. Of one who left, the number stays and is marked dead. */
export const contactWay = defineObject('contactWay', {
  plural: 'contactWays',
  title: 'value',
  partOf: 'contact',
  icon: 'phone',
  fields: {
    contact: link('contact', { required: true, onRemove: 'follow' }),
    kind: choice(
      [
        { key: 'phone', color: 'accent' },
        { key: 'mail', color: 'violet' },
        { key: 'chat', color: 'green' },
      ],
      { default: 'phone', required: true },
    ),
    value: text({ required: true, max: 200, copyable: true }),
    label: text({ max: 50 }),
    isDead: yesNo({ default: false }),
  },
  views: {
    list: { columns: ['kind', 'value', 'label', 'isDead'], sort: 'kind' },
    form: [
      {
        section: 'basic',
        rows: [
          ['kind', 'value'],
          ['label', 'isDead'],
        ],
      },
    ],
  },
})
