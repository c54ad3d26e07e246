import { Button, Tooltip } from 'antd'
import { Code, Info } from 'lucide-react'
import { type ComponentType, lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { type AggregateQuestion, useAggregate } from '../../data/use-aggregate.ts'
import type { FilterJson } from '../../data/use-list.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink } from '../../parts/app-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { ChartTile } from './chart-tile.tsx'
import { FigureTile } from './figure-tile.tsx'
import { FiguresTable, placeName } from './figures-table.tsx'
import { FunnelTile } from './funnel-tile.tsx'
import { PassageTile } from './passage-tile.tsx'
import {
  type FigureRow,
  fillGaps,
  formerQuestionOf,
  groupName,
  isRatio,
  missingRates,
  nameOf,
  numberOf,
  questionOf,
  type Report,
  type TileMeta,
  withFormer,
} from './report-def.ts'
import { useWords, type Words } from './use-words.ts'

const SqlDrawer = lazy(() => import('../sql-drawer.tsx').then(({ SqlDrawer: component }) => ({ default: component })))

/** Column of the table that rows are in order of; `''` is what they are grouped by. */
export type TileSort = Readonly<{ name: string; isDown: boolean }> | null

export type DrawProps = Readonly<{
  object: ObjectMeta
  tile: TileMeta
  question: AggregateQuestion
  rows: readonly FigureRow[]
  words: Words
  sort: TileSort
  isBrief: boolean
  onSort(sort: TileSort): void
  /** What a press on a group does; absent: its records are opened. */
  onPick?: ((row: FigureRow) => void) | undefined
}>

const drawings: Readonly<Record<TileMeta['draw'], ComponentType<DrawProps> | null>> = {
  figure: FigureTile,
  funnel: FunnelTile,
  bar: ChartTile,
  line: ChartTile,
  table: null,
  passage: PassageTile,
}

/** Bars of a ratio begin with the highest; all else comes in the order of its question. */
const firstSort = ({ draw, show }: TileMeta): TileSort =>
  draw === 'bar' && show[0] && isRatio(show[0]) ? { name: nameOf(show[0]), isDown: true } : null

function inOrder(rows: readonly FigureRow[], tile: TileMeta, words: Words, sort: TileSort): readonly FigureRow[] {
  if (!sort) return rows
  const shown = tile.show.find((one) => nameOf(one) === sort.name)
  const sign = sort.isDown ? -1 : 1
  const place = Math.max(
    0,
    words.groups.findIndex((_, i) => placeName(i) === sort.name),
  )
  const compare = (one: FigureRow, other: FigureRow) =>
    shown
      ? sign * ((numberOf(one, shown) ?? -1) - (numberOf(other, shown) ?? -1))
      : sign * words.groupAt(one, place).localeCompare(words.groupAt(other, place))
  return rows.toSorted(compare)
}

type TileProps = Readonly<{
  report: Report
  object: ObjectMeta
  tile: TileMeta
  filter: FilterJson
  /** Without the table, the title leading to the report: on the page of all reports. */
  isBrief?: boolean
  /** Stands in place of the title. */
  heading?: ReactNode
  onPick?: (row: FigureRow) => void
  /** Draws in place of what the tile says. */
  Drawn?: ComponentType<DrawProps>
  /** That is a table itself, and needs none beneath. */
  isTable?: boolean
  /** What else stands in the head. */
  more?(rows: readonly FigureRow[], words: Words): ReactNode
}>

function Head({
  report,
  tile,
  isBrief,
  heading,
  onSql,
  children,
}: Pick<TileProps, 'report' | 'tile' | 'isBrief' | 'heading'> & Readonly<{ onSql(): void; children: ReactNode }>) {
  const say = useTexts()
  const title = isBrief && report.tiles.length > 1 ? `${report.label} · ${tile.label}` : isBrief ? report.label : tile.label
  return (
    <header className="zk-card-head">
      <h2 className="zk-clip">
        {heading ??
          (isBrief ? (
            <AppLink to={`/reports/${report.name}`} className="zk-quiet-link">
              {title}
            </AppLink>
          ) : (
            title
          ))}
      </h2>
      {tile.means && (
        <Tooltip title={tile.means} trigger={['hover', 'focus', 'click']}>
          <button type="button" className="zk-plain-button zk-report-means" aria-label={`${say('analysis.means')}: ${tile.means}`}>
            <Info size={14} strokeWidth={1.5} aria-hidden="true" />
          </button>
        </Tooltip>
      )}
      <span className="zk-grow" />
      {children}
      <Button
        type="text"
        size="small"
        className="zk-wide-only"
        icon={<Code size={16} strokeWidth={1.5} aria-hidden="true" />}
        aria-label={say('analysis.sql', { title })}
        onClick={onSql}
      >
        SQL
      </Button>
    </header>
  )
}

/** What a tile asks, and of its other period where it has one. Both are waited for: without the former one everything would look new. */
function useAnswers(report: Report, tile: TileMeta, filter: FilterJson) {
  const question = useMemo(() => questionOf(report, tile, filter), [report, tile, filter])
  const now = useAggregate(question)
  const asked = formerQuestionOf(question, tile, filter)
  const before = useAggregate(asked ?? question, { enabled: asked !== null })
  const { error, refetch } = now.error || !before.error ? now : before
  const isWhole = !asked || before.data !== undefined
  return {
    question,
    data: isWhole ? now.data : undefined,
    former: before.data,
    error,
    isPending: !error && !(now.data && isWhole),
    refetch,
  }
}

/** One question of a report: drawn, with its table beneath, its definition and its statement. */
export function Tile({ report, object, tile, filter, isBrief = false, heading, onPick, Drawn, isTable = false, more }: TileProps) {
  const say = useTexts()
  const words = useWords(object, tile)
  const { question, data, former, error, isPending, refetch } = useAnswers(report, tile, filter)
  const [sort, setSort] = useState<TileSort>(() => firstSort(tile))
  const [isSqlOpen, setSqlOpen] = useState(false)
  const rows = useMemo(() => {
    const by = tile.ask.by?.[0]
    const asked = data?.rows ?? []
    const whole = typeof by === 'object' && by.unit && tile.draw === 'line' ? fillGaps(asked, groupName(by), by.unit) : asked
    return inOrder(tile.former ? withFormer(whole, former?.rows ?? [], tile) : whole, tile, words, sort)
  }, [data, former, tile, words, sort])
  const Drawing = Drawn ?? drawings[tile.draw]
  const props: DrawProps = { object, tile, question, rows, words, sort, isBrief, onSort: setSort, onPick }
  const isGrouped = (tile.ask.by?.length ?? 0) > 0
  const missing = missingRates(rows)
  return (
    <section
      className={`zk-card zk-tile zk-tile-${tile.draw}`}
      aria-label={report.label === tile.label ? tile.label : `${report.label} · ${tile.label}`}
    >
      <Head report={report} tile={tile} isBrief={isBrief} heading={heading} onSql={() => setSqlOpen(true)}>
        {more?.(rows, words)}
      </Head>
      {isPending && (
        <div className="zk-report-pad">
          <SkeletonLines lines={tile.draw === 'figure' ? 2 : 8} />
        </div>
      )}
      {error && (
        <p className="zk-error zk-report-note">
          {error.message}{' '}
          <Button type="link" size="small" onClick={() => void refetch()}>
            {say('board.again')}
          </Button>
        </p>
      )}
      {data && isGrouped && rows.length === 0 && (
        <EmptyState icon="chart-column" title={say('analysis.empty', { objects: object.labelPlural })} why={say('analysis.empty.why')} />
      )}
      {data && (!isGrouped || rows.length > 0) && (
        <>
          {Drawing && <Drawing {...props} />}
          {missing > 0 && <p className="zk-small zk-warning zk-report-note">{say('figure.missing', { count: missing })}</p>}
          {isGrouped && !isTable && tile.draw !== 'passage' && (!isBrief || !Drawing) && <FiguresTable {...props} />}
        </>
      )}
      {isSqlOpen && (
        <Suspense fallback={null}>
          <SqlDrawer ask={question} onClose={() => setSqlOpen(false)} />
        </Suspense>
      )}
    </section>
  )
}
