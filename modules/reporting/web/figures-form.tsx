import { Button, Input } from 'antd'
import { Filter, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useMeta, useTexts } from '#kernel/web'
import { type Figure, figureMeasures, isRatioFigure } from '../objects/index.ts'
import { measurePicks, nextKey } from './draft.ts'
import { Conditions, type PartProps, PickOne } from './parts.tsx'
import { useFigureName } from './use-tile.ts'

type Plain = Exclude<Figure, { ratio: unknown }>
type Measure = Plain['measure']
const most = 12

type LineProps = PartProps & Readonly<{ figure: Figure; put(figure: Figure | null): void }>

function PlainInputs({ figure, put, object }: LineProps & Readonly<{ figure: Plain }>) {
  const say = useTexts()
  const meta = useMeta()
  const offered = figureMeasures.filter((measure) => measure === 'count' || measurePicks(meta, object, measure).length > 0)
  const measured = (measure: Measure) => {
    const { of, on: _on, ...rest } = figure
    const picks = measure === 'count' ? [] : measurePicks(meta, object, measure)
    const kept = picks.find(({ value }) => value === of) ?? picks[0]
    put({ ...rest, measure, ...(kept ? { of: kept.value } : {}) } as Plain)
  }
  return (
    <>
      <PickOne
        isHidden
        label={say('reporting.measure')}
        value={figure.measure}
        picks={offered.map((value) => ({ value, label: say(`reporting.measure.${value}`) }))}
        onChange={(measure) => measured(measure as Measure)}
      />
      {figure.measure !== 'count' && (
        <PickOne
          isHidden
          label={say('reporting.measure.of')}
          value={figure.of ?? null}
          picks={measurePicks(meta, object, figure.measure)}
          onChange={(of) => put({ ...figure, of })}
        />
      )}
    </>
  )
}

function RatioInputs({ figure, put, draft }: LineProps & Readonly<{ figure: Exclude<Figure, Plain> }>) {
  const say = useTexts()
  const nameOf = useFigureName(draft.object)
  const picks = draft.body.figures.filter((one) => !isRatioFigure(one)).map((one) => ({ value: one.key, label: nameOf(one) }))
  const [part, whole] = figure.ratio
  return (
    <>
      <PickOne
        isHidden
        label={say('reporting.ratio.part')}
        value={part}
        picks={picks}
        onChange={(key) => put({ ...figure, ratio: [key, whole] })}
      />
      <span aria-hidden="true">÷</span>
      <PickOne
        isHidden
        label={say('reporting.ratio.whole')}
        value={whole}
        picks={picks}
        onChange={(key) => put({ ...figure, ratio: [part, key] })}
      />
    </>
  )
}

function FigureLine(props: LineProps) {
  const { figure, put, draft, object } = props
  const say = useTexts()
  const { label: _label, ...bare } = figure
  const nameOf = useFigureName(draft.object)
  const usual = nameOf(bare as Figure)
  const isPlain = !isRatioFigure(figure)
  const hasFilter = isPlain && figure.filter !== undefined
  const [isOpen, setOpen] = useState(hasFilter)
  const rename = (label: string) => put((label ? { ...bare, label } : bare) as Figure)
  return (
    <div className="zk-own-figure">
      <div className="zk-own-line">
        {isRatioFigure(figure) ? <RatioInputs {...props} figure={figure} /> : <PlainInputs {...props} figure={figure} />}
        {isPlain && (
          <Button
            type="text"
            size="small"
            aria-pressed={isOpen}
            aria-label={say('reporting.figure.only')}
            title={say('reporting.figure.only')}
            icon={<Filter size={14} aria-hidden="true" {...(hasFilter ? { fill: 'currentColor' } : {})} />}
            onClick={() => setOpen(!isOpen)}
          />
        )}
        <Button
          type="text"
          size="small"
          aria-label={say('reporting.figure.remove')}
          icon={<X size={14} aria-hidden="true" />}
          onClick={() => put(null)}
        />
      </div>
      <Input
        size="small"
        aria-label={say('reporting.figure.name')}
        placeholder={usual}
        maxLength={60}
        value={figure.label ?? ''}
        onChange={(event) => rename(event.target.value)}
      />
      {isPlain && isOpen && (
        <Conditions
          object={object}
          filter={figure.filter ?? {}}
          onChange={(filter) => {
            const { filter: _filter, ...rest } = figure
            put(Object.keys(filter).length > 0 ? { ...rest, filter } : rest)
          }}
        />
      )}
    </div>
  )
}

/** What is counted and added up, and what is divided by what. */
export function FiguresForm(props: PartProps) {
  const { draft, set } = props
  const say = useTexts()
  const { figures } = draft.body
  const put = (place: number, figure: Figure | null) =>
    set({ figures: figures.flatMap((one, i) => (i !== place ? [one] : figure ? [figure] : [])) })
  const plain = figures.filter((one) => !isRatioFigure(one))
  const add = (figure: Figure) => set({ figures: [...figures, figure] })
  const key = nextKey(figures)
  return (
    <section className="zk-own-part">
      <h3 className="zk-field-label">{say('reporting.figures')}</h3>
      {figures.map((figure, place) => (
        <FigureLine key={figure.key} {...props} figure={figure} put={(next) => put(place, next)} />
      ))}
      {figures.length < most && (
        <div className="zk-row">
          <Button type="text" size="small" icon={<Plus size={14} aria-hidden="true" />} onClick={() => add({ key, measure: 'count' })}>
            {say('reporting.figure.add')}
          </Button>
          {plain.length > 1 && (
            <Button
              type="text"
              size="small"
              icon={<Plus size={14} aria-hidden="true" />}
              onClick={() => add({ key, ratio: [plain[1]!.key, plain[0]!.key] })}
            >
              {say('reporting.ratio.add')}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}
