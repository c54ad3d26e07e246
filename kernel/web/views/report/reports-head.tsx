import { Button } from 'antd'
import { History } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useAsOf } from '../../data/as-of.ts'
import type { Meta } from '../../data/meta-types.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTimeMachine } from '../../frame/use-time-machine.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink } from '../../parts/app-link.tsx'
import { installedMenu, mayOpen, pageNamed } from '../../slots/installed.ts'
import { type Report, reportsOf } from './report-def.ts'
import '../object-page.css'
import '../plain-table.css'
import './report.css'

export type Group = Readonly<{ name: string; label: string; reports: readonly Report[] }>

/** Reports under the module they come from, in the order of the navigation. */
export const groupsOf = (meta: Meta, reports: readonly Report[]): readonly Group[] =>
  meta.modules
    .map(({ name, label }) => ({ name, label, reports: reports.filter((report) => report.name.startsWith(`${name}.`)) }))
    .filter((group) => group.reports.length > 0)

export const pathOf = (report: Report): string => `/reports/${report.name}`

/** Pages of modules that stand beside the reports. */
const pagesBeside = (meta: Meta) =>
  installedMenu('reports').flatMap((entry) => {
    const page = pageNamed(entry.page)
    return page && mayOpen(page, meta) ? [page] : []
  })

type HeadProps = Readonly<{ groups: readonly Group[]; current?: Group | undefined; page?: string; children?: ReactNode }>

export function Head({ groups, current, page, children }: HeadProps) {
  const say = useTexts()
  const format = useFormat()
  const asOf = useAsOf()
  const time = useTimeMachine()
  const entries = [
    { to: '/reports', label: say('analysis.all'), isCurrent: !current && !page },
    ...pagesBeside(useMeta()).map(({ name, path }) => ({ to: path, label: say(`page.${name}`), isCurrent: name === page })),
    ...groups.map((group) => ({ to: pathOf(group.reports[0]!), label: group.label, isCurrent: group === current })),
  ]
  return (
    <header className="zk-head">
      <h1>{say('page.kernel.reports')}</h1>
      <nav className="zk-tabs" aria-label={say('page.kernel.reports')}>
        {entries.map(({ to, label, isCurrent }) => (
          <AppLink
            key={to}
            to={to}
            className={`zk-tab${isCurrent ? ' zk-tab-current' : ''}`}
            {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
          >
            {label}
          </AppLink>
        ))}
      </nav>
      <span className="zk-grow" />
      {children}
      {!asOf && (
        <Button
          className="zk-wide-only"
          icon={<History size={16} strokeWidth={1.5} aria-hidden="true" />}
          onClick={time.start}
          title={say('analysis.as-of.why')}
        >
          {say('analysis.as-of', { day: format.dayRelative(time.today) })}
        </Button>
      )}
    </header>
  )
}

/** Head of a page that a module puts beside the reports. */
export function ReportsHead({ page, children }: Readonly<{ page: string; children?: ReactNode }>) {
  const meta = useMeta()
  const groups = useMemo(() => groupsOf(meta, reportsOf(meta)), [meta])
  return (
    <Head groups={groups} page={page}>
      {children}
    </Head>
  )
}
