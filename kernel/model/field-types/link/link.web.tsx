import type { FieldMeta, LinkValue } from '../../../web/data/meta-types.ts'
import { useMeta } from '../../../web/data/use-meta.ts'
import { Mark } from '../../../web/fields/mark.tsx'
import { narrowing } from '../../../web/fields/narrow.ts'
import { RecordPicker } from '../../../web/fields/record-picker.tsx'
import { TitlesText } from '../../../web/fields/record-titles.tsx'
import { RecordsFilter } from '../../../web/fields/records-filter.tsx'
import type { CellProps, FilterProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { AppLink, recordAddress } from '../../../web/parts/app-link.tsx'

/** What stands for a record that the reader may not know of. */
const outOfReach = { id: null, title: null } as const
const targetOf = (field: FieldMeta): string => field.options.to ?? ''

function LinkCell({ value, field }: CellProps) {
  const say = useTexts()
  const target = useMeta().objects[targetOf(field)]
  const { id, title, mark } = value as LinkValue | (typeof outOfReach & { mark?: undefined })
  if (id === null) return <span className="zk-second">{say('analysis.group.hidden')}</span>
  const text = title ?? say('field.untitled')
  if (!target) return <span className="zk-value">{text}</span>
  const shown = (
    <AppLink className="zk-value" to={recordAddress(target.plural, id)} title={text} onClick={(event) => event.stopPropagation()}>
      {text}
    </AppLink>
  )
  return mark ? (
    <span className="zk-marked">
      {shown}
      <Mark target={target} value={mark} />
    </span>
  ) : (
    shown
  )
}

function LinkInput(props: InputProps) {
  const meta = useMeta()
  const { field, object, row } = props
  return <RecordPicker {...props} to={targetOf(field)} {...narrowing(meta, { object, field, row })} mayCreate={props.place !== 'filter'} />
}

const LinkFilter = (props: FilterProps) => <RecordsFilter {...props} to={targetOf(props.field)} />
const LinkText = ({ value, field }: FilterTextProps) => <TitlesText object={targetOf(field)} value={value} />

export const linkWeb: WebFieldType = {
  kind: 'link',
  Cell: LinkCell,
  Input: LinkInput,
  Filter: LinkFilter,
  FilterText: LinkText,
  width: 160,
  toWriting: (value) => (value as LinkValue).id,
  toClipboard: (value) => (value as LinkValue).title ?? '',
}
