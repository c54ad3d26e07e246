import type { CustomCellRendererProps } from 'ag-grid-react'
import type { FieldMeta } from '../../data/meta-types.ts'
import { titleOf } from '../../data/use-meta.ts'
import { Mark } from '../../fields/mark.tsx'
import { webTypeOf } from '../../fields/registry.ts'
import { useFormat } from '../../format/use-format.ts'
import { langOf } from '../../i18n/locale.ts'
import { AppLink, recordAddress } from '../../parts/app-link.tsx'
import { Avatar } from '../../parts/avatar.tsx'
import { isAboutPeople } from '../../parts/icon.tsx'
import { GroupCell } from '../grouped/group-cell.tsx'
import type { GridContext } from './grid-rows.ts'
import { type GridRow, isGroup, isTotal } from './row-kinds.ts'

type FieldCellProps = CustomCellRendererProps<GridRow, unknown, GridContext> & Readonly<{ field: FieldMeta }>

/** A value of a row; a grey bar while the row is on its way. */
export function FieldCell({ data, value, field, context }: FieldCellProps) {
  const format = useFormat()
  const type = webTypeOf(field)
  if (!data) return <span className="zk-bone zk-bone-cell" />
  if (value === null || value === undefined) return null
  if (isTotal(data)) {
    const { Total } = type
    return Total ? <Total value={value} field={field} object={context.object.name} place="cell" /> : format.number(Number(value))
  }
  return <type.Cell value={value} field={field} object={context.object.name} row={data} place="cell" />
}

/** The first column: the record's picture and title, a link to its page. */
export function TitleCell({ data, field: _field, context }: FieldCellProps) {
  if (!data) return <span className="zk-bone zk-bone-cell" />
  if (isGroup(data)) return <GroupCell row={data} onGroup={context.onGroup} />
  if (isTotal(data)) return <span className="zk-strong">{data.text}</span>
  const { object } = context
  const title = titleOf(object, data)
  return (
    <span className="zk-row zk-title-cell">
      <Avatar name={title} id={data.id} shape={isAboutPeople(object.icon) ? 'round' : 'square'} />
      <AppLink
        to={recordAddress(object.plural, data.id)}
        className="zk-clip zk-title-link"
        lang={langOf(title)}
        title={title}
        tabIndex={-1}
        onClick={() => context.open(data, true)}
      >
        {title || '—'}
      </AppLink>
      <Mark target={object} value={data[object.views.mark ?? '']} />
    </span>
  )
}
