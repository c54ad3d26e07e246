import { TypedInput } from '../../../web/fields/typed-input.tsx'
import type { CellProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useFormat } from '../../../web/format/use-format.ts'
import { readDuration } from './read-duration.ts'

const two = (number: number): string => String(number).padStart(2, '0')

const write = (value: unknown): string => {
  const seconds = Number(value)
  const rest = seconds % 60
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}${rest ? `:${two(rest)}` : ''}`
}

function DurationCell({ value }: CellProps) {
  const format = useFormat()
  return <span className="zk-nowrap">{format.duration(Number(value))}</span>
}

function DurationInput(props: InputProps) {
  const format = useFormat()
  return <TypedInput {...props} read={readDuration} write={write} echo={(value) => format.duration(Number(value))} />
}

function DurationText({ value }: FilterTextProps) {
  const format = useFormat()
  return <>{(Array.isArray(value) ? value : [value]).map((end) => (end === null ? '…' : format.duration(Number(end)))).join(' – ')}</>
}

export const durationWeb: WebFieldType = {
  kind: 'duration',
  Cell: DurationCell,
  Input: DurationInput,
  FilterText: DurationText,
  align: 'right',
  width: 120,
  total: true,
  Total: DurationCell,
  toClipboard: write,
  fromClipboard: readDuration,
}
