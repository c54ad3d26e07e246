import { CloudOff } from 'lucide-react'
import { useConnection } from '../data/connection.ts'
import { useTexts } from '../i18n/texts.ts'

/** A thin bar while the network is away; says how many writes wait for it. */
export function OfflineBar() {
  const say = useTexts()
  const { online, waiting } = useConnection()
  if (online) return null
  return (
    <div className="zk-offline" role="status">
      <CloudOff size={14} strokeWidth={1.5} aria-hidden="true" />
      {waiting > 0 ? say('offline.waiting', { count: waiting }) : say('offline.reading')}
    </div>
  )
}
