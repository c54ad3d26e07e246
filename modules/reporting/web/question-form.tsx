import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useId, useMemo } from 'react'
import { useFormat, useMeta, useTexts, workObjects } from '#kernel/web'
import { type Compare, drawings, isRatioFigure, periodNames, type ReportBody } from '../objects/index.ts'
import { columnPicks, dayPicks, freshDraft, groupOf, groupPicks, mostGroups, withDrawing } from './draft.ts'
import { FiguresForm } from './figures-form.tsx'
import { GroupsForm } from './groups-form.tsx'
import { Conditions, type FormProps, Labelled, type PartProps, PickOne } from './parts.tsx'
import { useFigureName } from './use-tile.ts'

/** What a report asks, part by part. */
export function QuestionForm({ draft, onChange }: FormProps) {
  const say = useTexts()
  const meta = useMeta()
  const object = meta.objects[draft.object]
  const picks = useMemo(() => workObjects(meta).map(({ name, labelPlural }) => ({ value: name, label: labelPlural })), [meta])
  const pickObject = (name: string) => {
    const next = meta.objects[name]
    if (next) onChange({ ...freshDraft(meta, next), name: draft.name, about: draft.about })
  }
  const set = (to: Partial<ReportBody>) => onChange({ ...draft, body: { ...draft.body, ...to } })
  const part = object && { draft, onChange, object, set }
  const isList = draft.body.draw === 'list'
  return (
    <div className="zk-own-form">
      <PickOne label={say('ownReport.object')} value={draft.object} picks={picks} onChange={pickObject} />
      {part && (
        <>
          <PickOne
            label={say('reporting.drawing')}
            value={draft.body.draw}
            picks={drawings.map((value) => ({ value, label: say(`reporting.drawing.${value}`) }))}
            onChange={(draw) => onChange({ ...draft, body: withDrawing(draft.body, draw as ReportBody['draw'], { meta, object }) })}
          />
          <section className="zk-own-part">
            <h3 className="zk-field-label">{say('reporting.conditions')}</h3>
            <Conditions key={draft.object} object={object} filter={draft.filter} onChange={(filter) => onChange({ ...draft, filter })} />
          </section>
          {isList && <Columns {...part} />}
          {mostGroups(draft.body.draw) > 0 && (
            <GroupsForm {...part} picks={groupPicks(meta, object)} groupFor={(path) => groupOf(meta, object, path)} />
          )}
          {!isList && <FiguresForm {...part} />}
          <Order {...part} />
          {!isList && <CompareForm {...part} />}
        </>
      )}
      <AboutInput draft={draft} onChange={onChange} />
    </div>
  )
}

function AboutInput({ draft, onChange }: FormProps) {
  const say = useTexts()
  const id = useId()
  return (
    <Labelled id={id} label={say('ownReport.about')}>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={300}
        value={draft.about}
        onChange={(event) => onChange({ ...draft, about: event.target.value })}
      />
    </Labelled>
  )
}

function Columns({ draft, object, set }: PartProps) {
  const say = useTexts()
  const meta = useMeta()
  const id = useId()
  return (
    <Labelled id={id} label={say('reporting.columns')}>
      <Select<string[]>
        id={id}
        mode="multiple"
        className="zk-fullwidth"
        maxCount={20}
        value={[...(draft.body.columns ?? [])]}
        options={columnPicks(meta, object).map((one) => ({ ...one }))}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(columns) => set({ columns })}
      />
    </Labelled>
  )
}

const inOrder = '·'

function Order({ draft: { body, object: name }, object, set }: PartProps) {
  const say = useTexts()
  const meta = useMeta()
  const nameOf = useFigureName(name)
  const id = useId()
  const isList = body.draw === 'list'
  const found = isList
    ? columnPicks(meta, object).filter(({ value }) => body.columns?.includes(value))
    : body.figures.filter((figure) => !isRatioFigure(figure)).map((figure) => ({ value: figure.key, label: nameOf(figure) }))
  const picks = [
    { value: inOrder, label: say(isList ? 'reporting.order.none' : 'reporting.order.groups') },
    ...found.flatMap(({ value, label }) => [
      { value: `-${value}`, label: say('reporting.order.down', { what: label }) },
      { value, label: say('reporting.order.up', { what: label }) },
    ]),
  ]
  const order = (value: string) => {
    const { sort: _sort, ...rest } = body
    set(value === inOrder ? { ...rest, sort: undefined as never } : { sort: value })
  }
  if (body.draw === 'figure') return null
  return (
    <div className="zk-own-pair">
      <PickOne label={say('reporting.order')} value={body.sort ?? inOrder} picks={picks} onChange={order} />
      <Labelled id={id} label={say('reporting.limit')}>
        <InputNumber
          id={id}
          className="zk-fullwidth"
          min={1}
          max={1_000}
          precision={0}
          value={body.limit ?? null}
          onChange={(limit) => set({ limit: (limit ?? undefined) as never })}
        />
      </Labelled>
    </div>
  )
}

function CompareForm({ draft: { body }, object, set }: PartProps) {
  const say = useTexts()
  const days = dayPicks(object).filter(({ value }) => !body.by.some(({ field, unit }) => unit && field === value))
  const first = days[0]?.value
  const { fiscalMonth } = useFormat()
  const periods = periodNames.filter((name) => fiscalMonth !== 1 || !name.includes('Fiscal'))
  const { compare } = body
  if (!first) return null
  const change = (to: Partial<Compare>) =>
    set({ compare: { ...(compare ?? { field: first, period: 'thisMonth', against: 'before' }), ...to } as Compare })
  return (
    <section className="zk-own-part">
      <Checkbox
        checked={compare !== undefined}
        onChange={({ target }) => (target.checked ? change({}) : set({ compare: undefined as never }))}
      >
        {say('reporting.compare')}
      </Checkbox>
      {compare && (
        <>
          <div className="zk-own-pair">
            <PickOne label={say('reporting.compare.field')} value={compare.field} picks={days} onChange={(field) => change({ field })} />
            <PickOne
              label={say('reporting.compare.period')}
              value={compare.period}
              picks={periods.map((value) => ({ value, label: say(`reporting.period.${value}`) }))}
              onChange={(period) => change({ period: period as Compare['period'] })}
            />
          </div>
          <PickOne
            label={say('reporting.compare.against')}
            value={compare.against}
            picks={['before', 'yearBefore'].map((value) => ({ value, label: say(`reporting.against.${value}`) }))}
            onChange={(against) => change({ against: against as Compare['against'] })}
          />
        </>
      )}
    </section>
  )
}
