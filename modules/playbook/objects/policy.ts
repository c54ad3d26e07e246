import { builtInRoles, choice, choices, day, defineObject, formula, instant, lines, longText, rollUp, text, yesNo } from '#kernel/model'
import { policyAddressee } from './policy-addressee.ts'
import { policyFile } from './policy-file.ts'

/** What holds from now on: a sales policy, a notice, new prices. It is published to whom it is for, and who has read it is known. */
export const policy = defineObject('policy', {
  plural: 'policies',
  title: 'title',
  owned: true,
  icon: 'megaphone',
  open: { state: 'published' },
  search: ['title', 'content'],
  fields: {
    title: text({ required: true, max: 200 }),
    kind: choice(
      [
        { key: 'policy', color: 'accent' },
        { key: 'prices', color: 'amber' },
        { key: 'notice', color: 'grey' },
        { key: 'training', color: 'green' },
      ],
      { required: true, default: 'policy', indexed: true },
    ),
    content: longText({ required: true, max: 50_000 }),
    state: choice(
      [
        { key: 'draft', color: 'grey' },
        { key: 'published', color: 'green', kind: 'won', verb: 'publish' },
        { key: 'withdrawn', color: 'red', kind: 'lost', verb: 'withdraw' },
      ],
      { required: true, default: 'draft', indexed: true },
    ),
    publishedAt: instant({ readOnly: true, indexed: true }),
    validFrom: day(),
    validUntil: day({ indexed: true }),
    /** Whoever it is for says that he has read it, by this day if there is one. */
    mustRead: yesNo({ default: true }),
    readBy: day({ indexed: true }),
    /** For whom: people with these roles, in these departments and those below. Nothing said: for all. */
    forRoles: choices(builtInRoles, { from: { object: 'role', key: 'key', label: 'name', order: 'key', adds: true } }),
    addressees: lines(policyAddressee, { by: 'policy' }),
    files: lines(policyFile, { by: 'policy' }),
    readers: rollUp({ of: 'readings', measure: 'count' }),
    haveRead: rollUp({ of: 'readings', measure: 'count', filter: { readAt: { empty: false } } }),
    stillToRead: formula({ expression: 'readers - haveRead', as: 'integer' }),
  },
  views: {
    list: {
      columns: ['title', 'kind', 'state', 'publishedAt', 'validFrom', 'validUntil', 'readBy', 'haveRead', 'readers', 'owner'],
      sort: '-publishedAt',
    },
    board: { by: 'kind', card: ['state', 'publishedAt', 'haveRead', 'readers'] },
    path: 'state',
    related: ['readings'],
    facts: ['kind', 'publishedAt', 'haveRead', 'readers', 'readBy', 'owner'],
    form: [
      { section: 'basic', rows: [['title', 'kind'], ['content'], ['files']] },
      {
        section: 'for',
        rows: [['forRoles'], ['addressees'], ['mustRead', 'readBy'], ['validFrom', 'validUntil'], ['owner']],
      },
    ],
  },
})
