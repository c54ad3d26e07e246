import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { fieldAt, useMeta } from '../../data/use-meta.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { DrillLink } from './drill-link.tsx'
import { drillFilter, type FigureRow, groupName, nameOf, type Shown, totalRow } from './report-def.ts'
import type { DrawProps, TileSort } from './tile.tsx'

type HeadProps = Readonly<{ name: string; label: string; sort: TileSort; onSort(sort: TileSort): void; isNumber: boolean }>

function SortHead({ name, label, sort, onSort, isNumber }: HeadProps) {
  const isSorted = sort?.name === name
  const Sign = sort?.isDown ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      className={isNumber ? 'zk-number' : undefined}
      aria-sort={isSorted ? (sort?.isDown ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="zk-plain-button zk-report-sort"
        onClick={() => onSort({ name, isDown: isSorted ? !sort?.isDown : isNumber })}
      >
        {label}
        {isSorted && <Sign size={12} strokeWidth={1.5} aria-hidden="true" />}
      </button>
    </th>
  )
}

type GroupCellProps = Pick<DrawProps, 'object' | 'tile' | 'words'> & Readonly<{ row: FigureRow; place: number }>

function GroupCell({ object, tile, row, words, place }: GroupCellProps) {
  const meta = useMeta()
  const by = tile.ask.by?.[place]
  const value = by ? row[groupName(by)] : null
  const field = by ? fieldAt(meta, object, typeof by === 'string' ? by : by.field) : undefined
  const person =
    field?.options.to === 'member' && typeof value === 'object' && value !== null && 'id' in value && value.id ? String(value.id) : null
  return (
    <span className="zk-person">
      {person && <Avatar name={words.groupAt(row, place)} id={person} />}
      <span>{words.groupAt(row, place)}</span>
    </span>
  )
}

function Picked({ row, onPick, children }: Pick<DrawProps, 'onPick'> & Readonly<{ row: FigureRow; children: ReactNode }>) {
  if (!onPick) return children
  return (
    <button type="button" className="zk-report-pick" onClick={() => onPick(row)}>
      {children}
    </button>
  )
}

/** Name of a column that holds groups: the first is `''`, as where there is only one. */
export const placeName = (place: number): string => (place === 0 ? '' : `#${place}`)

/** The figures of a tile as a table: every count and sum opens its records, all together at the end. */
export function FiguresTable({ object, tile, question, rows, words, sort, onSort, onPick }: DrawProps) {
  const say = useTexts()
  const total = totalRow(tile, rows)
  const hasUnit = (shown: Shown) => words.unit(rows, shown)
  const head = (shown: Shown) => {
    const unit = hasUnit(shown)
    return unit ? say('list.unit', { label: words.label(shown), unit }) : words.label(shown)
  }
  return (
    <div className="zk-table-place">
      <table className="zk-table">
        <thead>
          <tr>
            {words.groups.map((label, place) => (
              <SortHead key={placeName(place)} name={placeName(place)} label={label} sort={sort} onSort={onSort} isNumber={false} />
            ))}
            {tile.show.map((shown) => (
              <SortHead key={nameOf(shown)} name={nameOf(shown)} label={head(shown)} sort={sort} onSort={onSort} isNumber />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={words.group(row)}>
              {words.groups.map((_, place) => (
                <td key={placeName(place)}>
                  <Picked row={row} onPick={onPick}>
                    <GroupCell object={object} tile={tile} row={row} words={words} place={place} />
                  </Picked>
                </td>
              ))}
              {tile.show.map((shown) => (
                <td key={nameOf(shown)} className="zk-number">
                  <DrillLink object={object} filter={onPick ? null : drillFilter(question, row, shown)} title={words.full(row, shown)}>
                    {words.cell(row, shown)}
                  </DrillLink>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {rows.length > 1 && (
          <tfoot>
            <tr>
              <td colSpan={words.groups.length}>
                {say('analysis.total')} <span className="zk-meta">{rows.length}</span>
              </td>
              {tile.show.map((shown) => (
                <td key={nameOf(shown)} className="zk-number" title={words.full(total, shown)}>
                  {words.cell(total, shown)}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
