import { useAsOf } from '../../data/as-of.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink } from '../../parts/app-link.tsx'
import { Icon } from '../../parts/icon.tsx'
import { installedMenu, mayOpen, pageNamed } from '../../slots/installed.ts'

/** Pages of modules that take up what is shown here: a chart, a part of a report. What it is stands in their address. */
export function PagesFor({ place, search }: Readonly<{ place: string; search: Readonly<Record<string, unknown>> }>) {
  const say = useTexts()
  const meta = useMeta()
  const asOf = useAsOf()
  if (asOf) return null
  return installedMenu(place).map((entry) => {
    const page = pageNamed(entry.page)
    if (!page || !mayOpen(page, meta)) return null
    const label = say(`menu.${place}.${page.name}`)
    return (
      <AppLink key={page.name} to={page.path} search={search} className="zk-icon-link zk-wide-only" aria-label={label} title={label}>
        <Icon name={entry.icon} />
      </AppLink>
    )
  })
}
