import type { FieldMeta, Row } from '../../../web/data/meta-types.ts'
import { useMeta } from '../../../web/data/use-meta.ts'
import { webTypeOf, widthOf } from '../../../web/fields/type-of.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { lineColumns, summed, sumOf } from './line-values.ts'

const alignOf = (field: FieldMeta): string => (webTypeOf(field).align ? 'zk-number' : '')

export function LinesHead({ columns, isEdited = false }: Readonly<{ columns: readonly FieldMeta[]; isEdited?: boolean }>) {
  const say = useTexts()
  return (
    <thead>
      <tr>
        {columns.map((field) => (
          <th
            key={field.name}
            scope="col"
            className={alignOf(field)}
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
            <td key={field.name} className={alignOf(field)}>
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

/** Lines of a record, to be read. */
export function LinesTable({ field, lines }: Readonly<{ field: FieldMeta; lines: readonly Row[] }>) {
  const line = useMeta().objects[String(field.options.object)]
  if (!line) return null
  const isFilled = ({ name }: FieldMeta) => lines.some((row) => row[name] !== null && row[name] !== undefined)
  const columns = lineColumns(line, String(field.options.by)).filter(isFilled)
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
                  <td key={column.name} className={alignOf(column)}>
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
