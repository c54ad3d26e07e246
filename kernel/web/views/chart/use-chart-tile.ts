import { useMemo } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { TileMeta } from '../report/report-def.ts'
import { type ChartChoice, groupFields, groupOf, isDated, type Measure, measureKey, measuresOf, unitsFor } from './chart-choice.ts'

/** What dates may be put together by, for pickers. */
export function useUnitPicks(): readonly Readonly<{ value: string; label: string }>[] {
  const say = useTexts()
  return unitsFor(useFormat().fiscalMonth).map((unit) => ({ value: unit, label: say(`chart.unit.${unit}`) }))
}

/** What the figures are called: deals, sum of amount. */
export function useMeasureWord(objects: string) {
  const say = useTexts()
  return ({ measure, of }: Measure) => (of ? say(`chart.measure.${measure}`, { field: of.label }) : say('chart.count', { objects }))
}

/** A chosen chart as a question with its drawing. */
export function useChartTile(object: ObjectMeta, choice: ChartChoice, q = ''): TileMeta {
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
        ...(q ? { q } : {}),
      },
      show: choice.of ? ['value', 'n'] : ['n'],
      label: title,
      labels: { n: count, value: figure },
    }),
    [choice, isInOrder, q, title, count, figure],
  )
}
