import { DrillLink } from './drill-link.tsx'
import { drillFilter, type FigureRow, isRatio, nameOf } from './report-def.ts'
import type { DrawProps } from './tile.tsx'

const noRow: FigureRow = {}

/** Figures side by side, each opening its records. */
export function FigureTile({ object, tile, question, rows, words }: DrawProps) {
  const row = rows[0] ?? noRow
  return (
    <dl className="zk-figures">
      {tile.show.map((shown) => (
        <div key={nameOf(shown)}>
          <dt className="zk-small zk-second">{words.label(shown)}</dt>
          <dd>
            <DrillLink object={object} filter={drillFilter(question, row, shown)} className="zk-figure" title={words.full(row, shown)}>
              {isRatio(shown) ? words.full(row, shown) : words.short(row, shown)}
            </DrillLink>
          </dd>
        </div>
      ))}
    </dl>
  )
}
