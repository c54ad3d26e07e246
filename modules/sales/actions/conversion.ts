import { defineAction, type RowOf, type Work } from '#kernel'
import { integer, json, link } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { draftOf, lackingOf } from '../conversion/carried.ts'
import { offersFor } from '../conversion/offered.ts'
import { type Part, parts } from '../rules/conversion-choices.ts'
import { sameOfOthers } from '../same-customer.ts'

const most = 500

type Lead = RowOf<typeof lead>

/**
 * What a conversion would make of leads, before it is made: by part, which of its fields say what the lead says, what it lacks that must be there, and, of
 * one lead, what is there already. Reads only.
 */
export const conversion = defineAction('sales.conversion', {
  about: lead,
  input: {
    /** Ids, at most 500. */
    leads: json({ required: true }),
    /** Whose open deals are asked for; without it those of all customers that are offered. */
    account: link(account),
  },
  result: {
    drafts: json({ required: true }),
    offers: json(),
    /** Of how many somebody else has a customer that looks the same: a second one needs a reason. */
    ofOthers: integer({ required: true }),
  },
  async run(work, input) {
    const ids = (Array.isArray(input.leads) ? input.leads : []).map(String).slice(0, most)
    const rows = ids.length === 1 ? [await work.one(lead, ids[0]!)] : await work.find(lead, { id: { in: ids } }, { limit: most })
    const [only] = rows.length === 1 ? rows : []
    return {
      drafts: Object.fromEntries(parts.map((part) => [part, draftsOf(work, rows, part)])),
      offers: only ? await offersFor(work, only, { account: input.account ?? null }) : null,
      ofOthers: (await sameOfOthers(work, rows)).size,
    }
  },
})

/** Of many, what any of them lacks. */
function draftsOf(work: Work, rows: readonly Lead[], part: Part) {
  const drafts = rows.map((row) => draftOf(work, row, part))
  return {
    carried: rows.length === 1 ? drafts[0]!.carried : [],
    lacking: [...new Set(drafts.flatMap(({ values }) => lackingOf(work, part, values)))],
    name: rows.length === 1 ? (drafts[0]!.values.name ?? null) : null,
  }
}
