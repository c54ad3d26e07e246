import { Button, Select } from 'antd'
import dayjs from 'dayjs'
import { GitCompareArrows } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useAsOf } from '../../data/as-of.ts'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { titleOf } from '../../data/use-meta.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import type { ComposerProps } from '../../slots/define-web.ts'
import { RecordAsOf } from '../record/record-as-of.tsx'
import { ChangeEntry } from './change-entry.tsx'
import { KinEntry, partNamed } from './kin-entry.tsx'
import { authorsOf, type Kin, type TimelineItem, toDays } from './timeline.ts'
import { type TimelineChoice, useKin, useTimeline } from './use-timeline.ts'
import './record-timeline.css'

const CompareDrawer = lazy(() => import('../versions/compare-drawer.tsx').then(({ CompareDrawer: component }) => ({ default: component })))

const pageSize = 30
/** As many as one question may ask for. */
const mostItems = 500
const spans = [null, 1, 7, 30, 365] as const

const composerOf = ({ def }: Kin) => partNamed<ComposerProps>(`${def.of} composer`, async () => (await def.compose!()).Composer)

/** Makes a new record of those that stand in the timeline. */
function Composers({ object, row, kin }: Readonly<{ object: ObjectMeta; row: Row; kin: readonly Kin[] }>) {
  return kin
    .filter((one) => one.def.compose && one.object.may.create)
    .map((one) => {
      const Composer = composerOf(one)
      return (
        <Suspense key={one.object.name} fallback={<SkeletonLines lines={1} />}>
          <Composer object={object} row={row} initial={{ [one.by]: { id: row.id, title: titleOf(object, row) } }} />
        </Suspense>
      )
    })
}

type HeadProps = Readonly<{
  kin: readonly Kin[]
  items: readonly TimelineItem[]
  choice: TimelineChoice
  onChoose(choice: TimelineChoice): void
}>

/** By kind, by day, by author. */
function Choices({ kin, items, choice, onChoose }: HeadProps) {
  const say = useTexts()
  const [known, setKnown] = useState(() => new Map<string, string>())
  const fresh = authorsOf(items).filter(({ id }) => !known.has(id))
  if (fresh.length > 0) setKnown(new Map([...known, ...fresh.map(({ id, name }) => [id, name] as const)]))
  const kinds = [
    { key: 'all', label: say('record.timeline.all') },
    ...kin.map(({ object }) => ({ key: object.name, label: object.label })),
    { key: 'fields', label: say('record.timeline.fields') },
  ]
  return (
    <>
      <div className="zk-segments" role="group" aria-label={say('record.timeline')}>
        {kinds.map(({ key, label }) => (
          <button key={key} type="button" aria-pressed={choice.kind === key} onClick={() => onChoose({ ...choice, kind: key })}>
            {label}
          </button>
        ))}
      </div>
      <Select
        size="small"
        variant="borderless"
        popupMatchSelectWidth={false}
        aria-label={say('record.timeline.days')}
        value={choice.days ?? 0}
        options={spans.map((days) => ({ value: days ?? 0, label: say(`record.timeline.days.${days ?? 'all'}`) }))}
        onChange={(days: number) => onChoose({ ...choice, days: days || null })}
      />
      {(known.size > 1 || choice.author) && (
        <Select
          size="small"
          variant="borderless"
          popupMatchSelectWidth={false}
          aria-label={say('record.timeline.author')}
          value={choice.author ?? ''}
          options={[{ value: '', label: say('record.timeline.anybody') }, ...[...known].map(([value, label]) => ({ value, label }))]}
          onChange={(author: string) => onChoose({ ...choice, author: author || null })}
        />
      )}
    </>
  )
}

type ItemProps = Readonly<{
  object: ObjectMeta
  item: TimelineItem
  mayUndo: boolean
  newest: string | undefined
  onCompare(entry: string): void
}>

function Item({ object, item, mayUndo, newest, onCompare }: ItemProps) {
  if ('kin' in item) {
    const { def, object: of } = item.kin
    return <KinEntry def={def} object={of} row={item.row} />
  }
  const { entry } = item
  return (
    <ChangeEntry
      object={object}
      entry={entry}
      mayUndo={mayUndo && entry.changeSet !== ''}
      onCompare={entry.id === newest || entry.kind === 'remove' ? undefined : () => onCompare(entry.id)}
    />
  )
}

/** Everything that happened to the record and with it, day by day, each change with the way back. */
export function RecordTimeline({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  const format = useFormat()
  const asOf = useAsOf()
  const kin = useKin(object)
  const [choice, setChoice] = useState<TimelineChoice>({ kind: 'all', days: null, author: null })
  const [limit, setLimit] = useState(pageSize)
  const [compared, setCompared] = useState<string | null>(null)
  const { entries, items, hasMore, isPending, isError } = useTimeline({ object, row }, kin, { choice, limit })
  const dayOf = (instant: string) => dayjs(instant).tz(format.timeZone).format('YYYY-MM-DD')
  const newest = entries[0]
  const second = entries.find(({ kind }, position) => position > 0 && kind !== 'remove')
  const days = toDays(
    items.filter(({ at }) => !asOf || dayOf(at) <= asOf),
    dayOf,
  )
  const year = format.today().slice(0, 4)
  const heading = (day: string) => {
    const near = format.dayRelative(day)
    const exact = day.startsWith(year) ? format.dayShort(day) : format.day(day)
    return near === exact ? exact : `${near} · ${exact}`
  }
  return (
    <>
      {!asOf && <Composers object={object} row={row} kin={kin} />}
      <div className="zk-tl-head">
        <Choices kin={kin} items={items} choice={choice} onChoose={setChoice} />
        {second && (
          <Button
            type="text"
            size="small"
            icon={<GitCompareArrows size={14} strokeWidth={1.5} aria-hidden="true" />}
            onClick={() => setCompared(second.id)}
          >
            {say('versions.compare')}
          </Button>
        )}
        <span className="zk-grow" />
        <RecordAsOf row={row} />
      </div>
      {isPending && <SkeletonLines lines={6} />}
      {isError && <EmptyState icon="history" title={say('record.timeline.problem')} />}
      {!isPending && !isError && days.length === 0 && (
        <EmptyState icon="history" title={say('record.timeline.none')} why={say('record.timeline.none.why')} />
      )}
      {days.map(({ day, items: ofDay }) => (
        <section key={day}>
          <h3 className="zk-tl-day zk-date">{heading(day)}</h3>
          {ofDay.map((item) => (
            <Item
              key={item.key}
              object={object}
              item={item}
              mayUndo={object.may.update && !asOf}
              newest={newest?.id}
              onCompare={setCompared}
            />
          ))}
        </section>
      ))}
      {hasMore && limit < mostItems && (
        <Button type="text" onClick={() => setLimit(Math.min(mostItems, limit + pageSize))}>
          {say('record.timeline.more')}
        </Button>
      )}
      {compared && entries.length > 0 && (
        <Suspense>
          <CompareDrawer object={object} row={row} entries={entries} first={compared} onClose={() => setCompared(null)} />
        </Suspense>
      )}
    </>
  )
}
