import { type ComponentProps, lazy, Suspense } from 'react'
import type { AccessDrawer } from '../../rights/access-drawer.tsx'
import type { Chart } from './chart.tsx'

const Drawn = lazy(() => import('./chart.tsx').then(({ Chart: component }) => ({ default: component })))
const Access = lazy(() => import('../../rights/access-drawer.tsx').then(({ AccessDrawer: component }) => ({ default: component })))

/** A chart by its option; the library for it comes when it is needed. */
export const LazyChart = (props: ComponentProps<typeof Chart>) => (
  <Suspense fallback={<div style={{ height: props.height }} />}>
    <Drawn {...props} />
  </Suspense>
)

/** Who may see a record, and the ways to share it. */
export const LazyAccess = (props: ComponentProps<typeof AccessDrawer>) => (
  <Suspense fallback={null}>
    <Access {...props} />
  </Suspense>
)
