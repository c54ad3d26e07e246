import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, listAddress } from '../parts/app-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { Icon } from '../parts/icon.tsx'
import { installedMenu, mayOpen, pageNamed } from '../slots/installed.ts'
import { type AdminArea, adminAreas } from './admin-areas.ts'
import './admin.css'

type Card = Readonly<{ key: string; to: string; icon: string; label: string; about: string }>

function useCards(area: AdminArea): readonly Card[] {
  const say = useTexts()
  const meta = useMeta()
  const lists = area.objects
    .flatMap((name) => meta.objects[name] ?? [])
    .filter((object) => object.may.read && object.may.update)
    .map((object) => ({
      key: object.name,
      to: listAddress(object.plural),
      icon: object.icon,
      label: object.labelPlural,
      about: say(`admin.object.${object.name}.about`),
    }))
  const pages = installedMenu(`admin.${area.key}`).flatMap(({ page: name, icon }) => {
    const page = pageNamed(name)
    return page && mayOpen(page, meta)
      ? [{ key: name, to: page.path, icon, label: say(`page.${name}`), about: say(`page.${name}.about`) }]
      : []
  })
  return [...lists, ...pages]
}

function Area({ area }: Readonly<{ area: AdminArea }>) {
  const say = useTexts()
  const cards = useCards(area)
  if (cards.length === 0) return null
  return (
    <section>
      <h2 className="zk-admin-area">{say(`admin.area.${area.key}`)}</h2>
      <div className="zk-admin-cards">
        {cards.map(({ key, to, icon, label, about }) => (
          <AppLink key={key} to={to} className="zk-card zk-admin-card">
            <Icon name={icon} />
            <span className="zk-column">
              <span className="zk-strong">{label}</span>
              <span className="zk-second zk-small">{about}</span>
            </span>
          </AppLink>
        ))}
      </div>
    </section>
  )
}

/** What administrators look after, by area: lists of the kernel's objects and pages registered `under: 'admin.‹area›'`. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const mayAnything = adminAreas.some(
    ({ key, objects }) =>
      objects.some((name) => meta.objects[name]?.may.update) ||
      installedMenu(`admin.${key}`).some((entry) => {
        const page = pageNamed(entry.page)
        return page !== undefined && mayOpen(page, meta)
      }),
  )
  if (!mayAnything) return <EmptyState isPage icon="shield" title={say('page.forbidden')} why={say('page.forbidden.why')} />
  return (
    <div className="zk-admin">
      <h1>{say('page.kernel.admin')}</h1>
      {adminAreas.map((area) => (
        <Area key={area.key} area={area} />
      ))}
    </div>
  )
}
