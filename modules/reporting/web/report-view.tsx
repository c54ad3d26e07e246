import type { ComponentType, ReactNode } from 'react'
import { type DrawProps, EmptyState, type Report, SaveFigures, Tile, useMeta, useTexts } from '#kernel/web'
import type { Drawing } from '../objects/index.ts'
import type { Draft } from './draft.ts'
import { BarsDrawing, LinesDrawing, PieDrawing, StackedDrawing } from './drawn-charts.tsx'
import { ListDrawing } from './list-drawing.tsx'
import { PivotDrawing } from './pivot-drawing.tsx'
import { useTile } from './use-tile.ts'
import './reporting.css'

type ReportViewProps = Readonly<{ draft: Draft; isBrief?: boolean; heading?: ReactNode }>

const none = {}
const ofTwo: Partial<Record<Drawing, ComponentType<DrawProps>>> = {
  pivot: PivotDrawing,
  stacked: StackedDrawing,
  bar: BarsDrawing,
  line: LinesDrawing,
}

/** A report as whoever looks may see it: drawn, with its table, its statement and the way into a file. */
export function ReportView(props: ReportViewProps) {
  const say = useTexts()
  const object = useMeta().objects[props.draft.object]
  if (!object?.may.read)
    return <EmptyState icon="chart-column" title={say('reporting.out-of-reach')} why={say('reporting.out-of-reach.why')} />
  return props.draft.body.draw === 'list' ? <ListDrawing {...props} object={object} /> : <Figures {...props} />
}

function Figures({ draft, isBrief = false, heading }: ReportViewProps) {
  const meta = useMeta()
  const tile = useTile(draft)
  const object = meta.objects[draft.object]!
  const { draw, by } = draft.body
  const Drawn = draw === 'pie' ? PieDrawing : by.length === 2 ? ofTwo[draw] : undefined
  const report: Report = { name: 'own', label: draft.name, object: object.name, filters: [], tiles: [tile] }
  return (
    <Tile
      key={`${draw} ${JSON.stringify(by)}`}
      report={report}
      object={object}
      tile={tile}
      filter={none}
      isBrief={isBrief}
      heading={heading ?? draft.name}
      {...(Drawn ? { Drawn, isTable: draw === 'pivot' } : {})}
      more={(rows, words) =>
        isBrief ? null : <SaveFigures title={draft.name || object.labelPlural} filter={none} {...{ object, report, tile, rows, words }} />
      }
    />
  )
}
