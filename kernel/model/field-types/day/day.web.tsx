import { DatePicker, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { controlProps, opensAtOnce, popupClass } from '../../../web/fields/input-props.ts'
import type { CellProps, FilterTextProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { type Format, useFormat } from '../../../web/format/use-format.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { useIsPhone } from '../../../web/parts/use-is-phone.ts'
import { readDayText } from './read-day-text.ts'

const shapes = ['YYYY-MM-DD', 'YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日', 'YYYYMMDD', 'M-D', 'M/D', 'M.D', 'M月D日']
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
  const { value, onChange, onDone, typed, field } = props
  const isPhone = useIsPhone()
  const take = (day: string | null, isChosen: boolean) => {
    onChange(day)
    if (isChosen && props.place !== 'form' && props.place !== 'filter') onDone?.(day)
  }
  const { variant, status, ...rest } = controlProps(props)
  const shown = isDay(value) ? value.slice(0, 10) : null
  if (isPhone) return <Input {...rest} type="date" value={shown ?? ''} onChange={(event) => take(event.target.value || null, false)} />
  return (
    <DatePicker
      {...rest}
      variant={variant}
      {...(status ? { status } : {})}
      className="zk-fullwidth"
      classNames={{ popup: { root: popupClass } }}
      format={shapes}
      defaultOpen={opensAtOnce(props)}
      allowClear={!field.required}
      value={shown ? dayjs(shown) : null}
      {...(typed ? { defaultPickerValue: dayjs() } : {})}
      onChange={(next: Dayjs | null) => take(next ? next.format('YYYY-MM-DD') : null, true)}
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
  width: 120,
  toClipboard: (value) => String(value).slice(0, 10),
  fromClipboard,
}
