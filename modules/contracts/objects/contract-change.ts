import { autoNumber, choice, day, defineObject, file, lines, link, longText, money } from '#kernel/model'
import { contract } from './contract.ts'
import { contractChangeLine } from './contract-change-line.ts'

/** A change order: what a signed contract comes to be worth, and until when, from the day it is signed. */
export const contractChange = defineObject('contractChange', {
  plural: 'contractChanges',
  title: 'number',
  follows: 'contract',
  listedFor: 'nobody',
  icon: 'list-restart',
  search: ['number', 'reason'],
  fields: {
    contract: link(contract, { required: true, reverse: 'changes', onRemove: 'follow' }),
    number: autoNumber({ pattern: 'BG-{yyyy}-{00000}' }),
    reason: longText({ required: true }),
    /** All positions as they are from now on; none: they stay. The new amount is their sum. */
    lines: lines(contractChangeLine, { by: 'contractChange' }),
    newAmount: money({ min: 0 }),
    newEndsOn: day(),
    signedOn: day({ default: 'today', indexed: true }),
    status: choice(
      [
        { key: 'draft', color: 'grey' },
        { key: 'inForce', color: 'green' },
      ],
      { default: 'draft', required: true, indexed: true, readOnly: true },
    ),
    /** What it replaced, kept when it came into force. */
    oldAmount: money({ readOnly: true }),
    oldEndsOn: day({ readOnly: true }),
    difference: money({ readOnly: true }),
    scan: file(),
  },
  views: {
    list: {
      columns: ['number', 'contract', 'status', 'signedOn', 'oldAmount', 'newAmount', 'difference', 'newEndsOn', 'updatedAt'],
      sort: '-signedOn',
    },
    facts: ['contract', 'status', 'difference', 'signedOn'],
    form: [
      {
        section: 'basic',
        rows: [
          ['contract', 'number'],
          ['reason'],
          ['lines'],
          ['newAmount', 'newEndsOn'],
          ['signedOn', 'scan'],
          ['status', 'difference'],
          ['oldAmount', 'oldEndsOn'],
        ],
      },
    ],
  },
})
