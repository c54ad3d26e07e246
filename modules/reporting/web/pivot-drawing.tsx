import { type DrawProps, DrillLink, drillFilter, type FigureRow, nameOf, type Shown, totalRow, useTexts } from '#kernel/web'
import { gridOf } from './two-ways.ts'

const listOf = (row: FigureRow | undefined): readonly FigureRow[] => (row ? [row] : [])

/** Rows by columns, each figure in its cell; every cell opens its records. */
export function PivotDrawing({ object, tile, question, rows, words }: DrawProps) {
  const say = useTexts()
  const grid = gridOf(rows, words)
  const several = tile.show.length > 1
  const of = (row: FigureRow | undefined, shown: Shown) => (row ? words.cell(row, shown) : '')
  const totals = (some: readonly FigureRow[]) => totalRow(tile, some)
  const across = (row: string) => grid.columns.flatMap((column) => listOf(grid.at(row, column)))
  const down = (column: string) => grid.rows.flatMap((row) => listOf(grid.at(row, column)))
  const heads = [...grid.columns, say('analysis.total')]
  const unit = (shown: Shown) => [words.label(shown), words.unit(rows, shown)].filter(Boolean).join(' ')
  const cellsOf = (row: FigureRow | undefined, { key = '', className = 'zk-number' } = {}) =>
    tile.show.map((shown) => (
      <td key={`${key} ${nameOf(shown)}`} className={className}>
        {of(row, shown)}
      </td>
    ))
  return (
    <div className="zk-table-place">
      {!several && tile.show[0] && <p className="zk-small zk-meta zk-report-note">{unit(tile.show[0])}</p>}
      <table className="zk-table zk-pivot">
        <thead>
          <tr>
            <th scope="col" rowSpan={several ? 2 : 1}>
              {words.groups.join(' × ')}
            </th>
            {heads.map((head) => (
              <th key={head} scope="col" colSpan={tile.show.length} className="zk-number">
                {head}
              </th>
            ))}
          </tr>
          {several && (
            <tr>
              {heads.flatMap((head) =>
                tile.show.map((shown) => (
                  <th key={`${head} ${nameOf(shown)}`} scope="col" className="zk-number">
                    {unit(shown)}
                  </th>
                )),
              )}
            </tr>
          )}
        </thead>
        <tbody>
          {grid.rows.map((row) => (
            <tr key={row}>
              <td>{row}</td>
              {grid.columns.flatMap((column) => {
                const cell = grid.at(row, column)
                return tile.show.map((shown) => (
                  <td key={`${column} ${nameOf(shown)}`} className="zk-number">
                    {cell && (
                      <DrillLink object={object} filter={drillFilter(question, cell, shown)} title={words.full(cell, shown)}>
                        {of(cell, shown)}
                      </DrillLink>
                    )}
                  </td>
                ))
              })}
              {cellsOf(totals(across(row)), { className: 'zk-number zk-strong' })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{say('analysis.total')}</td>
            {grid.columns.flatMap((column) => cellsOf(totals(down(column)), { key: column }))}
            {cellsOf(totals(rows))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
