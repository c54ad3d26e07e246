import { defineConsequence, system, type Work } from '#kernel'
import { account } from '#modules/customers'
import { saleCredit } from '#objects/commissions'
import { contract } from '#objects/contracts'
import { receipt } from '#objects/payments'
import { opportunity } from '#objects/sales'

type Row = Readonly<Record<string, unknown> & { id: string }>
const most = 10_000

const idsIn = (rows: readonly Row[], name: string): string[] => [...new Set(rows.flatMap((row) => (row[name] as string | null) ?? []))]

/** The territory of each of these customers now. */
async function territoriesOf(kernel: Work, rows: readonly Row[]): Promise<ReadonlyMap<string, unknown>> {
  const ids = idsIn(rows, 'account')
  const customers = ids.length === 0 ? [] : await kernel.find(account, { id: { in: ids } }, { limit: most })
  return new Map(customers.map((row) => [row.id as string, (row as Row).territory ?? null]))
}

/** A deal that somebody gets the credit for counts for the territory that its customer lies in; one that is open again for none. */
export const closedInTerritory = defineConsequence(opportunity, {
  reads: ['creditedTo'] as never,
  async run(work, written) {
    const isOther = ({ row, before }: (typeof written)[number]) =>
      ((row as Row).creditedTo ?? null) !== ((before as Row | null)?.creditedTo ?? null)
    const deals = written.filter(isOther).map(({ row }) => row as unknown as Row)
    if (deals.length === 0) return
    const kernel = work.as(system('territory of a result'))
    const territories = await territoriesOf(
      kernel,
      deals.filter(({ creditedTo }) => creditedTo),
    )
    const changes = deals
      .map((row) => ({
        id: row.id,
        creditedTerritory: row.creditedTo ? (territories.get(String(row.account)) ?? null) : null,
        was: row.creditedTerritory ?? null,
      }))
      .filter(({ creditedTerritory, was }) => creditedTerritory !== was)
      .map(({ id, creditedTerritory }) => ({ id, creditedTerritory }))
    if (changes.length > 0) await kernel.changeMany(opportunity, changes as never)
  },
})

/** Credit counts for the territory of the customer of its contract, its deal or its money; what goes back for that of what came. */
export const creditedInTerritory = defineConsequence(saleCredit, {
  reads: ['source'],
  async run(work, written) {
    const made = written.filter(({ before }) => !before).map(({ row }) => row as unknown as Row)
    if (made.length === 0) return
    const kernel = work.as(system('territory of a result'))
    const papers = new Map<string, Row>()
    for (const object of [opportunity, contract, receipt] as const) {
      const ids = idsIn(made, object.name)
      const rows = ids.length === 0 ? [] : await kernel.find(object as typeof opportunity, { id: { in: ids } }, { limit: most })
      for (const row of rows) papers.set(row.id, row as unknown as Row)
    }
    const originals = idsIn(made, 'original')
    const first = originals.length === 0 ? [] : await kernel.find(saleCredit, { source: { in: originals } }, { limit: most })
    const came = new Map(first.map((row) => [row.source, (row as unknown as Row).creditedTerritory ?? null]))
    const paperOf = (row: Row) => papers.get(String(row.contract)) ?? papers.get(String(row.opportunity)) ?? papers.get(String(row.receipt))
    const territories = await territoriesOf(
      kernel,
      made.flatMap((row) => paperOf(row) ?? []),
    )
    const changes = made.flatMap((row) => {
      const creditedTerritory = came.get(String(row.original)) ?? territories.get(String(paperOf(row)?.account)) ?? null
      return creditedTerritory ? [{ id: row.id, creditedTerritory }] : []
    })
    if (changes.length > 0) await kernel.changeMany(saleCredit, changes as never)
  },
})
