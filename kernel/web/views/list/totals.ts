import { useMemo } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useAggregate } from '../../data/use-aggregate.ts'
import { useCount } from '../../data/use-list.ts'
import { fieldAt, useMeta } from '../../data/use-meta.ts'
import { webTypeOf } from '../../fields/registry.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { ListState } from '../list-state.ts'
import type { TotalRow } from './grid-rows.ts'

/** The row below the list: how many records, and the sums of columns whose kind can be summed. */
export function useTotals(object: ObjectMeta, state: ListState): TotalRow | null {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const summed = state.columns.filter((path) => {
    const field = fieldAt(meta, object, path)
    return field && webTypeOf(field).total
  })
  const measures = Object.fromEntries(summed.map((path, place) => [`m${place}`, { sum: path }]))
  const { data } = useAggregate(
    { object: object.name, measures, filter: state.where, q: state.q || undefined },
    { enabled: summed.length > 0 },
  )
  const { data: count } = useCount({ object: object.name, filter: state.where, q: state.q })
  return useMemo(() => {
    if (!count) return null
    const row = data?.rows[0] ?? {}
    const total = Object.fromEntries(summed.map((path, place) => [path, row[`m${place}`]]))
    const number = `${format.number(count.value)}${count.exact ? '' : '+'}`
    return { id: 'total', total, text: say('list.total', { number }) }
  }, [count, data, summed, format, say])
}
