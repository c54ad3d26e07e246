import type { Meta } from '../data/meta-types.ts'
import type { Format } from '../format/use-format.ts'
import type { Say } from '../i18n/texts.ts'
import type { ChangeSet, Kind } from './change-sets.ts'

type Part = Readonly<{ object: string; kind: Kind; count: number }>

const kinds: readonly Kind[] = ['create', 'update', 'remove']
const shownParts = 2

const partsOf = ({ counts }: ChangeSet): readonly Part[] =>
  Object.entries(counts)
    .flatMap(([object, of]) => kinds.map((kind) => ({ object, kind, count: of[kind] ?? 0 })))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)

/** The kind that most of a set's records were written by. */
export const mainKind = (set: ChangeSet): Kind => partsOf(set)[0]?.kind ?? 'update'

/** What a set did, as a sentence: 修改 38 个客户; an import is called by its file. */
export function sentenceOf(set: ChangeSet, { meta, say, format }: Readonly<{ meta: Meta; say: Say; format: Format }>): string {
  if (set.via === 'import' && !set.undoes && set.cause) return say('history.did.import', { file: set.cause })
  const parts = partsOf(set)
  const words = parts.slice(0, shownParts).map(({ object, kind, count }) => {
    const known = meta.objects[object]
    return say(`history.did.${kind}`, {
      count,
      number: format.number(count),
      object: known ? (count === 1 ? known.label : known.labelPlural) : object,
    })
  })
  const what = words.join(say('history.did.join')) + (parts.length > shownParts ? say('history.did.more') : '')
  return set.undoes ? say('history.did.undo', { what }) : what || say('history.did.nothing')
}

/** Who wrote a set; the system itself has a name in the reader's language. */
export const actorName = ({ actor }: ChangeSet, say: Say): string =>
  actor.id === null && actor.name === 'system' ? say('history.system') : actor.name
