import { CopyButton } from '../../../web/fields/copy-button.tsx'
import { LineCell, LineInput, lineFromClipboard } from '../../../web/fields/line-input.tsx'
import type { CellProps, WebFieldType } from '../../../web/fields/web-field-type.ts'

function TextCell({ value, field, place }: CellProps) {
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

export const textWeb: WebFieldType = {
  kind: 'text',
  Cell: TextCell,
  Input: LineInput,
  // A province or a city is shorter than a subject.
  width: (field) => (Number(field.options.max ?? 200) <= 100 ? 104 : 160),
  toClipboard: String,
  fromClipboard: lineFromClipboard,
}
