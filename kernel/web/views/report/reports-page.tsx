import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import type { FilterJson } from '../../data/use-list.ts'
import { useMeta } from '../../data/use-meta.ts'
import { FilterBar } from '../../filter/filter-bar.tsx'
import { NotFound } from '../../frame/not-found.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink } from '../../parts/app-link.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { useUnitPicks } from '../chart/use-chart-tile.ts'
import { PagesFor } from './pages-for.tsx'
import { type Report, reportsOf, stepped, type TileMeta, unitIn } from './report-def.ts'
import { type Group, groupsOf, Head, pathOf } from './reports-head.tsx'
import { SaveFigures } from './save-figures.tsx'
import { Tile } from './tile.tsx'
import '../object-page.css'
import '../plain-table.css'
import './report.css'

const noFilter: FilterJson = {}
const isFilter = (value: unknown): value is FilterJson => typeof value === 'object' && value !== null && !Array.isArray(value)

/** On a phone the open one may lie far to the right. */
const showCurrent = (nav: HTMLElement | null) =>
  nav?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })

/** The reports beside the one that is open. */
function Siblings({ group, current }: Readonly<{ group: Group; current: Report }>) {
  return (
    <nav className="zk-report-siblings" aria-label={group.label} key={current.name} ref={showCurrent}>
      {group.reports.map((report) => (
        <AppLink key={report.name} to={pathOf(report)} {...(report === current ? { 'aria-current': 'page' as const } : {})}>
          {report.label}
        </AppLink>
      ))}
    </nav>
  )
}

/** The object with only the fields that a report may be narrowed by, so that its filter offers these. */
function useNarrowed(object: ObjectMeta, report: Report): ObjectMeta {
  return useMemo(
    () => ({
      ...object,
      fields: Object.fromEntries(report.filters.flatMap((name) => (object.fields[name] ? [[name, object.fields[name]]] : []))),
    }),
    [object, report],
  )
}

/** By months, quarters or fiscal years: of a tile that has dates. */
function StepPick({ tile, onPick }: Readonly<{ tile: TileMeta; onPick(unit: string): void }>) {
  const say = useTexts()
  const picks = useUnitPicks()
  const unit = unitIn(tile)
  if (!unit) return null
  return (
    <Select
      size="small"
      variant="borderless"
      aria-label={`${say('chart.unit')}: ${tile.label}`}
      value={unit}
      popupMatchSelectWidth={false}
      options={picks.map((one) => ({ ...one }))}
      onChange={onPick}
    />
  )
}

function OneReport({ report, object }: Readonly<{ report: Report; object: ObjectMeta }>) {
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const filter = isFilter(search.filter) ? search.filter : noFilter
  const narrowed = useNarrowed(object, report)
  const units = isFilter(search.units) ? search.units : noFilter
  const to = (next: object) => void navigate({ to: '.', replace: true, search: ((former: object) => ({ ...former, ...next })) as never })
  const change = (next: FilterJson) => to({ filter: Object.keys(next).length > 0 ? next : undefined })
  return (
    <>
      <FilterBar object={narrowed} filter={filter} q="" sort={[]} onFilter={change} onQ={() => undefined} />
      <div className="zk-report">
        {report.tiles
          .map((declared) => stepped(declared, units[declared.key]))
          .map((tile) => (
            <Tile
              key={`${report.name} ${tile.key}`}
              report={report}
              object={object}
              tile={tile}
              filter={filter}
              more={(rows, words) => (
                <>
                  <StepPick tile={tile} onPick={(unit) => to({ units: { ...units, [tile.key]: unit } })} />
                  <PagesFor place="report" search={{ report: report.name, part: tile.key, filter, unit: units[tile.key] }} />
                  <SaveFigures title={`${report.label} ${tile.label}`} {...{ object, report, tile, filter, rows, words }} />
                </>
              )}
            />
          ))}
      </div>
    </>
  )
}

/** Of each report what it begins with: the figures, and two charts. */
const glance = ({ tiles }: Report): Report['tiles'] => tiles.slice(0, tiles[0]?.draw === 'figure' ? 3 : 2)

/** Reports of one module, asked for as somebody comes near them: all of them at once would keep the first ones waiting. */
function GroupAtGlance({ label, reports }: Group) {
  const meta = useMeta()
  const place = useRef<HTMLElement>(null)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (!place.current || isNear) return
    const seen = new IntersectionObserver((entries) => setNear(entries.some(({ isIntersecting }) => isIntersecting)), {
      rootMargin: '400px 0px',
    })
    seen.observe(place.current)
    return () => seen.disconnect()
  }, [isNear])
  return (
    <section className="zk-report-group" ref={place}>
      <h2>{label}</h2>
      {isNear ? (
        reports.flatMap((report) =>
          glance(report).map((tile) => (
            <Tile
              key={`${report.name} ${tile.key}`}
              report={report}
              object={meta.objects[report.object]!}
              tile={tile}
              filter={noFilter}
              isBrief
            />
          )),
        )
      ) : (
        <div className="zk-report-ahead">
          <SkeletonLines lines={6} />
        </div>
      )}
    </section>
  )
}

function AllReports({ groups }: Readonly<{ groups: readonly Group[] }>) {
  const say = useTexts()
  if (groups.length === 0) return <EmptyState icon="chart-column" title={say('analysis.none')} why={say('analysis.none.why')} />
  return (
    <div className="zk-report">
      {groups.map((group) => (
        <GroupAtGlance key={group.name} {...group} />
      ))}
    </div>
  )
}

/** Analysis: all reports at a glance, or one with its filter, tables and statements. */
export function Page() {
  const meta = useMeta()
  const { name } = useParams({ strict: false }) as { name?: string }
  const reports = useMemo(() => reportsOf(meta), [meta])
  const groups = useMemo(() => groupsOf(meta, reports), [meta, reports])
  const report = reports.find((one) => one.name === name)
  const group = groups.find((one) => report && one.reports.includes(report))
  if (name && !report) return <NotFound />
  return (
    <div className="zk-object">
      <Head groups={groups} current={group} />
      {group && report && group.reports.length > 1 && <Siblings group={group} current={report} />}
      {report ? <OneReport key={report.name} report={report} object={meta.objects[report.object]!} /> : <AllReports groups={groups} />}
    </div>
  )
}
