import { choice, defineObject, link, percent, person, text } from '#kernel/model'

/** Somebody's share in a deal. Normal shares make up the whole of it; overlay shares come on top and enter no sum of a team. */
export const dealSplit = defineObject('dealSplit', {
  plural: 'dealSplits',
  title: 'remark',
  partOf: 'opportunity',
  icon: 'users-round',
  unique: [['opportunity', 'person', 'kind']],
  fields: {
    opportunity: link('opportunity', { required: true, onRemove: 'follow' }),
    // It is his who had it: nobody takes it over from whoever leaves.
    person: person({ required: true, onRemove: 'follow' }),
    share: percent({ required: true, min: 0, max: 100 }),
    kind: choice(
      [
        { key: 'normal', color: 'accent' },
        { key: 'overlay', color: 'violet' },
      ],
      { required: true, default: 'normal' },
    ),
    remark: text({ max: 300 }),
  },
  views: {
    list: { columns: ['opportunity', 'person', 'share', 'kind', 'remark'], sort: '-share' },
    form: [
      {
        section: 'basic',
        rows: [
          ['person', 'share'],
          ['kind', 'remark'],
        ],
      },
    ],
  },
})
