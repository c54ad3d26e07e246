import { useMemo } from 'react'
import type { ChoiceMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { type AggregateQuestion, toAmount, useAggregate } from '../../data/use-aggregate.ts'
import type { ListQuestion } from '../../data/use-list.ts'
import { both } from '../../filter/filter-tree.ts'
import type { ListState } from '../list-state.ts'
import { type Kind, kindOf } from './moves.ts'

/** A column: one option of the board's field, or the records that have none. */
export type ColumnDef = Readonly<{
  /** Stands for the column in drag and drop; the option's key, or `''` for none. */
  id: string
  choice: ChoiceMeta | null
  kind: Kind | null
  /** The cards in it, in the order of the page. */
  question: ListQuestion
}>

/** Figures of a column over all records in reach, not over the cards that are loaded. */
export type Figures = Readonly<{ count: number; sum: unknown; weighted: unknown; missing: number }>

/** A card that is on its way to another column. */
export type Held = Readonly<{ row: Row; from: string; to: string }>

const noFigures: Figures = { count: 0, sum: null, weighted: null, missing: 0 }

/** Fields a card needs: what it shows, where it stands, and the version that a move starts from. */
function cardFields(object: ObjectMeta): readonly string[] {
  const { by, card, sum } = object.views.board!
  return [...new Set([object.title, ...card, by, 'version', ...(sum ? [sum] : [])])]
}

export const columnId = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

function columnOf(object: ObjectMeta, state: ListState, choice: ChoiceMeta | null): ColumnDef {
  const { by } = object.views.board!
  const here = choice ? { [by]: choice.key } : { [by]: { empty: true } }
  const question = {
    object: object.name,
    filter: both(state.where, here),
    q: state.q,
    sort: state.sort,
    fields: cardFields(object),
    limit: 30,
  }
  return { id: choice?.key ?? '', choice, kind: kindOf(choice ?? undefined), question }
}

/** The question behind all column heads at once. */
export function boardFigures(object: ObjectMeta, state: Pick<ListState, 'where' | 'q'>): AggregateQuestion {
  const { by, sum, weighted } = object.views.board!
  const measures = { n: 'count' as const, ...(sum ? { total: { sum } } : {}), ...(weighted ? { weighted: { sum: weighted } } : {}) }
  return { object: object.name, by: [by], measures, filter: state.where, q: state.q }
}

/** Columns of a board and their figures; cards on their way count where they go. */
export function useBoard(object: ObjectMeta, state: ListState, held: readonly Held[]) {
  const { by, sum } = object.views.board!
  const { data, error, isPending } = useAggregate(boardFigures(object, state))
  const stored = useMemo(() => {
    const rows = (data?.rows ?? []).map((row): [string, Figures] => [
      columnId(row[by]),
      { count: Number(row.n ?? 0), sum: row.total, weighted: row.weighted, missing: Number(row.totalMissing ?? 0) },
    ])
    return new Map(rows)
  }, [data, by])
  const columns = useMemo(() => {
    const choices = object.fields[by]?.options.choices ?? []
    const withNone: readonly (ChoiceMeta | null)[] = stored.has('') ? [null, ...choices] : choices
    return withNone.map((choice) => columnOf(object, state, choice))
  }, [object, state, by, stored])
  const figuresOf = (id: string): Figures => held.reduce((figures, one) => shift(figures, one, id, sum), stored.get(id) ?? noFigures)
  const total = [...stored.values()].reduce((all, { count }) => all + count, 0)
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
