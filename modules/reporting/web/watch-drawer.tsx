import { Button, Drawer, InputNumber, Select } from 'antd'
import { Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import { type Row, showDone, showProblem, useIsPhone, useList, useObject, useRemove, useSave, useTexts } from '#kernel/web'
import { isRatioFigure } from '../objects/index.ts'
import type { Draft } from './draft.ts'
import { Labelled, PickOne } from './parts.tsx'
import { draftOf } from './use-reports.ts'
import { useFigureName } from './use-tile.ts'

type Watch = Readonly<{
  kind: string
  rhythm: string
  weekday: number
  monthDay: number
  hour: number
  figure: string
  limit: number | null
}>

function useWatchWords() {
  const say = useTexts()
  const object = useObject('reportWatch')
  const word = (field: string, key: unknown) => object?.fields[field]?.options.choices?.find((one) => one.key === key)?.label ?? String(key)
  return (row: Row, figure: string): string => {
    if (row.kind !== 'sent') return say('reporting.watch.limit', { figure, kind: word('kind', row.kind), limit: Number(row.limit) })
    const day =
      row.rhythm === 'weekly'
        ? say(`reporting.weekday.${row.weekday}`)
        : row.rhythm === 'monthly'
          ? say('reporting.month-day', { day: row.monthDay })
          : ''
    return say('reporting.watch.sent', { rhythm: word('rhythm', row.rhythm), day, hour: Number(row.hour ?? 0) })
  }
}

/** What this person is sent of the report already. */
function Mine({ report, nameOf }: Readonly<{ report: Row; nameOf(key: string): string }>) {
  const say = useTexts()
  const wordsOf = useWatchWords()
  const remove = useRemove('reportWatch')
  const { rows } = useList({ object: 'reportWatch', filter: { report: report.id, owner: 'me' }, sort: ['createdAt'], limit: 50 })
  if (rows.length === 0) return <p className="zk-meta">{say('reporting.watch.none')}</p>
  return (
    <ul className="zk-columns">
      {rows.map((row) => (
        <li key={row.id} className="zk-row">
          <span className="zk-grow">{wordsOf(row, nameOf(String(row.figure)))}</span>
          <Button
            type="text"
            size="small"
            aria-label={say('reporting.watch.remove')}
            icon={<Trash2 size={14} aria-hidden="true" />}
            onClick={() =>
              remove.mutate(row.id, {
                onSuccess: ({ changeSet }) => showDone(say('reporting.watch.removed'), changeSet),
                onError: showProblem,
              })
            }
          />
        </li>
      ))}
    </ul>
  )
}

type InputsProps = Readonly<{ watch: Watch; onChange(to: Partial<Watch>): void }>

function WhenInputs({ watch, onChange }: InputsProps) {
  const say = useTexts()
  const fields = useObject('reportWatch')?.fields
  const numbers = (from: number, to: number, label: (at: number) => string) =>
    Array.from({ length: to - from + 1 }, (_, i) => ({ value: String(from + i), label: label(from + i) }))
  return (
    <>
      <PickOne
        label={fields?.rhythm?.label ?? ''}
        value={watch.rhythm}
        picks={(fields?.rhythm?.options.choices ?? []).map(({ key, label }) => ({ value: key, label }))}
        onChange={(rhythm) => onChange({ rhythm })}
      />
      {watch.rhythm === 'weekly' && (
        <PickOne
          label={fields?.weekday?.label ?? ''}
          value={String(watch.weekday)}
          picks={numbers(1, 7, (at) => say(`reporting.weekday.${at}`))}
          onChange={(at) => onChange({ weekday: Number(at) })}
        />
      )}
      {watch.rhythm === 'monthly' && (
        <PickOne
          label={fields?.monthDay?.label ?? ''}
          value={String(watch.monthDay)}
          picks={numbers(1, 28, (at) => say('reporting.month-day', { day: at }))}
          onChange={(at) => onChange({ monthDay: Number(at) })}
        />
      )}
      <PickOne
        label={fields?.hour?.label ?? ''}
        value={String(watch.hour)}
        picks={numbers(0, 23, (at) => `${String(at).padStart(2, '0')}:00`)}
        onChange={(at) => onChange({ hour: Number(at) })}
      />
    </>
  )
}

function LimitInputs({ watch, onChange, draft }: InputsProps & Readonly<{ draft: Draft }>) {
  const fields = useObject('reportWatch')?.fields
  const nameOf = useFigureName(draft.object)
  const id = useId()
  return (
    <>
      <PickOne
        label={fields?.figure?.label ?? ''}
        value={watch.figure}
        picks={draft.body.figures.map((figure) => ({ value: figure.key, label: nameOf(figure) }))}
        onChange={(figure) => onChange({ figure })}
      />
      <Labelled id={id} label={fields?.limit?.label ?? ''}>
        <InputNumber id={id} className="zk-fullwidth" value={watch.limit} onChange={(limit) => onChange({ limit })} />
      </Labelled>
    </>
  )
}

/** The figures by mail and bell on days one chooses, or a word when one of them crosses a limit. */
export function WatchDrawer({ report, onClose }: Readonly<{ report: Row; onClose(): void }>) {
  const say = useTexts()
  const isPhone = useIsPhone()
  const save = useSave('reportWatch')
  const draft = draftOf(report)
  const nameFor = useFigureName(String(report.object))
  const kinds = useObject('reportWatch')?.fields.kind?.options.choices ?? []
  const first = draft?.body.figures[0]
  const [watch, setWatch] = useState<Watch>({
    kind: 'sent',
    rhythm: 'weekly',
    weekday: 1,
    monthDay: 1,
    hour: 8,
    figure: first?.key ?? '',
    limit: null,
  })
  const change = (to: Partial<Watch>) => setWatch({ ...watch, ...to })
  const isAlone = draft !== null && draft.body.draw !== 'list' && draft.body.by.length === 0
  const nameOf = (key: string) => {
    const found = draft?.body.figures.find((figure) => figure.key === key)
    return found ? nameFor(found) : key
  }
  const add = () => {
    const { kind, rhythm, weekday, monthDay, hour, figure, limit } = watch
    const days = rhythm === 'weekly' ? { weekday } : rhythm === 'monthly' ? { monthDay } : {}
    const values = kind === 'sent' ? { rhythm, hour, ...days } : { figure, limit }
    save.mutate(
      { values: { report: report.id, kind, ...values } },
      { onSuccess: ({ changeSet }) => showDone(say('reporting.watch.added'), changeSet), onError: showProblem },
    )
  }
  const isRatio = draft?.body.figures.some((figure) => figure.key === watch.figure && isRatioFigure(figure))
  return (
    <Drawer open onClose={onClose} size={isPhone ? '100%' : 420} title={say('reporting.subscribe')} destroyOnHidden>
      <div className="zk-own-form">
        <Mine report={report} nameOf={nameOf} />
        <h3 className="zk-strong">{say('reporting.watch.new')}</h3>
        <Select
          aria-label={say('reporting.watch.kind')}
          value={watch.kind}
          options={kinds.filter(({ key }) => key === 'sent' || isAlone).map(({ key, label }) => ({ value: key, label }))}
          onChange={(kind) => change({ kind })}
        />
        {watch.kind === 'sent' ? (
          <WhenInputs watch={watch} onChange={change} />
        ) : (
          draft && <LimitInputs watch={watch} onChange={change} draft={draft} />
        )}
        {isRatio && <p className="zk-small zk-meta">{say('reporting.watch.ratio')}</p>}
        <p className="zk-small zk-meta">{say(watch.kind === 'sent' ? 'reporting.watch.sent.about' : 'reporting.watch.limit.about')}</p>
        {!isAlone && <p className="zk-small zk-meta">{say('reporting.watch.alone')}</p>}
        <Button type="primary" loading={save.isPending} disabled={watch.kind !== 'sent' && watch.limit === null} onClick={add}>
          {say('reporting.watch.add')}
        </Button>
      </div>
    </Drawer>
  )
}
