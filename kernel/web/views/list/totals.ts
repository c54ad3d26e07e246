import { useMemo } from 'react'
import type { Meta, ObjectMeta } from '../../data/meta-types.ts'
import { useAggregate } from '../../data/use-aggregate.ts'
import { useCount } from '../../data/use-list.ts'
import { fieldAt, useMeta } from '../../data/use-meta.ts'
import { addsUp } from '../../fields/registry.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { ListState } from '../list-state.ts'
import type { TotalRow } from './row-kinds.ts'

/** Columns whose kind can be summed, and the measures that sum them. */
export function sumsOf(meta: Meta, object: ObjectMeta, columns: readonly string[]) {
  const summed = columns.filter((path) => {
    const field = fieldAt(meta, object, path)
    return field && addsUp(field)
  })
  return { summed, measures: Object.fromEntries(summed.map((path, place) => [`m${place}`, { sum: path }])) }
}

/** The sums of an answer by column. */
export const totalsIn = (row: Readonly<Record<string, unknown>>, summed: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(summed.map((path, place) => [path, row[`m${place}`]]))

/** The row below the list: how many records, and the sums of columns whose kind can be summed. */
export function useTotals(object: ObjectMeta, state: ListState): TotalRow | null {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const { summed, measures } = sumsOf(meta, object, state.columns)
  const { data } = useAggregate(
    { object: object.name, measures, filter: state.where, q: state.q || undefined },
    { enabled: summed.length > 0 },
  )
  const { data: count } = useCount({ object: object.name, filter: state.where, q: state.q })
  return useMemo(() => {
    if (!count) return null
    const row = data?.rows[0] ?? {}
    const total = totalsIn(row, summed)
    const number = `${format.number(count.value)}${count.exact ? '' : '+'}`
    return { id: 'total', $total: total, text: say('list.total', { number }) }
  }, [count, data, summed, format, say])
}
