import type { CustomCellRendererProps } from 'ag-grid-react'
import type { FieldMeta } from '../../data/meta-types.ts'
import { titleOf, valueAt } from '../../data/use-meta.ts'
import { Mark } from '../../fields/mark.tsx'
import { webTypeOf } from '../../fields/registry.ts'
import { langOf } from '../../i18n/locale.ts'
import { AppLink, recordAddress } from '../../parts/app-link.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { isAboutPeople } from '../../parts/icon.tsx'
import { GroupCell } from '../grouped/group-cell.tsx'
import type { GridContext } from './grid-rows.ts'
import { type GridRow, type GroupRow, isGroup, isTotal } from './row-kinds.ts'

type PhoneRowProps = CustomCellRendererProps<GridRow, unknown, GridContext> & Readonly<{ fields: readonly FieldMeta[] }>

/** Head of a group on a phone: beside its name the first sum. */
function PhoneGroup({ row, fields, context }: Readonly<{ row: GroupRow; fields: readonly FieldMeta[]; context: GridContext }>) {
  const field = fields.find(({ name }) => row.$total[name] !== null && row.$total[name] !== undefined)
  const { Total } = field ? webTypeOf(field) : {}
  return (
    <span className="zk-row zk-phone-row">
      <GroupCell row={row} onGroup={context.onGroup} />
      <span className="zk-grow" />
      {field && Total && (
        <span className="zk-meta">
          {field.label} <Total value={row.$total[field.name]} field={field} object={context.object.name} place="cell" />
        </span>
      )}
    </span>
  )
}

/** A record on a phone: title, below it the first columns that hold something. */
export function PhoneRow({ data, context, fields }: PhoneRowProps) {
  if (!data) return <span className="zk-bone zk-bone-cell" />
  if (isGroup(data)) return <PhoneGroup row={data} fields={fields} context={context} />
  if (isTotal(data)) return <span className="zk-strong">{data.text}</span>
  const { object } = context
  const title = titleOf(object, data)
  const given = fields
    .filter((field) => field.name !== object.title && valueAt(data, field.name) !== null && valueAt(data, field.name) !== undefined)
    .slice(0, 3)
  return (
    <AppLink to={recordAddress(object.plural, data.id)} className="zk-phone-row" onClick={() => context.open(data, true)}>
      <Avatar name={title} id={data.id} shape={isAboutPeople(object.icon) ? 'round' : 'square'} size="middle" />
      <span className="zk-column zk-grow">
        <span className="zk-row">
          <span className="zk-clip zk-phone-title" lang={langOf(title)}>
            {title || '—'}
          </span>
          <Mark target={object} value={data[object.views.mark ?? '']} />
        </span>
        <span className="zk-row zk-phone-facts">
          {given.map((field) => {
            const { Cell } = webTypeOf(field)
            return (
              <span key={field.name} className="zk-clip">
                <Cell value={valueAt(data, field.name)} field={field} object={object.name} row={data} place="fact" />
              </span>
            )
          })}
        </span>
      </span>
    </AppLink>
  )
}
