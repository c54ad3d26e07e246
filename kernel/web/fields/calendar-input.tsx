import { DatePicker } from 'antd'
import type { Dayjs } from 'dayjs'
import { CalendarDays } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { opensAtOnce, popupClass } from './input-props.ts'
import { TypedInput } from './typed-input.tsx'
import type { InputProps } from './web-field-type.ts'

type CalendarInputProps = InputProps &
  Readonly<{
    read(text: string): unknown
    write(value: unknown): string
    echo(value: unknown, text: string): string | undefined
    /** The value on the reader's wall clock, as calendars count. */
    toWall(value: unknown): Dayjs | null
    fromWall(wall: Dayjs): unknown
    withTime?: boolean
    placeholder: string
  }>

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 }

/** A day or a moment: typed in whatever way people write one, or picked from the calendar that opens beside. Arrows go a day on or back. */
export function CalendarInput({ read, write, echo, toWall, fromWall, withTime = false, placeholder, ...props }: CalendarInputProps) {
  const { value, onChange, onDone, place, disabled } = props
  const [isOpen, setOpen] = useState(opensAtOnce(props))
  const wall = toWall(value)
  const choose = (next: Dayjs | null) => {
    const chosen = next && fromWall(next)
    onChange(chosen)
    setOpen(false)
    if (place === 'cell' || place === 'record') onDone?.(chosen)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step && wall) {
      event.preventDefault()
      onChange(fromWall(wall.add(step, 'day')))
    } else if (event.key === 'Enter') setOpen(false)
  }
  return (
    <span className="zk-calendar-input">
      <TypedInput
        {...props}
        read={read}
        write={write}
        echo={echo}
        placeholder={placeholder}
        suffix={<CalendarDays className="zk-calendar-sign" size={15} strokeWidth={1.5} aria-hidden="true" />}
        onFocus={() => !disabled && setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      <DatePicker
        className="zk-calendar"
        classNames={{ popup: { root: popupClass } }}
        open={isOpen}
        // Opening and closing follow the text beside; the calendar itself only closes when a press falls elsewhere.
        onOpenChange={(open) => !open && setOpen(false)}
        inputReadOnly
        // The text keeps the focus while somebody points at the calendar.
        panelRender={(panel) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done here, something is kept from happening
          <div onMouseDown={(event) => event.preventDefault()}>{panel}</div>
        )}
        {...(withTime ? { showTime: { format: 'HH:mm', minuteStep: 5 } } : {})}
        value={wall}
        onChange={choose}
      />
    </span>
  )
}
