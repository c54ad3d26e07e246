import type { ObjectMeta } from '../data/meta-types.ts'
import { useCount } from '../data/use-list.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import type { ListState } from './list-state.ts'

/** How many records the page shows. */
export function ShownCount({ object, state }: Readonly<{ object: ObjectMeta; state: ListState }>) {
  const say = useTexts()
  const format = useFormat()
  const { data: count } = useCount({ object: object.name, filter: state.where, q: state.q })
  if (!count) return null
  return (
    <span className="zk-meta">
      {object.scope && object.scope !== 'none' && `${say(`list.scope.${object.scope}`)} · `}
      {say(count.exact ? 'list.count' : 'list.count.more', { count: count.value, number: format.number(count.value) })}
    </span>
  )
}
