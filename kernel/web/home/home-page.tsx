import { Select } from 'antd'
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { useAsOf } from '../data/as-of.ts'
import type { HomeTileMeta } from '../data/meta-types.ts'
import { useCount } from '../data/use-list.ts'
import { useMeta, workObjects } from '../data/use-meta.ts'
import { useSignedIn } from '../data/use-session.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import type { HomeFrameDef } from '../slots/define-web.ts'
import { homeFrames } from '../slots/installed.ts'
import { FirstSteps } from './first-steps.tsx'
import { useHome } from './home-choice.ts'
import { HomeGrid } from './home-grid.tsx'

/** What modules put around the tiles, the first outermost. */
const framed = (tiles: ReactNode): ReactNode =>
  homeFrames().reduceRight((inner, def) => {
    const Frame = frameOf(def)
    return (
      <Suspense key={def.name} fallback={null}>
        <Frame>{inner}</Frame>
      </Suspense>
    )
  }, tiles)

const loaded = new Map<string, ComponentType<{ children: ReactNode }>>()
function frameOf({ name, load }: HomeFrameDef): ComponentType<{ children: ReactNode }> {
  const known = loaded.get(name) ?? lazy(() => load().then(({ Frame }) => ({ default: Frame })))
  loaded.set(name, known)
  return known
}

function Tiles({ tiles }: Readonly<{ tiles: readonly HomeTileMeta[] }>) {
  const say = useTexts()
  return tiles.length > 0 ? (
    <HomeGrid tiles={tiles} />
  ) : (
    <EmptyState icon="house" title={say('home.nothing')} why={say('home.nothing.why')} />
  )
}

/** The workbench: the home page that was made for the reader's roles, or the usual one. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const asOf = useAsOf()
  const { person } = useSignedIn()
  const { home, choose } = useHome(meta.workspace.slug, meta.homes)
  // A workspace that is empty and never built its own home has nothing to show yet but the way in. Only who reads everything can tell that it is.
  const work = home?.isOwn ? [] : workObjects(meta).filter(({ owned }) => owned)
  const first = work[0]?.scope === 'all' ? work.find(({ may }) => may.create) : undefined
  const { data: count } = useCount({ object: work[0]?.name ?? '' }, { enabled: first !== undefined })
  const isEmpty = count?.value === 0
  const tiles = home?.tiles ?? []
  return (
    <div className="zk-home">
      <header className="zk-row zk-home-head">
        <h1 className="zk-date">{format.dayWithWeekday(asOf ?? format.today())}</h1>
        <span className="zk-second zk-grow">{say('home.greeting', { name: person.name })}</span>
        {meta.homes.length > 1 && home && (
          <Select
            size="small"
            aria-label={say('home.choose')}
            popupMatchSelectWidth={false}
            value={home.name}
            options={meta.homes.map(({ name, label }) => ({ value: name, label }))}
            onChange={choose}
          />
        )}
        {meta.objects.definition?.may.update && (
          <AppLink to="/admin/homes" className="zk-small zk-wide-only">
            {say('home.edit')}
          </AppLink>
        )}
      </header>
      {framed(isEmpty && first ? <FirstSteps object={first} /> : <Tiles tiles={tiles} />)}
    </div>
  )
}
