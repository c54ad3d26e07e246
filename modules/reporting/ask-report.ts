import { fail, type Work } from '#kernel'
import { type Asked, askedOf, type Clock, type Figure, isRatioFigure, type ReportBody, readBody } from './objects/index.ts'

export type FigureRow = Readonly<Record<string, unknown>>
export type Kept = Readonly<{ object: string; filter: unknown; body: unknown }>
export type Told = Readonly<{ body: ReportBody; rows: readonly FigureRow[]; former: readonly FigureRow[] | null }>

/** @throws `reporting.bad-body` where it is no report any more. */
export const bodyOf = ({ body }: Kept): ReportBody => readBody(body) ?? fail('reporting.bad-body', { at: 'body' })

const filterIn = (filter: unknown) => filter as Readonly<Record<string, unknown>> | null

/** The rows of a report as the actor of the work may see them: figures by groups, or of a plain list its records. */
export async function askReport(work: Work, kept: Kept, o: { limit?: number } = {}): Promise<Told> {
  const body = bodyOf(kept)
  const { object } = kept
  const { list, now, former } = questionsOf(kept, { today: work.today, fiscalMonth: work.catalog.fiscalMonth ?? 1 })
  if (list) return { body, rows: await work.list({ ...list, limit: Math.min(o.limit ?? list.limit, 500) }), former: null }
  const ask = (asked: Asked) => work.aggregate({ object, ...asked, ...(o.limit ? { limit: o.limit } : {}) })
  return { body, rows: await ask(now), former: former && (await ask(former)) }
}

/** What a report asks on a day: records of a list, or figures of its period and of the one beside it. @throws `reporting.bad-body` */
export function questionsOf(kept: Kept, clock: Clock) {
  const body = bodyOf(kept)
  const filter = filterIn(kept.filter)
  if (body.draw !== 'list') return { list: null, ...askedOf(filter, body, clock) }
  const fields = [...new Set(['id', ...(body.columns ?? [])])]
  const sort = [...body.by.map(({ field }) => field), ...(body.sort ? [body.sort] : [])]
  const list = { object: kept.object, filter: filter ?? {}, fields, limit: body.limit ?? 200, ...(sort.length > 0 ? { sort } : {}) }
  return { list, now: null, former: null }
}

const amountOf = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(typeof value === 'object' && 'amount' in value ? value.amount : value)

/** A figure of one row as a plain number; null where there is none or nothing to divide by. */
export function numberOf(row: FigureRow | undefined, figure: Figure): number | null {
  if (!row) return null
  if (!isRatioFigure(figure)) return amountOf(row[figure.key])
  const [part, whole] = figure.ratio.map((key) => amountOf(row[key]))
  return part === null || part === undefined || !whole ? null : part / whole
}
