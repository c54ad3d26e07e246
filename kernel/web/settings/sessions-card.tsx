import { Button } from 'antd'
import { showProblem } from '../data/undo.ts'
import { useEndSessions, useSessions } from '../data/use-sign-in.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { Tag } from '../parts/tag.tsx'
import { deviceName } from '../security/device.ts'

/** Where this person is signed in, and ending it there. */
export function SessionsCard() {
  const say = useTexts()
  const format = useFormat()
  const sessions = useSessions()
  const end = useEndSessions()
  if (!sessions.data) return null
  return (
    <section className="zk-card zk-settings-card" id="sessions">
      <h2 className="zk-card-head">{say('sessions.title')}</h2>
      {sessions.data.map((one) => (
        <div key={one.id} className="zk-row zk-settings-session">
          <span className="zk-column zk-grow">
            <span className="zk-row">
              <span className="zk-clip" title={one.device ?? undefined}>
                {deviceName(one.device) || say('sessions.unknown')}
              </span>
              {one.isCurrent && <Tag color="accent">{say('sessions.this')}</Tag>}
              {one.hasSecondFactor && <Tag color="green">{say('factor.title')}</Tag>}
            </span>
            <span className="zk-small zk-second">
              {[one.address, one.method && say(`sessions.method.${one.method}`), format.momentRelative(one.usedAt)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          {!one.isCurrent && (
            <Button
              size="small"
              danger
              loading={end.isPending && end.variables === one.id}
              onClick={() => end.mutate(one.id, { onError: showProblem })}
            >
              {say('sessions.end')}
            </Button>
          )}
        </div>
      ))}
      {sessions.data.length > 1 && (
        <div className="zk-settings-session">
          <Button danger loading={end.isPending && end.variables === null} onClick={() => end.mutate(null, { onError: showProblem })}>
            {say('sessions.end-others')}
          </Button>
        </div>
      )}
    </section>
  )
}
