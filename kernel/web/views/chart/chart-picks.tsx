import { Select } from 'antd'
import { useId } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type ChartChoice, groupFields, measureKey, measuresOf, withGroup } from './chart-choice.ts'
import { useMeasureWord, useUnitPicks } from './use-chart-tile.ts'
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

type ChartPicksProps = Readonly<{ object: ObjectMeta; choice: ChartChoice; onChange(choice: ChartChoice): void }>

/** By what a chart groups, and what it measures. */
export function ChartPicks({ object, choice, onChange }: ChartPicksProps) {
  const say = useTexts()
  const word = useMeasureWord(object.labelPlural)
  const picks = useUnitPicks()
  const fields = groupFields(object)
  const measures = measuresOf(object)
  const group = (name: string) => {
    const field = fields.find((one) => one.name === name)
    if (field) onChange(withGroup(choice, field))
  }
  const measure = (key: string) => {
    const found = measures.find((one) => measureKey({ measure: one.measure, of: one.of?.name }) === key)
    const { of: _of, ...rest } = choice
    if (found) onChange({ ...rest, measure: found.measure, ...(found.of ? { of: found.of.name } : {}) })
  }
  return (
    <>
      <Pick
        label={say('chart.by')}
        value={choice.by}
        options={fields.map(({ name, label }) => ({ value: name, label }))}
        onChange={group}
      />
      {choice.unit && (
        <Pick label={say('chart.unit')} value={choice.unit} options={picks} onChange={(unit) => onChange({ ...choice, unit })} />
      )}
      <Pick
        label={say('chart.measure')}
        value={measureKey(choice)}
        options={measures.map((one) => ({ value: measureKey({ measure: one.measure, of: one.of?.name }), label: word(one) }))}
        onChange={measure}
      />
    </>
  )
}
