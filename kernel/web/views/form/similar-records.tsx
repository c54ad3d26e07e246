import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import { useList } from '../../data/use-list.ts'
import { titleOf } from '../../data/use-meta.ts'
import { useDebounced } from '../../fields/use-debounced.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, recordAddress } from '../../parts/app-link.tsx'

const leastCharacters = 2
const fold = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()

/** Records that may be the same as the one being typed. */
export function SimilarRecords({ object, values }: Readonly<{ object: ObjectMeta; values: Partial<Row> }>) {
  const say = useTexts()
  const typed = values[object.title]
  const title = useDebounced(typeof typed === 'string' ? typed.trim() : '', 350)
  const { rows } = useList(
    { object: object.name, q: title, fields: ['id', object.title], limit: 5 },
    { enabled: title.length >= leastCharacters },
  )
  const alike = title.length < leastCharacters ? [] : rows.filter((row) => fold(titleOf(object, row)).includes(fold(title))).slice(0, 3)
  if (alike.length === 0) return null
  return (
    <p className="zk-form-note zk-form-similar" role="status">
      <span className="zk-nowrap">{say('form.similar')}</span>
      {alike.map((row) => (
        <AppLink key={row.id} to={recordAddress(object.plural, row.id)} target="_blank" className="zk-clip">
          {titleOf(object, row)}
        </AppLink>
      ))}
    </p>
  )
}
