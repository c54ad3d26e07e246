import { DatePicker, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { controlProps, opensAtOnce, popupClass } from '../../../web/fields/input-props.ts'
import type { CellProps, FilterProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { type Format, useFormat } from '../../../web/format/use-format.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { useIsPhone } from '../../../web/parts/use-is-phone.ts'
import { readDayText } from '../day/read-day-text.ts'

const local = 'YYYY-MM-DDTHH:mm'
const shapes = ['YYYY-MM-DD HH:mm', 'YYYY/M/D H:mm', 'M-D H:mm', 'M/D H:mm', 'YYYY-MM-DD']

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
  const { value, onChange, onDone, place, field } = props
  const { timeZone } = useFormat()
  const isPhone = useIsPhone()
  const wall = typeof value === 'string' && value.includes('T') ? toWall(value, timeZone) : null
  const { variant, status, ...rest } = controlProps(props)
  const take = (next: string | null) => onChange(next && fromWall(next, timeZone))
  if (isPhone) return <Input {...rest} type="datetime-local" value={wall ?? ''} onChange={(event) => take(event.target.value || null)} />
  const choose = (next: Dayjs | null) => {
    const instant = next && fromWall(next.format(local), timeZone)
    onChange(instant)
    if (place === 'cell' || place === 'record') onDone?.(instant)
  }
  return (
    <DatePicker
      {...rest}
      variant={variant}
      {...(status ? { status } : {})}
      className="zk-fullwidth"
      classNames={{ popup: { root: popupClass } }}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format={shapes}
      defaultOpen={opensAtOnce(props)}
      allowClear={!field.required}
      value={wall ? dayjs(wall) : null}
      onChange={choose}
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

function fromClipboard(text: string, _field: unknown, format: Format): unknown {
  if (text.trim() === '') return null
  const day = readDayText(text, format.today())
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
  fromClipboard,
}
