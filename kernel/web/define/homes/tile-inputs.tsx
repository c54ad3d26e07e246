import { InputNumber, Select } from 'antd'
import { type ComponentType, type ReactNode, useId, useState } from 'react'
import { canBeOf, everyObject, type HomeTile, type TileSetting, type TileTakes, tileKinds } from '../../../model/homes/home.ts'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { type FilterJson, useList } from '../../data/use-list.ts'
import { titleOf, useMeta, workObjects } from '../../data/use-meta.ts'
import { useRow } from '../../data/use-row.ts'
import { useDebounced } from '../../fields/use-debounced.ts'
import { FilterBuilder } from '../../filter/filter-builder.tsx'
import { useFilterDraft } from '../../filter/filter-draft.ts'
import type { PanelChoice } from '../../home/panel-tile.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { type ChartChoice, measureKey, measuresOf, usualChart } from '../../views/chart/chart-choice.ts'
import { ChartPicks } from '../../views/chart/chart-picks.tsx'
import { useMeasureWord } from '../../views/chart/use-chart-tile.ts'
import { reportsOf } from '../../views/report/report-def.ts'
import { SortSelect } from '../sort-select.tsx'
import { SortedFields } from '../sorted-fields.tsx'
import { withObject } from './home-draft.ts'

type InputProps = Readonly<{ setting: TileSetting; tile: HomeTile; object: ObjectMeta | undefined; onChange(tile: HomeTile): void }>

function Labelled({ label, id, children }: Readonly<{ label: string; id: string; children: ReactNode }>) {
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {label}
      </label>
      {children}
    </div>
  )
}

function ObjectInput({ tile, onChange }: InputProps) {
  const say = useTexts()
  const meta = useMeta()
  const id = useId()
  const objects = workObjects(meta).filter((object) => canBeOf(tile.kind, object))
  const every = tileKinds[tile.kind]?.spreads ? [{ value: everyObject, label: say('tile.every') }] : []
  return (
    <Labelled id={id} label={say('tile.setting.object')}>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        value={tile.object as string}
        options={[...every, ...objects.map(({ name, labelPlural }) => ({ value: name, label: labelPlural }))]}
        onChange={(name) => onChange(withObject(tile, name, meta))}
      />
    </Labelled>
  )
}

function ObjectsInput({ setting, tile, onChange }: InputProps) {
  const say = useTexts()
  const choices = workObjects(useMeta()).map(({ name, label }) => ({ value: name, label }))
  return (
    <SortedFields
      label={say('tile.setting.objects')}
      value={(tile[setting.name] as readonly string[] | undefined) ?? []}
      choices={choices}
      onChange={(objects) => onChange({ ...tile, [setting.name]: objects })}
    />
  )
}

function FilterInput({ tile, object, onChange }: InputProps) {
  const say = useTexts()
  return (
    object && (
      <div className="zk-define-field">
        <span className="zk-field-label">{say('tile.setting.filter')}</span>
        <FilterOf
          key={object.name}
          object={object}
          filter={(tile.filter ?? {}) as FilterJson}
          onChange={(filter) => onChange({ ...tile, filter })}
        />
      </div>
    )
  )
}

function FilterOf({ object, filter, onChange }: Readonly<{ object: ObjectMeta; filter: FilterJson; onChange(filter: FilterJson): void }>) {
  const { tree, change } = useFilterDraft(object, filter, onChange)
  return <FilterBuilder tree={tree} object={object} onChange={change} />
}

function SortInput({ tile, object, onChange }: InputProps) {
  const say = useTexts()
  const id = useId()
  if (!object) return null
  return (
    <Labelled id={id} label={say('tile.setting.sort')}>
      <SortSelect
        id={id}
        object={object}
        value={(tile.sort as readonly string[] | undefined)?.[0] ?? null}
        onChange={(sort) => {
          const { sort: _former, ...rest } = tile
          onChange((sort ? { ...rest, sort: [sort] } : rest) as HomeTile)
        }}
      />
    </Labelled>
  )
}

function ColumnsInput({ tile, object, onChange }: InputProps) {
  const say = useTexts()
  if (!object) return null
  const choices = Object.values(object.fields)
    .filter(({ name }) => name !== 'id' && name !== 'version' && name !== object.title)
    .map(({ name, label }) => ({ value: name, label }))
  const value = ((tile.columns as readonly string[] | undefined) ?? []).filter((name) => name !== object.title)
  return (
    <SortedFields
      label={say('tile.setting.columns')}
      value={value}
      choices={choices}
      onChange={(columns) => {
        const { columns: _former, ...rest } = tile
        onChange((columns.length > 0 ? { ...rest, columns } : rest) as HomeTile)
      }}
    />
  )
}

function LimitInput({ tile, onChange }: InputProps) {
  const say = useTexts()
  const id = useId()
  return (
    <Labelled id={id} label={say('tile.setting.limit')}>
      <InputNumber
        id={id}
        min={1}
        max={20}
        precision={0}
        placeholder={say('tile.usual')}
        value={(tile.limit as number | undefined) ?? null}
        onChange={(limit) => {
          const { limit: _former, ...rest } = tile
          onChange((limit === null ? rest : { ...rest, limit }) as HomeTile)
        }}
      />
    </Labelled>
  )
}

function FigureInput({ tile, object, onChange }: InputProps) {
  const say = useTexts()
  const id = useId()
  const word = useMeasureWord(object?.labelPlural ?? '')
  const figure = (tile.figure ?? { measure: 'count' }) as Readonly<{ measure: string; of?: string }>
  if (!object) return null
  const measures = measuresOf(object)
  const keyOf = ({ measure, of }: (typeof measures)[number]) => measureKey({ measure, of: of?.name })
  return (
    <Labelled id={id} label={say('chart.measure')}>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        value={measureKey(figure)}
        options={measures.map((one) => ({ value: keyOf(one), label: word(one) }))}
        onChange={(key) => {
          const found = measures.find((one) => keyOf(one) === key)
          if (found) onChange({ ...tile, figure: { measure: found.measure, ...(found.of ? { of: found.of.name } : {}) } })
        }}
      />
    </Labelled>
  )
}

function ChartInput({ tile, object, onChange }: InputProps) {
  const choice = (tile.chart as ChartChoice | undefined) ?? (object && usualChart(object))
  if (!object || !choice) return null
  return (
    <div className="zk-chart-picks zk-homes-picks">
      <ChartPicks object={object} choice={choice} onChange={(chart) => onChange({ ...tile, chart })} />
    </div>
  )
}

function ReportInput({ tile, onChange }: InputProps) {
  const say = useTexts()
  const meta = useMeta()
  const id = useId()
  const { name = '', part = '' } = (tile.report ?? {}) as Readonly<{ name?: string; part?: string }>
  const options = reportsOf(meta).map((report) => ({
    label: report.label,
    options: report.tiles.map(({ key, label }) => ({ value: `${report.name} ${key}`, label })),
  }))
  return (
    <Labelled id={id} label={say('tile.setting.report')}>
      <Select
        id={id}
        value={`${name} ${part}`}
        options={options}
        onChange={(value: string) => {
          const [report = '', key = ''] = value.split(' ')
          onChange({ ...tile, report: { name: report, part: key } })
        }}
      />
    </Labelled>
  )
}

const mostOffered = 50

/** Which record: by searching for it. */
function PanelInput({ tile, onChange }: InputProps) {
  const meta = useMeta()
  const id = useId()
  const [q, setQ] = useState('')
  const panel = tile.panel as PanelChoice
  const object = meta.objects[panel.on]
  const { rows } = useList({ object: panel.on, q: useDebounced(q, 200), fields: ['id', object?.title ?? 'id'], limit: mostOffered })
  const { data: chosen } = useRow(panel.on, panel.id)
  if (!object) return null
  const offered = chosen && !rows.some((row) => row.id === chosen.id) && !q ? [chosen, ...rows] : rows
  return (
    <Labelled id={id} label={object.label}>
      <Select
        id={id}
        showSearch={{ filterOption: false, onSearch: setQ }}
        value={panel.id ?? (null as never as string)}
        options={offered.map((row) => ({ value: row.id, label: titleOf(object, row) }))}
        onChange={(record) => onChange({ ...tile, panel: { ...panel, id: record } })}
      />
    </Labelled>
  )
}

/** What a tile may say, asked for by what each setting takes. */
export const tileInputs: Readonly<Record<TileTakes, ComponentType<InputProps>>> = {
  object: ObjectInput,
  manyObjects: ObjectsInput,
  filter: FilterInput,
  sort: SortInput,
  columns: ColumnsInput,
  limit: LimitInput,
  figure: FigureInput,
  chart: ChartInput,
  report: ReportInput,
  panel: PanelInput,
}
