import { DatePicker, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { CalendarInput } from '../../../web/fields/calendar-input.tsx'
import { controlProps } from '../../../web/fields/input-props.ts'
import type { CellProps, FilterProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { type Format, useFormat } from '../../../web/format/use-format.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { useIsPhone } from '../../../web/parts/use-is-phone.ts'
import { readDayText } from '../day/read-day-text.ts'

const local = 'YYYY-MM-DDTHH:mm'

/** What a clock on the reader's wall showed, without zone: calendars count with nothing else. */
const toWall = (instant: string, timeZone: string): string => dayjs(instant).tz(timeZone).format(local)
const fromWall = (wall: string, timeZone: string): string => dayjs.tz(wall, timeZone).toISOString()

function InstantCell({ value, place }: CellProps) {
  const format = useFormat()
  const instant = String(value)
  return (
    <time className="zk-date" dateTime={instant} title={format.moment(instant)}>
      {place === 'record' ? toWall(instant, format.timeZone).replace('T', ' ') : format.momentRelative(instant)}
    </time>
  )
}

function InstantInput(props: InputProps) {
  const { value, onChange } = props
  const format = useFormat()
  const { timeZone } = format
  const isPhone = useIsPhone()
  const instant = typeof value === 'string' && value.includes('T') ? value : null
  if (isPhone) {
    const { variant: _variant, ...rest } = controlProps(props)
    const wall = instant ? toWall(instant, timeZone) : ''
    return (
      <Input
        {...rest}
        type="datetime-local"
        value={wall}
        onChange={(event) => onChange(event.target.value ? fromWall(event.target.value, timeZone) : null)}
      />
    )
  }
  return (
    <CalendarInput
      {...props}
      value={instant}
      withTime
      placeholder="YYYY-MM-DD HH:mm"
      read={(text) => readInstantText(text, format)}
      write={(meant) => toWall(String(meant), timeZone).replace('T', ' ')}
      echo={(meant, text) =>
        text === toWall(String(meant), timeZone).replace('T', ' ') ? undefined : format.momentRelative(String(meant))
      }
      toWall={(meant) => (meant ? dayjs(toWall(String(meant), timeZone)) : null)}
      fromWall={(wall) => fromWall(wall.format(local), timeZone)}
    />
  )
}

/** Filters name whole days: from the first to the last moment in the reader's zone. */
function InstantFilter({ value, onChange, field, autoFocus }: FilterProps) {
  const { timeZone } = useFormat()
  const text = typeof value === 'string' ? value : ''
  const day = text.includes('T') ? toWall(text, timeZone).slice(0, 10) : text
  return (
    <DatePicker
      aria-label={field.label}
      {...(autoFocus ? { autoFocus } : {})}
      value={/^\d{4}-\d\d-\d\d$/.test(day) ? dayjs(day) : null}
      onChange={(next: Dayjs | null) => onChange(next ? next.format('YYYY-MM-DD') : undefined)}
    />
  )
}

function InstantText({ value }: FilterTextProps) {
  const format = useFormat()
  const say = useTexts()
  const word = (end: unknown) => {
    const text = String(end ?? '…')
    if (text.includes('T')) return format.momentRelative(text)
    return /^\d/.test(text) ? format.dayShort(text) : end ? say(`period.${text}`) : text
  }
  return <span className="zk-date">{(Array.isArray(value) ? value : [value]).map(word).join(' – ')}</span>
}

/** `2026-11-18 9:30`, `明天 14:00`, a lone day as its first moment. */
function readInstantText(text: string, format: Format): unknown {
  if (text.trim() === '') return null
  const day = readDayText(text.replace(/[\sT]\d{1,2}:\d\d.*$/, ''), format.today())
  const [, hour = '0', minute = '00'] = /[\sT](\d{1,2}):(\d\d)/.exec(text) ?? []
  return day && Number(hour) < 24 && Number(minute) < 60
    ? fromWall(`${day}T${hour.padStart(2, '0')}:${minute}`, format.timeZone)
    : undefined
}

export const instantWeb: WebFieldType = {
  kind: 'instant',
  Cell: InstantCell,
  Input: InstantInput,
  Filter: InstantFilter,
  FilterText: InstantText,
  width: 130,
  toClipboard: (value, _field, format) => toWall(String(value), format.timeZone).replace('T', ' '),
  fromClipboard: (text, _field, format) => readInstantText(text, format),
}
