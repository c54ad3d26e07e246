import { type ComponentType, lazy, Suspense } from 'react'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { useTexts } from '../../i18n/texts.ts'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import type { PanelProps } from '../../slots/define-web.ts'
import { installedPanels } from '../../slots/installed.ts'

const drawn = new Map<string, ComponentType<PanelProps>>()

function panelNamed(name: string, load: () => Promise<{ Panel: ComponentType<PanelProps> }>): ComponentType<PanelProps> {
  const known = drawn.get(name)
  if (known) return known
  const made = lazy(async () => ({ default: (await load()).Panel }))
  drawn.set(name, made)
  return made
}

/** Panels that modules put beside the records of an object. */
export function RecordPanels({ object, row }: Readonly<{ object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  return installedPanels(object.name).map(({ name, load }) => {
    const Panel = panelNamed(name, load)
    return (
      <section key={name} className="zk-card">
        <header className="zk-card-head">
          <h2>{say(`panel.${name}`)}</h2>
        </header>
        <div className="zk-related-body">
          <Suspense fallback={<SkeletonLines />}>
            <Panel object={object} row={row} />
          </Suspense>
        </div>
      </section>
    )
  })
}
