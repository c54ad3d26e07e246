import { useMemo } from 'react'
import { useAsOf } from '../../data/as-of.ts'
import type { ChoiceMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { toAmount, useAggregate } from '../../data/use-aggregate.ts'
import { useFormat } from '../../format/use-format.ts'
import type { ListState } from '../list-state.ts'
import { boardFigures, columnId, columnOf, sinceOf } from './columns.ts'

/** Figures of a column over all records in reach, not over the cards that are loaded. */
export type Figures = Readonly<{
  count: number
  sum: unknown
  weighted: unknown
  /** Without an exchange rate: in no sum. */
  missing: number
  /** Without an amount. */
  blank: number
  /** In other currencies than the workspace's: converted. */
  foreign: number
  /** Ended before the days that the board shows. */
  older: number
}>

/** A card that is on its way to another column. */
export type Held = Readonly<{ row: Row; from: string; to: string }>

const noFigures: Figures = { count: 0, sum: null, weighted: null, missing: 0, blank: 0, foreign: 0, older: 0 }

const readFigures = (row: Readonly<Record<string, unknown>>): Figures => {
  const count = Number(row.n ?? 0)
  return {
    count,
    sum: row.total,
    weighted: row.weighted,
    missing: Number(row.totalMissing ?? 0),
    blank: Number(row.blank ?? 0),
    foreign: Number(row.foreign ?? 0),
    older: Number(row.all ?? count) - count,
  }
}

/** Columns of a board and their figures; cards on their way count where they go. */
export function useBoard(object: ObjectMeta, state: ListState, held: readonly Held[]) {
  const { by, sum } = object.views.board!
  const today = useFormat().today()
  const asOf = useAsOf()
  const asked = useMemo(() => {
    const { where, q, sort } = state
    return { where, q, sort, since: sinceOf(object, where, asOf ?? today) }
  }, [object, state, asOf, today])
  const { data, error, isPending } = useAggregate(boardFigures(object, asked))
  const stored = useMemo(() => new Map((data?.rows ?? []).map((row) => [columnId(row[by]), readFigures(row)])), [data, by])
  const columns = useMemo(() => {
    const choices = object.fields[by]?.options.choices ?? []
    const withNone: readonly (ChoiceMeta | null)[] = stored.has('') ? [null, ...choices] : choices
    return withNone.map((choice) => columnOf(object, asked, choice))
  }, [object, asked, by, stored])
  const figuresOf = (id: string): Figures => held.reduce((figures, one) => shift(figures, one, id, sum), stored.get(id) ?? noFigures)
  const total = [...stored.values()].reduce((all, { count, older }) => all + count + older, 0)
  return { columns, figuresOf, error, isPending, total }
}

function shift(figures: Figures, { row, from, to }: Held, id: string, sum: string | undefined): Figures {
  const sign = id === to ? 1 : id === from ? -1 : 0
  if (sign === 0 || from === to) return figures
  const amount = sum ? toAmount(row[sum]) : 0
  const moved = isMoney(figures.sum) ? { ...figures.sum, amount: figures.sum.amount + sign * amount } : figures.sum
  return { ...figures, count: Math.max(0, figures.count + sign), sum: moved ?? (sign > 0 && sum ? row[sum] : null) }
}

const isMoney = (value: unknown): value is { amount: number; currency: string } =>
  typeof value === 'object' && value !== null && 'amount' in value
