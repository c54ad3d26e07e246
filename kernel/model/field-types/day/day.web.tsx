import { Input } from 'antd'
import dayjs from 'dayjs'
import { CalendarInput } from '../../../web/fields/calendar-input.tsx'
import { controlProps } from '../../../web/fields/input-props.ts'
import type { CellProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { type Format, useFormat } from '../../../web/format/use-format.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { useIsPhone } from '../../../web/parts/use-is-phone.ts'
import { readDayText } from './read-day-text.ts'

const dayShape = 'YYYY-MM-DD'
const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)

function DayCell({ value, place }: CellProps) {
  const format = useFormat()
  const day = String(value).slice(0, 10)
  return (
    <span className="zk-date" title={format.day(day)}>
      {place === 'record' ? format.day(day) : format.dayRelative(day)}
    </span>
  )
}

function DayInput(props: InputProps) {
  const { value, onChange } = props
  const format = useFormat()
  const isPhone = useIsPhone()
  const day = isDay(value) ? value.slice(0, 10) : null
  if (isPhone) {
    const { variant: _variant, ...rest } = controlProps(props)
    return <Input {...rest} type="date" value={day ?? ''} onChange={(event) => onChange(event.target.value || null)} />
  }
  return (
    <CalendarInput
      {...props}
      value={day}
      placeholder={dayShape}
      read={(text) => (text.trim() === '' ? null : readDayText(text, format.today()))}
      write={String}
      echo={(meant, text) => (text === meant ? undefined : format.day(String(meant)))}
      toWall={(meant) => (isDay(meant) ? dayjs(meant) : null)}
      fromWall={(wall) => wall.format(dayShape)}
    />
  )
}

function DayText({ value }: FilterTextProps) {
  const format = useFormat()
  const say = useTexts()
  const ends = Array.isArray(value) ? value : [value]
  const word = (end: unknown) =>
    isDay(end) ? format.dayShort(end.slice(0, 10)) : end === null || end === undefined ? '…' : say(`period.${String(end)}`)
  return <span className="zk-date">{ends.map(word).join(' – ')}</span>
}

const fromClipboard = (text: string, _field: unknown, format: Format): unknown =>
  text.trim() === '' ? null : readDayText(text, format.today())

export const dayWeb: WebFieldType = {
  kind: 'day',
  Cell: DayCell,
  Input: DayInput,
  FilterText: DayText,
  width: 134,
  toClipboard: (value) => String(value).slice(0, 10),
  fromClipboard,
}
