import { type ObjectMeta, type Row, webTypeOf } from '#kernel/web'

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

type ShownProps = Readonly<{ object: ObjectMeta; row: Row; name: string; place?: 'fact' | 'record'; isLabelled?: boolean }>

/** A value of a record where there is one. */
export function ShownField({ object, row, name, place = 'fact', isLabelled = false }: ShownProps) {
  const field = object.fields[name]
  const value = row[name]
  if (!field || isEmpty(value)) return null
  const { Cell } = webTypeOf(field)
  const shown = field.right === 'masked' ? String(value) : <Cell value={value} field={field} object={object.name} row={row} place={place} />
  if (!isLabelled) return shown
  return (
    <span className="zk-act-fact">
      <span className="zk-meta">{field.label}</span> {shown}
    </span>
  )
}
