import type { ReactNode } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import type { FilterJson } from '../../data/use-list.ts'
import { AppLink, listAddress } from '../../parts/app-link.tsx'

type DrillLinkProps = Readonly<{ object: ObjectMeta; filter: FilterJson | null; children: ReactNode; className?: string; title?: string }>

/** A figure that opens the records behind it; just the figure where they can not be listed. */
export function DrillLink({ object, filter, children, className, title }: DrillLinkProps) {
  const more = { ...(className ? { className } : {}), ...(title ? { title } : {}) }
  if (!filter) return <span {...more}>{children}</span>
  return (
    <AppLink to={listAddress(object.plural)} search={{ filter }} {...more}>
      {children}
    </AppLink>
  )
}
