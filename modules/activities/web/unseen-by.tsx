import { useQueries } from '@tanstack/react-query'
import { mentionedIn } from '#kernel/model'
import { type ObjectMeta, read, useTexts } from '#kernel/web'

type May = Readonly<{ person: Readonly<{ id: string; name: string }>; read: boolean }>

/** Says who is named and will not hear of it, because he may not see the record. */
export function UnseenBy({ parent, id, text }: Readonly<{ parent: ObjectMeta; id: string; text: string }>) {
  const say = useTexts()
  const answers = useQueries({
    queries: mentionedIn(text).map((person) => ({
      queryKey: ['o', parent.name, 'access', id, person],
      queryFn: ({ signal }: { signal: AbortSignal }) => read<May>(`/${parent.plural}/${id}/access`, { person }, signal),
    })),
  })
  const names = answers.flatMap(({ data }) => (data && !data.read ? [data.person.name] : []))
  if (names.length === 0) return null
  return (
    <p className="zk-small zk-act-unseen" role="status">
      {say('activities.unseen', { names: names.join(say('value.join')), object: parent.label })}
    </p>
  )
}
