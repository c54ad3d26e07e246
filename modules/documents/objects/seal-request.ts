import { autoNumber, choice, day, defineObject, file, integer, link, person, text } from '#kernel/model'
import { legalEntity } from '#objects/company'
import { contract } from '#objects/contracts'

/** A wish to have a seal put on a paper: approved first, then somebody stamps and says how often and when. */
export const sealRequest = defineObject('sealRequest', {
  plural: 'sealRequests',
  title: 'number',
  owned: true,
  open: { status: { in: ['draft', 'approved'] } },
  follows: 'contract',
  icon: 'stamp',
  search: ['number', 'purpose', 'document'],
  fields: {
    number: autoNumber({ pattern: '{legalEntity.numberPrefix}YY-{yyyy}-{00000}' }),
    contract: link(contract, { reverse: 'sealRequests', onRemove: 'forbid' }),
    legalEntity: link(legalEntity, { reverse: 'sealRequests', onRemove: 'forbid' }),
    seal: choice(['company', 'contract', 'finance', 'representative', 'invoice'], { default: 'contract', required: true }),
    /** What is to be stamped, where it is no contract of ours. */
    document: text({ max: 300 }),
    paper: file(),
    copies: integer({ required: true, min: 1, max: 100, total: false }),
    purpose: text({ required: true, max: 500 }),
    status: choice(
      [
        { key: 'draft', color: 'grey' },
        { key: 'approved', color: 'accent', verb: 'ask-seal' },
        { key: 'stamped', color: 'green', kind: 'won', verb: 'stamp' },
        { key: 'withdrawn', color: 'grey', kind: 'lost', verb: 'withdraw-seal' },
      ],
      { default: 'draft', readOnly: true, indexed: true },
    ),
    askedOn: day({ readOnly: true }),
    stampedBy: person({ readOnly: true, onRemove: 'clear', reverse: 'stamped' }),
    stampedOn: day({ readOnly: true, indexed: true }),
    stampedCopies: integer({ readOnly: true, min: 1, total: false }),
    reason: text({ max: 300, readOnly: true }),
  },
  views: {
    list: {
      columns: ['number', 'contract', 'document', 'seal', 'copies', 'status', 'stampedBy', 'stampedOn', 'owner', 'updatedAt'],
      sort: '-updatedAt',
    },
    board: { by: 'status', card: ['contract', 'copies', 'owner'] },
    facts: ['contract', 'seal', 'copies', 'stampedBy'],
    path: 'status',
    form: [
      {
        section: 'basic',
        rows: [['number', 'owner'], ['contract', 'document'], ['legalEntity', 'seal'], ['copies', 'paper'], ['purpose']],
      },
      {
        section: 'course',
        rows: [
          ['status', 'askedOn'],
          ['stampedBy', 'stampedOn'],
          ['stampedCopies', 'reason'],
        ],
      },
    ],
  },
})
