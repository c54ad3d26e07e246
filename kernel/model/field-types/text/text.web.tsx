import { CopyButton } from '../../../web/fields/copy-button.tsx'
import { FieldNameCell, FieldNameInput } from '../../../web/fields/field-name.tsx'
import { LineCell, LineInput, lineFromClipboard } from '../../../web/fields/line-input.tsx'
import { OfferedInput } from '../../../web/fields/offered-input.tsx'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'

function TextCell(props: CellProps) {
  const { value, field, place } = props
  if (field.options.fieldOf) return <FieldNameCell {...props} />
  if (place !== 'record') return <LineCell value={value} />
  const text = <span className="zk-value-lines">{String(value)}</span>
  if (!field.options.copyable) return text
  return (
    <span className="zk-copied">
      {text}
      <CopyButton text={String(value)} />
    </span>
  )
}

function TextInput(props: InputProps) {
  const { fieldOf, offers } = props.field.options
  if (fieldOf) return <FieldNameInput {...props} />
  return offers ? <OfferedInput {...props} /> : <LineInput {...props} />
}

export const textWeb: WebFieldType = {
  kind: 'text',
  Cell: TextCell,
  Input: TextInput,
  // A province or a city is shorter than a subject.
  width: (field) => (Number(field.options.max ?? 200) <= 100 ? 104 : 160),
  toClipboard: String,
  fromClipboard: lineFromClipboard,
}
