import { Button } from 'antd'
import { Eye } from 'lucide-react'
import { type Session, seeAs } from '../data/use-session.ts'
import { useTexts } from '../i18n/texts.ts'

/** Says that everything is seen as somebody else sees it, and ends that. */
export function SeeingBar({ session }: Readonly<{ session: Session }>) {
  const say = useTexts()
  const { person } = session
  if (!person.seenBy) return null
  return (
    <div className="zk-seeing-bar" role="region" aria-label={say('seeing.label')}>
      <Eye size={16} strokeWidth={1.5} aria-hidden="true" />
      <span className="zk-grow">{say('seeing.as', { name: person.name })}</span>
      <Button size="small" onClick={() => void seeAs(null)}>
        {say('seeing.end')}
      </Button>
    </div>
  )
}
