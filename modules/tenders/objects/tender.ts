import { choice, day, defineObject, formula, lines, link, longText, money, text } from '#kernel/model'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'
import { tenderBid } from './tender-bid.ts'
import { tenderFile } from './tender-file.ts'

/** An invitation to tender: its days, the deposit, what was handed in, and how all bidders fared. */
export const tender = defineObject('tender', {
  plural: 'tenders',
  title: 'name',
  owned: true,
  follows: ['account', 'opportunity'],
  icon: 'landmark',
  open: { state: { in: ['preparing', 'handedIn'] } },
  search: ['name', 'number', 'agency'],
  duplicates: [{ by: ['number'] }],
  fields: {
    name: text({ required: true, max: 200 }),
    number: text({ max: 100, copyable: true, indexed: true }),
    account: link(account, { required: true, reverse: 'tenders', onRemove: 'forbid' }),
    opportunity: link(opportunity, { reverse: 'tenders', onRemove: 'clear' }),
    agency: text({ max: 200 }),
    budget: money({ min: 0 }),
    ourPrice: money({ min: 0 }),
    questionsBy: day({ indexed: true }),
    handInBy: day({ indexed: true }),
    openingOn: day({ indexed: true }),
    handedInOn: day({ readOnly: true }),
    decidedOn: day({ readOnly: true, indexed: true }),
    state: choice(
      [
        { key: 'preparing', color: 'accent' },
        { key: 'handedIn', color: 'amber', verb: 'hand-in' },
        { key: 'won', color: 'green', kind: 'won', verb: 'win' },
        { key: 'lost', color: 'red', kind: 'lost', verb: 'lose' },
        { key: 'cancelled', color: 'grey', kind: 'lost', verb: 'cancel' },
      ],
      { required: true, default: 'preparing', indexed: true },
    ),
    reason: text({ max: 500, readOnly: true }),
    deposit: money({ min: 0 }),
    depositPaidOn: day(),
    depositDueOn: day({ indexed: true }),
    depositBackOn: day(),
    /** How the deposit stands: counted at every reading. */
    depositState: formula({
      expression:
        'has(depositBackOn) ? "back" : !has(deposit) ? "none" : !has(depositPaidOn) ? "toPay" : has(depositDueOn) && depositDueOn < today() ? "overdue" : "out"',
      as: 'choice',
      choices: [
        { key: 'none', color: 'grey' },
        { key: 'toPay', color: 'amber' },
        { key: 'out', color: 'accent' },
        { key: 'overdue', color: 'red' },
        { key: 'back', color: 'green' },
      ],
    }),
    files: lines(tenderFile, { by: 'tender' }),
    bids: lines(tenderBid, { by: 'tender' }),
    remark: longText({ max: 4000 }),
  },
  views: {
    list: {
      columns: [
        'name',
        'number',
        'account',
        'state',
        'questionsBy',
        'handInBy',
        'openingOn',
        'ourPrice',
        'deposit',
        'depositState',
        'owner',
        'updatedAt',
      ],
      sort: 'handInBy',
    },
    board: { by: 'state', card: ['account', 'handInBy', 'ourPrice', 'depositState', 'owner'], sum: 'ourPrice' },
    facts: ['account', 'handInBy', 'openingOn', 'depositState', 'owner'],
    path: 'state',
    form: [
      {
        section: 'basic',
        rows: [['name', 'number'], ['account', 'opportunity'], ['agency', 'owner'], ['budget', 'ourPrice'], ['state'], ['remark']],
      },
      {
        section: 'days',
        rows: [
          ['questionsBy', 'handInBy'],
          ['openingOn', 'handedInOn'],
          ['decidedOn', 'reason'],
        ],
      },
      {
        section: 'deposit',
        rows: [['deposit', 'depositState'], ['depositPaidOn', 'depositDueOn'], ['depositBackOn']],
      },
      { section: 'files', rows: [['files']] },
      { section: 'bids', rows: [['bids']] },
    ],
  },
})
