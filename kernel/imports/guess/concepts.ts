import { toHalfWidth, toSimplified } from '../../search/normalise.ts'
import groups from './words.json' with { type: 'json' }

/** Words that say little beside others. */
const weakWords: readonly string[] = ['name', 'date', 'id']
/** Words of no meaning for what a column holds. */
const emptyWords = new Set(['the', 'a', 'of', 'in', 'is', 'my', 'our', 'record', 'full', '的', '所属', '所', '我方'])

const conceptOf = new Map<string, string>()
for (const group of groups) for (const word of group) if (!conceptOf.has(plain(word))) conceptOf.set(plain(word), group[0]!)
const hanWords = [...conceptOf.keys()].filter((word) => /\p{Script=Han}/u.test(word)).toSorted((a, b) => b.length - a.length)
const longestPhrase = 3

function plain(text: string): string {
  return toSimplified(toHalfWidth(text)).toLowerCase()
}

/** What a name is about, as words that stand for their synonyms: `sales_agent` and `负责人` are both `person`. */
export function conceptsOf(name: string): ReadonlySet<string> {
  const spaced = toHalfWidth(name).replace(/([a-z0-9])([A-Z])/g, '$1 $2')
  const runs = plain(spaced).match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? []
  const concepts = new Set<string>()
  for (let i = 0; i < runs.length; ) i += takeRun(runs, i, concepts)
  return concepts
}

/** Takes the longest phrase from a place on; answers how many words it has. */
function takeRun(runs: readonly string[], from: number, concepts: Set<string>): number {
  if (/\p{Script=Han}/u.test(runs[from]!)) {
    for (const word of cut(runs[from]!)) if (!emptyWords.has(word)) concepts.add(conceptOf.get(word) ?? word)
    return 1
  }
  for (let length = Math.min(longestPhrase, runs.length - from); length > 1; length--) {
    const phrase = conceptOf.get(runs.slice(from, from + length).join(' '))
    if (phrase) {
      concepts.add(phrase)
      return length
    }
  }
  const word = runs[from]!
  if (!emptyWords.has(word)) concepts.add(conceptOf.get(word) ?? conceptOf.get(word.replace(/s$/, '')) ?? word)
  return 1
}

/** Chinese without spaces, cut into known words, longest first, and what is left between them. */
function cut(text: string): string[] {
  if (text === '') return []
  const known = hanWords.find((word) => text.startsWith(word))
  if (known) return [known, ...cut(text.slice(known.length))]
  let end = 1
  while (end < text.length && !hanWords.some((word) => text.startsWith(word, end))) end += 1
  return [text.slice(0, end), ...cut(text.slice(end))]
}

const weight = (concepts: Iterable<string>): number =>
  [...concepts].reduce((sum, concept) => sum + (weakWords.includes(concept) ? 0.4 : 1), 0)

/** How much two names are about the same, 0…1. `without` is what both are understood to be about anyway. */
export function kinship(a: ReadonlySet<string>, b: ReadonlySet<string>, without: ReadonlySet<string>): number {
  const compare = (x: readonly string[], y: readonly string[]) => {
    const total = weight(x) + weight(y)
    return total === 0 ? 0 : (2 * weight(x.filter((concept) => y.includes(concept)))) / total
  }
  const own = (x: ReadonlySet<string>) => {
    const rest = [...x].filter((concept) => !without.has(concept))
    return rest.length > 0 ? rest : [...x]
  }
  return Math.max(compare([...a], [...b]), compare(own(a), own(b)) * 0.95)
}
