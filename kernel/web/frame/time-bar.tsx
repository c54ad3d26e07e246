import { useLocation } from '@tanstack/react-router'
import { Button } from 'antd'
import dayjs from 'dayjs'
import { ChevronLeft, ChevronRight, History } from 'lucide-react'
import { useRef, useState } from 'react'
import { useMeta } from '../data/use-meta.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { useTimeMachine } from './use-time-machine.ts'

const span = 365
const shift = (day: string, days: number) => dayjs(day).add(days, 'day').format('YYYY-MM-DD')

/** The first day of which the records that the page is about still have a past; null where nothing of it is gone. */
function useFirstDay(): string | null {
  const { objects } = useMeta()
  const { pathname } = useLocation()
  const plural = /^\/o\/([^/]+)/.exec(pathname)?.[1]
  const keptFrom = Object.values(objects).find((object) => object.plural === plural)?.keptFrom
  return keptFrom?.slice(0, 10) ?? null
}

/** The amber bar of the time machine: which day is shown, earlier and later days, back to today. */
export function TimeBar({ day }: Readonly<{ day: string }>) {
  const say = useTexts()
  const format = useFormat()
  const time = useTimeMachine()
  const picker = useRef<HTMLInputElement>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const shown = dragged ?? day
  const first = useFirstDay()
  const reach = first ? Math.min(span, Math.max(1, dayjs(time.today).diff(dayjs(first), 'day'))) : span
  const back = Math.min(reach, dayjs(time.today).diff(dayjs(shown), 'day'))
  const drop = () => {
    if (dragged) time.go(dragged)
    setDragged(null)
  }
  return (
    <div className="zk-time-bar" role="region" aria-label={say('time.label')}>
      <History size={16} strokeWidth={1.5} aria-hidden="true" />
      <button
        type="button"
        className="zk-plain-button zk-strong zk-date"
        onClick={() => picker.current?.showPicker()}
        title={say('time.pick')}
      >
        {format.day(shown)}
      </button>
      <input
        ref={picker}
        className="zk-time-picker"
        type="date"
        tabIndex={-1}
        aria-label={say('time.pick')}
        {...(first ? { min: first } : {})}
        max={shift(time.today, -1)}
        value={day}
        onChange={(event) => event.target.value && time.go(event.target.value)}
      />
      <Button
        size="small"
        icon={<ChevronLeft size={14} aria-hidden="true" />}
        aria-label={say('time.earlier')}
        disabled={first !== null && day <= first}
        onClick={() => time.go(shift(day, -1))}
      />
      <Button
        size="small"
        icon={<ChevronRight size={14} aria-hidden="true" />}
        aria-label={say('time.later')}
        onClick={() => time.go(shift(day, 1))}
      />
      <input
        className="zk-time-slider"
        type="range"
        min={-reach}
        max={0}
        value={-back}
        aria-label={say('time.slider')}
        aria-valuetext={format.day(shown)}
        onChange={(event) => setDragged(shift(time.today, Number(event.target.value)))}
        onPointerUp={drop}
        onKeyUp={drop}
      />
      <span className="zk-nowrap zk-time-note">{say('time.read-only')}</span>
      <Button size="small" className="zk-time-back" onClick={time.toToday}>
        {say('time.to-today')}
      </Button>
    </div>
  )
}
