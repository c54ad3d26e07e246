import { Input } from 'antd'
import { useState } from 'react'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { FilterCell, FilterInput } from '../../../web/filter/filter-value.tsx'

const lineOf = (value: unknown): string => JSON.stringify(value)

function JsonCell(props: CellProps) {
  const { value, place, field } = props
  if (field.options.filterOf) return <FilterCell {...props} />
  if (place === 'record') return <pre className="zk-json">{JSON.stringify(value, null, 2)}</pre>
  return <span title={lineOf(value)}>{lineOf(value)}</span>
}

const JsonInput = (props: InputProps) => (props.field.options.filterOf ? <FilterInput {...props} /> : <JsonText {...props} />)

/** Text that is no JSON yet stays where it is typed; nothing is saved of it. */
function JsonText({
  value,
  onChange,
  place: _place,
  field: _field,
  object: _object,
  row: _row,
  onDone: _onDone,
  typed: _typed,
  status,
  ...rest
}: InputProps) {
  const [text, setText] = useState(() => (value === null || value === undefined ? '' : JSON.stringify(value, null, 2)))
  const [isGood, setGood] = useState(true)
  const read = (next: string) => {
    setText(next)
    try {
      onChange(next.trim() === '' ? null : (JSON.parse(next) as unknown))
      setGood(true)
    } catch {
      setGood(false)
    }
  }
  return (
    <Input.TextArea
      {...rest}
      {...(isGood ? (status ? { status } : {}) : { status: 'error' as const })}
      className="zk-json-input"
      spellCheck={false}
      autoSize={{ minRows: 4, maxRows: 20 }}
      value={text}
      onChange={(event) => read(event.target.value)}
    />
  )
}

export const jsonWeb: WebFieldType = {
  kind: 'json',
  Cell: JsonCell,
  Input: JsonInput,
  wide: true,
  width: 240,
  toClipboard: lineOf,
}
