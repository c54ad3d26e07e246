import type { LinkValue } from '../../../web/data/meta-types.ts'
import { RecordPicker } from '../../../web/fields/record-picker.tsx'
import { TitlesText } from '../../../web/fields/record-titles.tsx'
import { RecordsFilter } from '../../../web/fields/records-filter.tsx'
import type { CellProps, FilterProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { Person } from '../../../web/parts/avatar.tsx'

const people = 'member'
/** What stands for somebody whom the reader may not know of. */
const outOfReach = { id: null, title: null } as const
const active = { active: true }

function PersonCell({ value }: CellProps) {
  const say = useTexts()
  const { id, title } = value as LinkValue | typeof outOfReach
  if (id === null) return <span className="zk-second">{say('analysis.group.hidden')}</span>
  return <Person name={title ?? say('field.untitled')} id={id} />
}

const PersonInput = (props: InputProps) => <RecordPicker {...props} to={people} only={active} shape="round" sort="name" />
const PersonFilter = (props: FilterProps) => <RecordsFilter {...props} to={people} only={active} withMe sort="name" />
const PersonText = ({ value }: FilterTextProps) => <TitlesText object={people} value={value} />

export const personWeb: WebFieldType = {
  kind: 'person',
  Cell: PersonCell,
  Input: PersonInput,
  Filter: PersonFilter,
  FilterText: PersonText,
  width: 120,
  toWriting: (value) => (value as LinkValue).id,
  toClipboard: (value) => (value as LinkValue).title ?? '',
}
