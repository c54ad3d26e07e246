import { Input } from 'antd'
import { controlProps, useTyped } from '../../../web/fields/input-props.ts'
import { LineCell, LineFilter } from '../../../web/fields/line-input.tsx'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { isCommand } from '../../../web/parts/keys.ts'
import { MentionInput } from './mention-input.tsx'
import { MentionedText } from './mentioned-text.tsx'
import { withoutMarks } from './mentions.ts'

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')

const LongTextCell = ({ value, place }: CellProps) =>
  place === 'record' ? (
    <span className="zk-value-lines">
      <MentionedText text={String(value)} />
    </span>
  ) : (
    <LineCell value={oneLine(withoutMarks(String(value)))} />
  )

/** Several lines; in a cell one line that grows. Enter is a new line, with Ctrl/⌘ it is done; in a cell the other way round. */
const LongTextInput = (props: InputProps) => (props.field.options.mentions ? <MentionInput {...props} /> : <LinesInput {...props} />)

function LinesInput(props: InputProps) {
  const { value, onChange, onDone, place, typed, field } = props
  const write = (text: string) => onChange(text === '' ? null : text)
  useTyped(typed, write)
  const isCell = place === 'cell'
  const onKey = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    const isDone = isCell ? !event.shiftKey && !event.altKey : isCommand(event)
    if (!isDone || !onDone) return
    event.preventDefault()
    event.stopPropagation()
    onDone()
  }
  const max = field.options.max
  return (
    <Input.TextArea
      {...controlProps(props)}
      className={isCell ? 'zk-lines-input zk-lines-cell' : 'zk-lines-input'}
      rows={isCell ? 1 : 3}
      {...(typeof max === 'number' ? { maxLength: max } : {})}
      value={String(value ?? '')}
      onChange={(event) => write(event.target.value)}
      onKeyDown={onKey}
    />
  )
}

export const longTextWeb: WebFieldType = {
  kind: 'longText',
  Cell: LongTextCell,
  Input: LongTextInput,
  Filter: LineFilter,
  width: 240,
  wide: true,
  toClipboard: (value) => withoutMarks(String(value)),
  fromClipboard: (text) => text.trim() || null,
}
