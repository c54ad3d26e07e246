import type { RowOf, Work } from '#kernel'
import { lead } from '#objects/customers'

/** A lead with what this module and the pools add to it: their fields are not part of the type of the object they are added to. */
export type LeadRow = RowOf<typeof lead> &
  Readonly<{
    pool?: string | null
    joinedTo: string | null
    answerRule: string | null
    answerFrom: string | null
    answerDueAt: string | null
    answeredAt: string | null
    answerSteps: number | null
    assignReason: string | null
    score: number | null
    scoreReason: string | null
    heat: string | null
  }>
export type LeadChange = Readonly<{ id: string } & Record<string, unknown>>

export const isOpen = ({ status }: Readonly<{ status?: string | null }>): boolean => status === 'new' || status === 'working'

/** Leads of a filter; at most 10,000. */
export const findLeads = async (
  work: Work,
  filter: Readonly<Record<string, unknown>>,
  o: { limit?: number; sort?: readonly string[] } = {},
) => (await work.find(lead, filter, { limit: 10_000, ...o })) as LeadRow[]

/** Changes leads; nothing where there is nothing to change. */
export async function changeLeads(work: Work, rows: readonly LeadChange[]): Promise<void> {
  if (rows.length > 0) await work.changeMany(lead, rows as Parameters<typeof work.changeMany<typeof lead>>[1])
}
