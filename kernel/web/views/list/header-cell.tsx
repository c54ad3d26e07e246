import type { IHeaderParams } from 'ag-grid-community'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { FieldMeta } from '../../data/meta-types.ts'
import { orderWords } from '../../filter/order-words.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { GridContext } from './grid-rows.ts'

type HeaderCellProps = Omit<IHeaderParams, 'context'> &
  Readonly<{ field: FieldMeta; unit?: string; isRight: boolean; context: GridContext }>

/** Next order of a column: descending for figures first would surprise in a list of names, so ascending, descending, none. */
function nextSort(sort: readonly string[], name: string, keepOthers: boolean): readonly string[] {
  const others = keepOthers ? sort.filter((one) => one.replace(/^-/, '') !== name) : []
  if (sort.includes(name)) return [...others, `-${name}`]
  return sort.includes(`-${name}`) ? others : [...others, name]
}

/** A column's name with its unit; a click sorts, with Shift by several columns. */
export function HeaderCell({ field, unit, isRight, context }: HeaderCellProps) {
  const say = useTexts()
  const { sort, onSort } = context
  const isDescending = sort.includes(`-${field.name}`)
  const isAscending = sort.includes(field.name)
  const place = sort.length > 1 ? sort.findIndex((one) => one.replace(/^-/, '') === field.name) + 1 : 0
  const words = unit ? say('list.unit', { label: field.label, unit }) : field.label
  const Arrow = isDescending ? ArrowDown : isAscending ? ArrowUp : null
  const state = isDescending || isAscending ? orderWords(field, isDescending, say) : ''
  const choose = (event: MouseEvent) => onSort(nextSort(sort, field.name, event.shiftKey))
  return (
    <button
      type="button"
      className={`zk-header${isRight ? ' zk-header-right' : ''}`}
      disabled={!field.sortable}
      onClick={choose}
      title={field.help ?? words}
      aria-label={`${words} ${state}`}
    >
      <span className="zk-clip">{words}</span>
      {Arrow && <Arrow size={12} strokeWidth={1.5} aria-hidden="true" />}
      {place > 0 && <span className="zk-meta">{place}</span>}
    </button>
  )
}

/** The head of the boxes that select rows: said, not shown. */
export function SelectHead() {
  const say = useTexts()
  return <span className="zk-unseen">{say('list.aria.select')}</span>
}
