import { Button } from 'antd'
import { Star } from 'lucide-react'
import { type PanelProps, showDone, showProblem, titleOf, useAction, useList, useMeta, useSignedIn, useTexts } from '#kernel/web'
import './activities.css'

/** The action that follows records of an object: each object has one of its own. */
const isFollowing = ({ name }: Readonly<{ name: string }>): boolean => /^[a-z]+\.follow-/.test(name)

/** A star beside the title: filled for whoever follows the record; a press turns it. */
export function Panel({ object, row }: PanelProps) {
  const action = object.actions.find(isFollowing)
  const known = useMeta().objects.following?.may.read
  return action && known ? <FollowStar object={object} row={row} action={action.name} /> : null
}

function FollowStar({ object, row, action }: PanelProps & Readonly<{ action: string }>) {
  const say = useTexts()
  const { person } = useSignedIn()
  const { rows, isSuccess, refetch } = useList({
    object: 'following',
    filter: { owner: person.id, [object.name]: row.id },
    fields: ['id'],
    limit: 1,
  })
  const { mutateAsync, isPending } = useAction(action, object.name)
  const isOn = rows.length > 0
  const label = say(isOn ? 'activities.follow.stop' : 'activities.follow.start')
  const turn = async () => {
    try {
      const { changeSet } = await mutateAsync({ id: row.id, input: { to: isOn ? 'leave' : 'follow' } })
      showDone(say(isOn ? 'activities.follow.stopped' : 'activities.follow.started', { title: titleOf(object, row) }), changeSet)
      await refetch()
    } catch (error) {
      showProblem(error)
    }
  }
  return (
    <Button
      type="text"
      aria-pressed={isOn}
      aria-label={label}
      title={label}
      disabled={!isSuccess}
      loading={isPending}
      className={isOn ? 'zk-follow zk-follow-on' : 'zk-follow'}
      icon={<Star size={18} strokeWidth={1.5} aria-hidden="true" />}
      onClick={() => void turn()}
    />
  )
}
