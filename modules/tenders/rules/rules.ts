import { defineRules, issue, type RulesDef } from '#kernel/model'
import { tender } from '../objects/tender.ts'
import { tenderBid } from '../objects/tender-bid.ts'

type Bids = readonly Readonly<{ isOurs?: unknown; isWinner?: unknown; competitor?: unknown; bidder?: unknown }>[]

const count = (bids: Bids, name: 'isOurs' | 'isWinner') => bids.filter((bid) => bid[name] === true).length

/** Days come one after the other, one bid is ours, one wins, and how a tender stands is said by its steps. */
const tenderRules = defineRules(tender, {
  reads: ['questionsBy', 'handInBy', 'openingOn', 'state', 'depositPaidOn', 'depositBackOn', 'bids'],
  check: (row, before, context) => {
    const bids = (row.bids ?? []) as Bids
    return [
      !!row.questionsBy && !!row.handInBy && row.questionsBy > row.handInBy && issue('questionsBy', 'tenders.days-mixed'),
      !!row.handInBy && !!row.openingOn && row.handInBy > row.openingOn && issue('openingOn', 'tenders.days-mixed'),
      !!row.depositBackOn && !row.depositPaidOn && issue('depositBackOn', 'tenders.not-paid'),
      !!row.depositBackOn && !!row.depositPaidOn && row.depositBackOn < row.depositPaidOn && issue('depositBackOn', 'tenders.days-mixed'),
      count(bids, 'isOurs') > 1 && issue('bids', 'tenders.two-of-ours'),
      count(bids, 'isWinner') > 1 && issue('bids', 'tenders.two-winners'),
      !!before && !context.isSystem && row.state !== before.state && issue('state', 'tenders.by-action'),
    ]
  },
})

/** A bid is somebody's. */
const bidRules = defineRules(tenderBid, {
  reads: ['isOurs', 'competitor', 'bidder'],
  check: (row) => [
    !row.isOurs && !row.competitor && !row.bidder && issue('competitor', 'tenders.whose-bid'),
    !!row.isOurs && !!row.competitor && issue('competitor', 'tenders.whose-bid'),
  ],
})

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [tenderRules, bidRules]
