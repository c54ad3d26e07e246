import type { ComponentType } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import type { ListState } from './list-state.ts'

export type ViewProps = Readonly<{ object: ObjectMeta; state: ListState }>

/** A way to look at the records of an object, below the same head and filter. Its name is the text `view.<name>`. */
export type ObjectView = Readonly<{
  name: string
  icon: string
  /** Whether this object can be looked at that way. */
  offered(object: ObjectMeta): boolean
  load(): Promise<{ View: ComponentType<ViewProps> }>
}>

/** All views, one line each, in the order of the switch. */
export const objectViews: readonly ObjectView[] = [
  { name: 'list', icon: 'list', offered: () => true, load: () => import('./list/list-view.tsx') },
  { name: 'board', icon: 'square-kanban', offered: (object) => Boolean(object.views.board), load: () => import('./board/board-view.tsx') },
]
