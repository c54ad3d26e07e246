import { useList } from '../../../web/data/use-list.ts'
import { useMeta } from '../../../web/data/use-meta.ts'
import { AppLink, recordAddress } from '../../../web/parts/app-link.tsx'
import { member } from '../../people.ts'
import { mentionedIn, mentionParts } from './mentions.ts'

/** A text in which persons are named, by what they are called now. */
export function MentionedText({ text }: Readonly<{ text: string }>) {
  const people = mentionedIn(text)
  return people.length === 0 ? text : <Named text={text} people={people} />
}

function Named({ text, people }: Readonly<{ text: string; people: readonly string[] }>) {
  const object = useMeta().objects[member.name]
  const { rows } = useList(
    { object: member.name, filter: { id: { in: people } }, fields: ['id', 'name'], limit: 100 },
    { enabled: object?.may.read ?? false },
  )
  const names = new Map(rows.map((row) => [row.id, String(row.name)]))
  return mentionParts(text).map((part, place) => {
    if (typeof part === 'string') return part
    const name = `@${names.get(part.person) ?? part.name}`
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other identity
    const key = place
    return object && names.has(part.person) ? (
      <AppLink key={key} className="zk-mention" to={recordAddress(object.plural, part.person)}>
        {name}
      </AppLink>
    ) : (
      <span key={key} className="zk-mention">
        {name}
      </span>
    )
  })
}
