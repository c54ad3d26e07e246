/** A person named in a text, as it is stored: `@[Wang](01a2…)`. The id says who is meant, whatever he is called later. */
const mark = /@\[([^\][\n]{1,100})\]\(([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)/g

export type Mention = Readonly<{ name: string; person: string }>
export type TextPart = string | Mention

export const toMark = ({ name, person }: Mention): string => `@[${name.replace(/[\][\n]/g, ' ')}](${person})`

/** The text in its parts: plain pieces, and persons where they are named. */
export function mentionParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const found of text.matchAll(mark)) {
    if (found.index > from) parts.push(text.slice(from, found.index))
    parts.push({ name: found[1]!, person: found[2]! })
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts
}

/** Ids of the persons named in a text, each once. */
export const mentionedIn = (text: string | null | undefined): readonly string[] => [
  ...new Set(mentionParts(text ?? '').flatMap((part) => (typeof part === 'string' ? [] : [part.person]))),
]

/** The text as it is read where nobody can be looked up: `@Wang`. */
export const withoutMarks = (text: string): string =>
  mentionParts(text)
    .map((part) => (typeof part === 'string' ? part : `@${part.name}`))
    .join('')
