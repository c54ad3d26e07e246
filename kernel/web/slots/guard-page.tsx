import type { ComponentType } from 'react'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import type { PageDef } from './define-web.ts'
import { mayOpen } from './installed.ts'

/** The page, or a word about the missing right. The server decides again with every call. */
export function guardPage(page: PageDef, Page: ComponentType): ComponentType {
  if (!page.needs) return Page
  return function Guarded() {
    const say = useTexts()
    return mayOpen(page, useMeta()) ? (
      <Page />
    ) : (
      <EmptyState isPage icon="shield" title={say('page.forbidden')} why={say('page.forbidden.why')} />
    )
  }
}
