import { Button, Select } from 'antd'
import { X } from 'lucide-react'
import { useId, useMemo } from 'react'
import { both } from '../../filter/filter-tree.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { ViewProps } from '../object-views.ts'
import { type FigureRow, groupFilter, groupName, type Report, type TileMeta } from '../report/report-def.ts'
import { Tile } from '../report/tile.tsx'
import {
  type ChartChoice,
  groupFields,
  groupOf,
  isDated,
  type Measure,
  measureKey,
  measuresOf,
  units,
  usualChart,
  withGroup,
} from './chart-choice.ts'
import '../plain-table.css'
import '../report/report.css'
import './chart.css'

type Pickable = Readonly<{ value: string; label: string }>

function Pick({
  label,
  value,
  options,
  onChange,
}: Readonly<{ label: string; value: string; options: readonly Pickable[]; onChange(value: string): void }>) {
  const id = useId()
  return (
    <div className="zk-chart-pick">
      <label htmlFor={id} className="zk-field-label">
        {label}
      </label>
      <Select
        id={id}
        size="small"
        value={value}
        className="zk-fullwidth"
        popupMatchSelectWidth={false}
        showSearch={{ optionFilterProp: 'label' }}
        options={options.map((one) => ({ ...one }))}
        onChange={onChange}
      />
    </div>
  )
}

/** What the figures are called: deals, sum of amount. */
function useMeasureWord(objects: string) {
  const say = useTexts()
  return ({ measure, of }: Measure) => (of ? say(`chart.measure.${measure}`, { field: of.label }) : say('chart.count', { objects }))
}

function useTile({ object, state }: ViewProps, choice: ChartChoice): TileMeta {
  const say = useTexts()
  const word = useMeasureWord(object.labelPlural)
  const field = groupFields(object).find(({ name }) => name === choice.by)
  const measured = measuresOf(object).find(({ measure, of }) => of && measureKey({ measure, of: of.name }) === measureKey(choice))
  const count = word({ measure: 'count' })
  const figure = measured ? word(measured) : count
  const title = say('chart.title', { measure: figure, group: field?.label ?? '' })
  const isInOrder = field?.options.choices !== undefined || (field !== undefined && isDated(field))
  return useMemo(
    () => ({
      key: 'beside',
      draw: choice.unit ? 'line' : 'bar',
      ask: {
        by: [groupOf(choice)],
        measures: { n: 'count', ...(choice.of ? { value: { [choice.measure]: choice.of } } : {}) },
        ...(isInOrder ? {} : { sort: [choice.of ? '-value' : '-n'] }),
        ...(state.q ? { q: state.q } : {}),
      },
      show: choice.of ? ['value', 'n'] : ['n'],
      label: title,
      labels: { n: count, value: figure },
    }),
    [choice, isInOrder, state.q, title, count, figure],
  )
}

function Shown({ object, state, choice }: ViewProps & Readonly<{ choice: ChartChoice }>) {
  const tile = useTile({ object, state }, choice)
  const report = useMemo<Report>(
    () => ({ name: `${object.name} ${measureKey(choice)}`, label: tile.label, object: object.name, filters: [], tiles: [tile] }),
    [object, choice, tile],
  )
  const by = groupOf(choice)
  const pick = (row: FigureRow) => {
    const group = groupFilter(by, row[groupName(by)])
    if (group) state.change({ filter: both(state.filter, group) })
  }
  return <Tile key={`${choice.by} ${measureKey(choice)}`} report={report} object={object} tile={tile} filter={state.where} onPick={pick} />
}

/** Figures of what the list shows, beside it: a press on a group narrows the list to its records. */
export function ChartPanel({ object, state }: ViewProps) {
  const say = useTexts()
  const word = useMeasureWord(object.labelPlural)
  const choice = state.chart ?? usualChart(object)
  const fields = groupFields(object)
  const measures = measuresOf(object)
  if (!choice) return null
  const set = (chart: ChartChoice) => state.change({ chart })
  const group = (name: string) => {
    const field = fields.find((one) => one.name === name)
    if (field) set(withGroup(choice, field))
  }
  const measure = (key: string) => {
    const found = measures.find((one) => measureKey({ measure: one.measure, of: one.of?.name }) === key)
    const { of: _of, ...rest } = choice
    if (found) set({ ...rest, measure: found.measure, ...(found.of ? { of: found.of.name } : {}) })
  }
  return (
    <aside className="zk-chart-panel" aria-label={say('chart.label')}>
      <div className="zk-chart-picks">
        <Pick
          label={say('chart.by')}
          value={choice.by}
          options={fields.map(({ name, label }) => ({ value: name, label }))}
          onChange={group}
        />
        {choice.unit && (
          <Pick
            label={say('chart.unit')}
            value={choice.unit}
            options={units.map((unit) => ({ value: unit, label: say(`chart.unit.${unit}`) }))}
            onChange={(unit) => set({ ...choice, unit })}
          />
        )}
        <Pick
          label={say('chart.measure')}
          value={measureKey(choice)}
          options={measures.map((one) => ({ value: measureKey({ measure: one.measure, of: one.of?.name }), label: word(one) }))}
          onChange={measure}
        />
        <Button
          type="text"
          size="small"
          aria-label={say('chart.close')}
          title={say('chart.close')}
          icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() => state.change({ chart: null })}
        />
      </div>
      <Shown object={object} state={state} choice={choice} />
    </aside>
  )
}
