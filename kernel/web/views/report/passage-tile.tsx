import type { ChoiceMeta } from '../../data/meta-types.ts'
import { fieldAt, useMeta } from '../../data/use-meta.ts'
import { both } from '../../filter/filter-tree.ts'
import { useFormat } from '../../format/use-format.ts'
import { DrillLink } from './drill-link.tsx'
import { type PassageRow, passages } from './passages.ts'
import { groupName } from './report-def.ts'
import type { DrawProps } from './tile.tsx'

/**
 * From each step to each later one: of the records that came to the one at the left, how many came to the one above or further. Asked by two groups, the step and the furthest since; the
 * steps stand in the order of their choices. A share opens the records that came so far.
 */
export function PassageTile({ object, tile, question, rows, words }: DrawProps) {
  const meta = useMeta()
  const format = useFormat()
  const [by, furthest] = (tile.ask.by ?? []).map(groupName)
  const choices: readonly ChoiceMeta[] = (by && fieldAt(meta, object, by)?.options.choices) || []
  if (!by || !furthest) return null
  const table = passages(
    rows.map((row): PassageRow => ({ from: String(row[by]), to: String(row[furthest]), count: Number(row[String(tile.show[0])] ?? 0) })),
    choices.map(({ key }) => key),
  )
  const labelOf = (key: string) => choices.find((choice) => choice.key === key)?.label ?? key
  return (
    <div className="zk-table-place">
      <table className="zk-table">
        <thead>
          <tr>
            <th scope="col">{words.groups[0]}</th>
            <th scope="col" className="zk-number">
              {words.label(tile.show[0]!)}
            </th>
            {table.to.map((key) => (
              <th key={key} scope="col" className="zk-number">
                → {labelOf(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ from, all, cells }) => (
            <tr key={from}>
              <th scope="row">{labelOf(from)}</th>
              <td className="zk-number">
                <DrillLink object={object} filter={both(question.filter ?? {}, { [by]: from })}>
                  {format.number(all)}
                </DrillLink>
              </td>
              {cells.map(({ to, count, reached }) => (
                <td key={to} className="zk-number">
                  {count !== null && (
                    <DrillLink
                      object={object}
                      filter={both(question.filter ?? {}, { [by]: from, [furthest]: { in: reached } })}
                      title={format.number(count)}
                    >
                      {format.number((count / all) * 100, { digits: 1, least: 1 })}%
                    </DrillLink>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
