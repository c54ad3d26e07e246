import { toMark } from './mentions.ts'

/** What is typed with marks for the persons who were chosen: `@Wang` of `{ Wang: id }`. Longer names go first, so that none is taken for the beginning of another. */
export function withMarks(text: string, known: ReadonlyMap<string, string>): string {
  const names = [...known.keys()].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (names.length === 0) return text
  return text.replace(new RegExp(`@(${names.join('|')})`, 'g'), (_, name: string) => toMark({ name, person: known.get(name)! }))
}
