import { type ComponentType, lazy, Suspense } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useTexts } from '../../i18n/texts.ts'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import type { PanelDef, PanelProps } from '../../slots/define-web.ts'
import { headParts, installedPanels } from '../../slots/installed.ts'

const drawn = new Map<string, ComponentType<PanelProps>>()

function panelNamed(name: string, load: () => Promise<{ Panel: ComponentType<PanelProps> }>): ComponentType<PanelProps> {
  const known = drawn.get(name)
  if (known) return known
  const made = lazy(async () => ({ default: (await load()).Panel }))
  drawn.set(name, made)
  return made
}

/** One panel without its frame. */
export function RecordPanel({ def: { name, load }, ...props }: PanelProps & Readonly<{ def: PanelDef }>) {
  const Panel = panelNamed(name, load)
  return (
    <Suspense fallback={<SkeletonLines />}>
      <Panel {...props} />
    </Suspense>
  )
}

/** Panels that modules put beside the records of an object, as its layout has them. */
export const usePanels = ({ name, views }: ObjectMeta): readonly PanelDef[] => installedPanels(name, useMeta(), views)

/** What modules put beside the title of a record. */
export const HeadParts = ({ object, row }: PanelProps) =>
  headParts(object.name).map(({ name, load }) => {
    const Part = panelNamed(name, load)
    return (
      <Suspense key={name} fallback={null}>
        <Part object={object} row={row} />
      </Suspense>
    )
  })

/** Panels, each in a card under its name. */
export function PanelCards({ defs, object, row }: PanelProps & Readonly<{ defs: readonly PanelDef[] }>) {
  const say = useTexts()
  return defs.map((def) => (
    <section key={def.name} className="zk-card">
      <header className="zk-card-head">
        <h2>{say(`panel.${def.name}`)}</h2>
      </header>
      <div className="zk-related-body">
        <RecordPanel def={def} object={object} row={row} />
      </div>
    </section>
  ))
}
