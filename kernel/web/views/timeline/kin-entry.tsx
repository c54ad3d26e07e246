import { type ComponentType, lazy, Suspense } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import type { TimelineDef, TimelineEntryProps } from '../../slots/define-web.ts'
import './record-timeline.css'

const parts = new Map<string, ComponentType<never>>()
/** A part of a module, loaded when it is first drawn. */
export function partNamed<P>(name: string, load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const known = parts.get(name) as ComponentType<P> | undefined
  if (known) return known
  const made = lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>
  parts.set(name, made as ComponentType<never>)
  return made
}

/** A record as it stands in a timeline, drawn by the module whose it is. */
export function KinEntry({ def, object, row }: Readonly<{ def: TimelineDef }> & TimelineEntryProps) {
  const Entry = partNamed<TimelineEntryProps>(`${def.of} entry`, async () => (await def.load()).Entry)
  return (
    <article className="zk-tl">
      <span className="zk-tl-disc zk-tl-accent">
        <Icon name={def.icon} size={14} />
      </span>
      <div className="zk-tl-body">
        <Suspense fallback={<SkeletonLines lines={2} />}>
          <Entry object={object} row={row} />
        </Suspense>
      </div>
    </article>
  )
}
