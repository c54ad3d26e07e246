import type { FieldMeta, Row } from '../../../web/data/meta-types.ts'
import { toAmount } from '../../../web/data/use-aggregate.ts'
import { useMeta } from '../../../web/data/use-meta.ts'
import { webTypeOf, widthOf } from '../../../web/fields/type-of.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { isEcho, lineColumns, summed, sumOf } from './line-values.ts'
import { leftOf } from './lines-left.ts'

const alignOf = (field: FieldMeta): string => (webTypeOf(field).align ? 'zk-number' : '')

/** What a line comes to is what one looks for: it stays in sight however many columns there are. */
const classOf = (field: FieldMeta, columns: readonly FieldMeta[]): string =>
  field === summed(columns).find(({ sort, readOnly }) => sort === 'money' && readOnly) ? `${alignOf(field)} zk-lines-kept` : alignOf(field)

export function LinesHead({ columns, isEdited = false }: Readonly<{ columns: readonly FieldMeta[]; isEdited?: boolean }>) {
  const say = useTexts()
  return (
    <thead>
      <tr>
        {columns.map((field) => (
          <th
            key={field.name}
            scope="col"
            className={isEdited ? alignOf(field) : classOf(field, columns)}
            style={isEdited ? { minWidth: widthOf(webTypeOf(field), field) * 0.55 } : {}}
          >
            {field.label}
          </th>
        ))}
        {isEdited && (
          <th scope="col">
            <span className="zk-unseen">{say('field.lines.remove')}</span>
          </th>
        )}
      </tr>
    </thead>
  )
}

export function LinesSums({
  object,
  columns,
  lines,
  isEdited = false,
}: Readonly<{ object: string; columns: readonly FieldMeta[]; lines: readonly Row[]; isEdited?: boolean }>) {
  const say = useTexts()
  const sums = summed(columns)
  if (lines.length < 2 || sums.length === 0) return null
  return (
    <tfoot>
      <tr>
        {columns.map((field, i) => {
          const { Cell } = webTypeOf(field)
          return (
            <td key={field.name} className={isEdited ? alignOf(field) : classOf(field, columns)}>
              {sums.includes(field) ? (
                <Cell value={sumOf(field, lines)} field={field} object={object} place="record" />
              ) : i === 0 ? (
                say('field.lines.sum')
              ) : null}
            </td>
          )
        })}
        {isEdited && <td />}
      </tr>
    </tfoot>
  )
}

/** How much of the record's amount is left for further lines, as somebody types; red where they hold more than there is. */
export function LinesLeft({
  field,
  object,
  row,
  lines,
}: Readonly<{ field: FieldMeta; object: string; row: Partial<Row>; lines: readonly Row[] }>) {
  const { objects } = useMeta()
  const fills = field.options.fills as Readonly<{ field: string; whole: string; left: string }> | undefined
  const named = fills && objects[object]?.fields[fills.left]
  const left = fills && leftOf(fills, row, lines)
  if (!named || left === null) return null
  const { Cell } = webTypeOf(named)
  return (
    <span role="status" className={`zk-small zk-nowrap ${toAmount(left) < 0 ? 'zk-error' : 'zk-meta'}`}>
      {named.label} <Cell value={left} field={named} object={object} place="record" />
    </span>
  )
}

/** Lines of a record, to be read. */
export function LinesTable({ field, lines }: Readonly<{ field: FieldMeta; lines: readonly Row[] }>) {
  const line = useMeta().objects[String(field.options.object)]
  if (!line) return null
  const isFilled = ({ name }: FieldMeta) => lines.some((row) => row[name] !== null && row[name] !== undefined)
  const filled = lineColumns(line, String(field.options.by)).filter(isFilled)
  const columns = filled.filter((column) => !isEcho(column, filled, lines))
  return (
    <div className="zk-lines">
      <table aria-label={field.label}>
        <LinesHead columns={columns} />
        <tbody>
          {lines.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => {
                const { Cell } = webTypeOf(column)
                const value = row[column.name]
                return (
                  <td key={column.name} className={classOf(column, columns)}>
                    {value === null || value === undefined ? null : (
                      <Cell value={value} field={column} object={line.name} row={row} place="record" />
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
        <LinesSums object={line.name} columns={columns} lines={lines} />
      </table>
    </div>
  )
}
