import { useMemo } from 'react'
import { fieldAt, formerly, type Shown, type TileMeta, useAsOf, useFormat, useMeta, useTexts } from '#kernel/web'
import { askedOf, type Figure, isRatioFigure } from '../objects/index.ts'
import type { Draft } from './draft.ts'

/** What a figure is called: by its maker, else by what it measures. */
export function useFigureName(object: string): (figure: Figure) => string {
  const say = useTexts()
  const meta = useMeta()
  return (figure) => {
    if (figure.label) return figure.label
    if (isRatioFigure(figure)) return say('reporting.figure.ratio')
    const about = meta.objects[object]
    const field = figure.of && about ? fieldAt(meta, about, figure.of) : undefined
    return say(`reporting.figure.${figure.measure}`, { field: field?.label ?? figure.of ?? '' })
  }
}

const kernelDraw = { figure: 'figure', bar: 'bar', line: 'line', funnel: 'funnel' } as const

/** A report as a question with its drawing, for the same parts that draw ready reports. */
export function useTile({ name, object, filter, body }: Draft): TileMeta {
  const nameFor = useFigureName(object)
  const say = useTexts()
  const format = useFormat()
  const asOf = useAsOf()
  const { fiscalMonth } = format
  const today = asOf ?? format.today()
  const labels = Object.fromEntries(
    body.figures.flatMap((figure) => {
      const label = nameFor(figure)
      return [
        [figure.key, label],
        [formerly(figure.key), say('reporting.before', { figure: label })],
        [`${figure.key}Change`, say('reporting.change', { figure: label })],
      ]
    }),
  )
  const words = JSON.stringify(labels)
  return useMemo(() => {
    const { now, former } = askedOf(filter, body, { today, fiscalMonth })
    const show = body.figures.flatMap((figure): Shown[] => {
      if (isRatioFigure(figure)) {
        const [part, whole] = figure.ratio
        const before = { ratio: [formerly(part), formerly(whole)] as const, as: formerly(figure.key) }
        return [{ ratio: figure.ratio, as: figure.key }, ...(former ? [before] : [])]
      }
      const { key } = figure
      return former ? [key, formerly(key), { ratio: [key, formerly(key)], as: `${key}Change`, isChange: true }] : [key]
    })
    return {
      key: 'own',
      draw: body.by.length > 1 ? 'table' : (kernelDraw[body.draw as keyof typeof kernelDraw] ?? 'table'),
      ask: now,
      ...(former ? { former } : {}),
      show,
      label: name,
      labels: JSON.parse(words) as Record<string, string>,
    }
  }, [name, filter, body, today, fiscalMonth, words])
}
