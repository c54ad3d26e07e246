import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { Plus } from 'lucide-react'
import { addDays } from '#kernel/model'
import { AppLink, createAddress, Icon, recordAddress, SkeletonLines, useFormat, useList, useMeta, useSignedIn, useTexts } from '#kernel/web'
import { type AgendaItem, aboutOf, useAgenda } from './use-agenda.ts'
import './activities.css'
import './calendar.css'

type Span = 'week' | 'month'
const spans: readonly Span[] = ['week', 'month']

const mondayOf = (day: string): string => addDays(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7))
const firstOfMonth = (day: string, by = 0): string => {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10)
}

/** The days that are shown: a week from Monday on, or the weeks that hold a month. */
function daysOf(span: Span, day: string): readonly string[] {
  const from = mondayOf(span === 'week' ? day : firstOfMonth(day))
  const until = span === 'week' ? addDays(from, 7) : addDays(mondayOf(addDays(firstOfMonth(day, 1), -1)), 7)
  const days = Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000)
  return Array.from({ length: days }, (_, i) => addDays(from, i))
}

/** What stands before a person, day by day; a press on the plus of a day makes a task for it. */
export function Page() {
  const say = useTexts()
  const format = useFormat()
  const { person: me } = useSignedIn()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { day?: string; span?: Span; person?: string }
  const { day = format.today(), span = 'week', person = me.id } = search
  const days = daysOf(span, day)
  const { byDay, isPending, isError } = useAgenda(person, days[0]!, days.length)
  const go = (to: Readonly<Partial<typeof search>>) =>
    void navigate({ to: '/calendar' as never, search: { day, span, person, ...to } as never })
  const move = (by: -1 | 1) => go({ day: span === 'week' ? addDays(day, 7 * by) : firstOfMonth(day, by) })
  return (
    <div className="zk-act-page">
      <header className="zk-row zk-act-head">
        <h1>
          {say('page.activities.calendar')}
          <span className="zk-meta zk-small">
            {format.day(days[0]!)} – {format.day(days.at(-1)!)}
          </span>
        </h1>
        <span className="zk-grow" />
        <Whose person={person} onChoose={(one) => go({ person: one })} />
        <Button size="small" onClick={() => move(-1)}>
          {say('activities.calendar.before')}
        </Button>
        <Button size="small" onClick={() => go({ day: format.today() })}>
          {say('activities.calendar.today')}
        </Button>
        <Button size="small" onClick={() => move(1)}>
          {say('activities.calendar.after')}
        </Button>
        <div className="zk-segments" role="group" aria-label={say('activities.calendar.span')}>
          {spans.map((one) => (
            <button key={one} type="button" aria-pressed={span === one} onClick={() => go({ span: one })}>
              {say(`activities.calendar.${one}`)}
            </button>
          ))}
        </div>
      </header>
      {isPending && <SkeletonLines lines={8} />}
      {isError && <p role="alert">{say('activities.calendar.failed')}</p>}
      {!isPending && !isError && (
        <div className="zk-calendar" data-span={span}>
          {days.map((one) => (
            <Day key={one} day={one} items={byDay.get(one) ?? []} isOther={span === 'month' && one.slice(0, 7) !== day.slice(0, 7)} />
          ))}
        </div>
      )}
    </div>
  )
}

/** Whose calendar it is: of others it shows what the reader may read. */
function Whose({ person, onChoose }: Readonly<{ person: string; onChoose(person: string): void }>) {
  const say = useTexts()
  const member = useMeta().objects.member
  const { rows } = useList(
    { object: 'member', filter: { active: true }, sort: ['name'], fields: ['name'], limit: 500 },
    { enabled: member?.may.read === true },
  )
  if (rows.length < 2) return null
  return (
    <Select
      size="small"
      showSearch
      optionFilterProp="label"
      className="zk-calendar-whose"
      aria-label={say('activities.calendar.whose')}
      value={person}
      options={rows.map((row) => ({ value: row.id, label: String(row.name) }))}
      onChange={onChoose}
    />
  )
}

function Day({ day, items, isOther }: Readonly<{ day: string; items: readonly AgendaItem[]; isOther: boolean }>) {
  const say = useTexts()
  const format = useFormat()
  const task = useMeta().objects.task
  const isToday = day === format.today()
  return (
    <section
      className="zk-calendar-day"
      aria-label={format.day(day)}
      data-today={isToday}
      data-other={isOther}
      data-empty={items.length === 0}
    >
      <header>
        <time dateTime={day}>{format.dayWithWeekday(day)}</time>
        {task?.may.create && (
          <AppLink
            to={createAddress('tasks')}
            search={{ with: { dueOn: day } }}
            aria-label={say('activities.calendar.add', { day: format.day(day) })}
          >
            <Plus size={14} aria-hidden="true" />
          </AppLink>
        )}
      </header>
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            <AppLink to={recordAddress(item.object.plural, item.row.id)} className="zk-calendar-item">
              <Icon name={item.object.icon} size={14} />
              <span>
                {item.at && <time dateTime={item.at}>{format.time(item.at)} </time>}
                {item.text}
                {aboutOf(item) !== '' && <span className="zk-meta"> {aboutOf(item)}</span>}
              </span>
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
