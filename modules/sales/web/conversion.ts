import { useState } from 'react'
import { isProblem, type LinkValue, type ObjectMeta, type Problem, type Row, toWriting, useAction, useMeta, useTexts } from '#kernel/web'
import { type Chosen, isLink, type Offers, type Part, parts } from '../rules/conversion-choices.ts'

/** What the server says of a conversion before it is made. */
export type Conversion = Readonly<{
  drafts: Readonly<
    Record<Part, Readonly<{ carried: readonly Readonly<{ from: string; to: string }>[]; lacking: readonly string[]; name: string | null }>>
  >
  offers: Offers | null
  /** Of how many leads somebody else has a customer that looks the same. */
  ofOthers: number
}>

export type PartRows = Readonly<Record<Part, Partial<Row>>>
/** What is wrong: by part and field, and what belongs to none. */
export type Refused = Readonly<{
  byPart: Readonly<Record<Part, Readonly<Record<string, string>>>>
  rest: readonly string[]
  code: string | null
}>

const none = { account: {}, contact: {}, opportunity: {} }
export const nothingTyped: PartRows = none
export const nothingRefused: Refused = { byPart: none, rest: [], code: null }

/** Sentences of the server beside the fields of the part that they are about. */
export function refusedBy(problem: Problem): Refused {
  const byPart: Record<Part, Record<string, string>> = { account: {}, contact: {}, opportunity: {} }
  const rest: string[] = []
  for (const { path, detail } of problem.issues) {
    const [head, part, field] = path.split('.')
    if (head === 'values' && field && parts.includes(part as Part)) byPart[part as Part][field] = detail
    else rest.push(detail)
  }
  return { byPart, rest: problem.issues.length === 0 ? [problem.detail] : rest, code: problem.code }
}

const isGiven = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

/** Required fields of new parts that stand empty. */
export function emptyIn(
  o: Readonly<{ conversion: Conversion; typed: PartRows; isNew(part: Part): boolean }>,
  words: string,
): Refused['byPart'] | null {
  const found = parts.map((part) => {
    const empty = o.isNew(part) ? o.conversion.drafts[part].lacking.filter((name) => !isGiven(o.typed[part][name])) : []
    return [part, Object.fromEntries(empty.map((name) => [name, words]))] as const
  })
  return found.some(([, fields]) => Object.keys(fields).length > 0) ? (Object.fromEntries(found) as Refused['byPart']) : null
}

/** What was typed, as the server takes it. */
export const written = (objects: Readonly<Record<string, ObjectMeta | undefined>>, typed: PartRows, isNew: (part: Part) => boolean) =>
  Object.fromEntries(
    parts.filter(isNew).map((part) => {
      const fields = objects[part]?.fields ?? {}
      return [
        part,
        Object.fromEntries(
          Object.entries(typed[part]).flatMap(([name, value]) => (fields[name] ? [[name, toWriting(value, fields[name])]] : [])),
        ),
      ]
    }),
  )

export type Made = Readonly<{ account: string; contact: string; opportunity: string | null }>

/** Converts one lead; what is refused stands beside what it is about, and everything typed stays. */
export function useConvert(id: string, conversion: Conversion) {
  const say = useTexts()
  const { objects } = useMeta()
  const { mutateAsync, isPending } = useAction<Made>('sales.convert', 'lead')
  const [typed, setTyped] = useState<PartRows>(none)
  const [second, setSecond] = useState('')
  const [refused, setRefused] = useState<Refused>(nothingRefused)
  const type = (part: Part, name: string, value: unknown) => {
    setTyped((now) => ({ ...now, [part]: { ...now[part], [name]: value } }))
    setRefused((now) => {
      const { [name]: _settled, ...left } = now.byPart[part]
      return { ...now, byPart: { ...now.byPart, [part]: left } }
    })
  }
  const submit = async (chosen: Chosen): Promise<Readonly<{ made: Made; changeSet: string | null }> | null> => {
    const isNew = (part: Part) => chosen[part] === 'new'
    const empty = emptyIn({ conversion, typed, isNew }, say('form.required'))
    const unnamed = parts.some((part) => chosen[part] === 'other')
    if (empty || unnamed) {
      setRefused({ byPart: empty ?? none, rest: unnamed ? [say('sales.convert.which')] : [], code: null })
      return null
    }
    const named = parts.flatMap((part) => (isLink(chosen[part]) ? [[part, (chosen[part] as LinkValue).id]] : []))
    const input = {
      ...Object.fromEntries(named),
      withOpportunity: chosen.opportunity !== 'none',
      ...(second && isNew('account') ? { second } : {}),
      values: written(objects, typed, isNew),
    }
    try {
      const { result, changeSet } = await mutateAsync({ id, input })
      return { made: result, changeSet }
    } catch (error) {
      if (!isProblem(error)) throw error
      setRefused(refusedBy(error))
      return null
    }
  }
  return { typed, type, second, setSecond, refused, submit, isPending }
}
