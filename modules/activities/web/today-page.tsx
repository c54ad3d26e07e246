import { installedWorklists, useFormat, useMeta, useSignedIn, useTexts } from '#kernel/web'
import { ApprovalsCard } from './approvals-card.tsx'
import { WorklistCard } from './worklist-card.tsx'
import './activities.css'

/** What waits for the person today; every number is the length of the list behind it. */
export function Page() {
  const say = useTexts()
  const format = useFormat()
  const meta = useMeta()
  const { person } = useSignedIn()
  const lists = installedWorklists().flatMap((def) => {
    const object = meta.objects[def.of]
    return object?.may.read ? [{ def, object }] : []
  })
  return (
    <div className="zk-act-page">
      <h1>
        {say('page.activities.today')}
        <span className="zk-meta zk-small">
          {format.day(format.today())} · {person.name}
        </span>
      </h1>
      <div className="zk-act-cards">
        <ApprovalsCard />
        {lists.map(({ def, object }) => (
          <WorklistCard key={def.name} def={def} object={object} />
        ))}
      </div>
    </div>
  )
}
