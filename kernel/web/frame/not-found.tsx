import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { EmptyState } from '../parts/empty-state.tsx'

/** For addresses that lead nowhere, and for records that are not there or not visible: the two look alike. */
export function NotFound() {
  const say = useTexts()
  return (
    <EmptyState isPage icon="map-pin" title={say('page.not-found')} why={say('page.not-found.why')}>
      <AppLink to="/">{say('page.to-home')}</AppLink>
    </EmptyState>
  )
}
