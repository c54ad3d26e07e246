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
 * Whether a program's filter names records, or what hangs on named ones: few, whatever else is asked, and found by the same index for all values. What is counted of named people is
 * found so too; what is sought of them may be so much that it is better walked. What is asked beside each write is mostly so, and planning it took three times as long as running it.
 */
export function isOfFew(build: Build, { object, filter = {} }: Planned): boolean {
  const { fields, follows, tree } = build.object(object)
  const isNarrow = (one: FilterInput): boolean =>
    Object.entries(one).some(([name, value]) => {
      if (typeof value !== 'string' && !Array.isArray((value as { in?: unknown } | undefined)?.in)) return false
      if (name === 'id') return true
      const { refers, options } = (Object.hasOwn(fields, name) ? fields[name] : undefined) ?? {}
      const hangs =
        name === tree || follows.includes(name) || options?.onRemove === 'follow' || (build.options.readsAll && refers === 'member')
      return !!refers && hangs && !build.object(refers).isFew
    })
  const { and, or } = filter as Readonly<Record<'and' | 'or', readonly FilterInput[] | undefined>>
  return isNarrow(filter) || (and?.some(isNarrow) ?? false) || (or !== undefined && or.length > 0 && or.every(isNarrow))
}
