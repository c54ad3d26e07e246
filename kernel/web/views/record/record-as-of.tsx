import dayjs from 'dayjs'
import { History } from 'lucide-react'
import { useState } from 'react'
import { useAsOf } from '../../data/as-of.ts'
import type { Row } from '../../data/meta-types.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTimeMachine } from '../../frame/use-time-machine.ts'
import { useTexts } from '../../i18n/texts.ts'

const mostDays = 365

/** The record as it was on a day: a slider from when it came to be until today. It moves the time machine. */
export function RecordAsOf({ row }: Readonly<{ row: Row }>) {
  const say = useTexts()
  const format = useFormat()
  const asOf = useAsOf()
  const time = useTimeMachine()
  const [dragged, setDragged] = useState<number | null>(null)
  const born = row.createdAt ? dayjs(String(row.createdAt)).tz(format.timeZone).format('YYYY-MM-DD') : time.today
  const age = Math.min(mostDays, Math.max(1, dayjs(time.today).diff(dayjs(born), 'day')))
  const back = dragged ?? (asOf ? Math.min(age, dayjs(time.today).diff(dayjs(asOf), 'day')) : 0)
  const day = dayjs(time.today).subtract(back, 'day').format('YYYY-MM-DD')
  const drop = () => {
    if (dragged !== null) time.go(day)
    setDragged(null)
  }
  return (
    <span className="zk-as-of">
      <History size={14} strokeWidth={1.5} aria-hidden="true" />
      {say('record.as-of')}
      <input
        type="range"
        min={-age}
        max={0}
        value={-back}
        aria-label={say('time.slider')}
        aria-valuetext={format.day(day)}
        onChange={(event) => setDragged(-Number(event.target.value))}
        onPointerUp={drop}
        onKeyUp={drop}
      />
      <span className="zk-date zk-as-of-day">{format.dayRelative(day)}</span>
    </span>
  )
}
