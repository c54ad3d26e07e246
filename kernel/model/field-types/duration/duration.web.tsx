import { TypedInput } from '../../../web/fields/typed-input.tsx'
import type { CellProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useFormat } from '../../../web/format/use-format.ts'

const unitSeconds: Readonly<Record<string, number>> = {
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  天: 86_400,
  小时: 3600,
  小時: 3600,
  分钟: 60,
  分鐘: 60,
  分: 60,
  秒: 1,
}
const part = /(\d{1,9}(?:\.\d+)?)(小时|小時|分钟|分鐘|[dhms天分秒])/gy
const two = (number: number): string => String(number).padStart(2, '0')

/** `90` (seconds), `1:30` (hours and minutes), `1:30:00`, `1h30m`, `1.5小时` as seconds. */
function read(text: string): number | null | undefined {
  const narrow = text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
  if (narrow === '') return null
  if (/^\d{1,12}$/.test(narrow)) return Number(narrow)
  const [, hours, minutes, seconds = '0'] = /^(\d{1,7}):([0-5]?\d)(?::([0-5]?\d))?$/.exec(narrow) ?? []
  if (hours) return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  const found = [...narrow.matchAll(part)]
  if (found.length === 0 || found.map(([all]) => all).join('') !== narrow) return undefined
  return Math.round(found.reduce((sum, [, count, unit]) => sum + Number(count) * (unitSeconds[unit ?? ''] ?? 0), 0))
}

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
  return <TypedInput {...props} read={read} write={write} echo={(value) => format.duration(Number(value))} />
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
  fromClipboard: (text) => read(text),
}
