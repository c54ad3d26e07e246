import type { Build } from './build.ts'
import type { Compiled, FilterInput } from './question.ts'

type Planned = Readonly<{ object: string; filter?: FilterInput; q?: string }>

const common = 0.01

/**
 * Which plan serves a question: one for all values where it walks an index until the page is full, one for these values where they
 * may be rare. Planning costs more than the walk (6.2 against 2.1 ms; of a past day, with all the partitions of the log, 10 against 5), but a walk for a rare
 * value costs 78 ms instead of 3.
 */
export function planFor(build: Build, question: Planned): Compiled['plan'] {
  if (question.q !== undefined && question.q.trim() !== '') return 'custom'
  const object = build.object(question.object)
  const { statistics } = build.options
  const isCommon = ([name, value]: [string, unknown]): boolean => {
    const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined
    if (!field?.type.choices || field.columns.length !== 1 || typeof value !== 'string') return false
    const share = statistics?.shareOf(object.table, field.columns[0]!.name, value)
    return share !== undefined && share >= common
  }
  return Object.entries(question.filter ?? {}).every(isCommon) ? 'generic' : 'custom'
}

/**
 * Whether a program's filter names records, or what hangs on named parents: few, whatever else is asked, and found by the same index for all values.
 * What is asked beside each write is mostly so, and planning it took three times as long as running it.
 */
export function isOfFew(build: Build, { object, filter = {} }: Planned): boolean {
  const { fields, follows } = build.object(object)
  const narrow = follows.filter((name) => fields[name]?.refers && !build.object(fields[name].refers).isFew)
  const isNarrow = (one: FilterInput): boolean =>
    ['id', ...narrow].some((name) => {
      const value = one[name]
      return typeof value === 'string' || Array.isArray((value as { in?: unknown } | undefined)?.in)
    })
  return isNarrow(filter) || (Array.isArray(filter.or) && filter.or.length > 0 && (filter.or as FilterInput[]).every(isNarrow))
}
