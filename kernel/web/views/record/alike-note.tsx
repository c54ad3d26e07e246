import { useQuery } from '@tanstack/react-query'
import { read } from '../../data/api.ts'
import type { ActionMeta, ObjectMeta } from '../../data/meta-types.ts'
import { keys } from '../../data/query-client.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type Twin, TwinList, type Twins } from '../form/similar-records.tsx'
import { verbOf } from './record-actions.ts'

const nothing: Readonly<Record<string, Twins>> = {}

/** By input of the action: records that look like those which it would make. */
export function useAlike(object: ObjectMeta, action: ActionMeta, id: string | undefined): Readonly<Record<string, Twins>> {
  const { data } = useQuery({
    queryKey: [...keys.object(object.name), 'alike', action.name, id],
    queryFn: ({ signal }) => read<Readonly<Record<string, Twins>>>(`/${object.plural}/${id}/${verbOf(action)}/duplicates`, {}, signal),
    enabled: id !== undefined && (action.alike ?? []).length > 0,
    retry: false,
    gcTime: 0,
  })
  return data ?? nothing
}

type AlikeNoteProps = Readonly<{ target: string; twins: Twins; onTake(twin: Twin): void }>

/** Offers records that are there instead of a new one. */
export function AlikeNote({ target, twins, onTake }: AlikeNoteProps) {
  const say = useTexts()
  const object = useMeta().objects[target]
  if (!object) return null
  return (
    <div className="zk-form-note zk-form-similar" role="status">
      <span className="zk-nowrap">{say('form.similar')}</span>
      <TwinList object={object} twins={twins} onTake={onTake} />
    </div>
  )
}
