import { type ReactNode, useState } from 'react'
import { useAsOf } from '../data/as-of.ts'
import type { Session } from '../data/use-session.ts'
import { useTexts } from '../i18n/texts.ts'
import { Palette } from '../palette/palette.tsx'
import { useIsPhone } from '../parts/use-is-phone.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { Navigation } from './navigation.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { SeeingBar } from './seeing-bar.tsx'
import { TimeBar } from './time-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { type Layer, useFrameKeys } from './use-frame-keys.ts'

const foldedKey = 'zhike.nav.folded'

/** Everything around a page: navigation, top bar, time machine, command palette; on a phone the bar at the bottom. */
export function Frame({ session, children }: Readonly<{ session: Session; children: ReactNode }>) {
  const say = useTexts()
  const asOf = useAsOf()
  const isPhone = useIsPhone()
  const [isFolded, setFolded] = useState(() => localStorage.getItem(foldedKey) === 'yes')
  const [layer, setLayer] = useState<Layer>(null)
  useFrameKeys(setLayer)

  const fold = () => {
    localStorage.setItem(foldedKey, isFolded ? 'no' : 'yes')
    setFolded(!isFolded)
  }
  return (
    <div className={`zk-app${isFolded ? ' zk-app-folded' : ''}${asOf ? ' zk-amber' : ''}`}>
      <a className="zk-skip" href="#page">
        {say('frame.skip')}
      </a>
      {!isPhone && <Navigation session={session} isFolded={isFolded} onFold={fold} />}
      <div className="zk-main">
        <SeeingBar session={session} />
        {asOf && <TimeBar day={asOf} />}
        <OfflineBar />
        {!isPhone && <TopBar session={session} open={setLayer} isCreating={layer === 'create'} />}
        <main className="zk-page" id="page" tabIndex={-1}>
          {children}
        </main>
        {isPhone && <PhoneBar session={session} open={setLayer} layer={layer} />}
      </div>
      <Palette isOpen={layer === 'palette'} onClose={() => setLayer(null)} />
      <KeysDialog isOpen={layer === 'keys'} onClose={() => setLayer(null)} />
    </div>
  )
}
