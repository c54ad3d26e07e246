import { Fault, fail, isFilled, type RowOf, type Work } from '#kernel'
import { nameOfLead } from '#modules/customers'
import { lead } from '#objects/customers'
import { type Part, parts } from '../rules/conversion-choices.ts'
import { customerName } from '../same-customer.ts'

type Lead = RowOf<typeof lead>
type Values = Readonly<Record<string, unknown>>
type CatalogObject = Work['catalog']['objects'][string]
type CatalogField = CatalogObject['fields'][string]
/** By part, values of its fields in writing shape. */
export type PartValues = Readonly<Partial<Record<Part, Values>>>

/** A field of a lead and the field of what it becomes that takes its value. */
export type Carried = Readonly<{ from: string; to: string }>
/** `veiled`: what the actor sees neither of the lead nor of the other; the program carries it unseen. */
export type Draft = Readonly<{ values: Values; carried: readonly Carried[]; veiled: Values }>

const same = (...names: string[]): Carried[] => names.map((name) => ({ from: name, to: name }))
const ways: Readonly<Record<Part, readonly Carried[]>> = {
  account: same('source', 'industry', 'country', 'province', 'city', 'address', 'phone', 'website', 'tags'),
  contact: [...same('title', 'department', 'mobile', 'email', 'im'), { from: 'phone', to: 'workPhone' }],
  opportunity: [...same('source', 'need'), { from: 'name', to: 'informant' }],
}

/**
 * What a customer, contact or deal would hold that is made of a lead, and which of the lead's fields say so. A workspace's own fields go along to one of the
 * same kind that has the same key or, failing that, the same label. What the actor sees of the lead and may not write of the other stays behind, and so does what
 * the other would show him.
 */
export function draftOf(work: Work, from: Lead, part: Part): Draft {
  const stored = from as Values
  const target = { name: part }
  const isOpen = ({ from: name, to }: Carried) => work.mayRead(lead, name) && work.mayWrite(target, to)
  const isVeiled = ({ from: name, to }: Carried) => !work.mayRead(lead, name) && !work.mayRead(target, to)
  const pairs = [...ways[part], ...(part === 'account' && !from.company && !from.phone ? [{ from: 'mobile', to: 'phone' }] : [])]
  const filled = [...pairs, ...ownPairs(work, part)].filter((pair) => isFilled(stored[pair.from]))
  const valuesOf = (list: readonly Carried[]) => Object.fromEntries(list.map((pair) => [pair.to, stored[pair.from]]))
  const carried = filled.filter(isOpen)
  return { carried, values: { ...namesOf(from, part), ...valuesOf(carried) }, veiled: valuesOf(filled.filter(isVeiled)) }
}

function namesOf(from: Lead, part: Part): Values {
  if (part === 'contact') return { name: nameOfLead(from), isPrimary: true, owner: from.owner }
  return { name: customerName(from), owner: from.owner, ...(part === 'account' ? { kind: from.company ? 'company' : 'person' } : {}) }
}

/** Fields of the workspace's own on both sides that mean the same. */
export function ownPairs(work: Work, part: Part): readonly Carried[] {
  const from = work.catalog.objects[lead.name]!
  return ownFields(work.catalog.objects[part]!).flatMap((field) => {
    const alike = ownFields(from).filter((one) => one.type === field.type && fits(one, field))
    const found = alike.find(({ name }) => name === field.name) ?? alike.find((one) => isCalledLike(one, field))
    return found ? [{ from: found.name, to: field.name }] : []
  })
}

const ownFields = ({ fields }: CatalogObject): CatalogField[] =>
  Object.values(fields).filter(({ isCustom, readOnly, type }) => isCustom && !readOnly && !type.compute)

const isCalledLike = ({ labels: a }: CatalogField, { labels: b }: CatalogField): boolean =>
  Object.entries(a ?? {}).some(([locale, label]) => !!label && b?.[locale as keyof typeof b] === label)

/** Whether every value of the one can stand in the other: options and the object that a link names are the same. */
function fits(one: CatalogField, other: CatalogField): boolean {
  if (one.refers !== other.refers) return false
  const there = new Set(other.type.choices?.(other.options).map(({ key }) => key))
  return (one.type.choices?.(one.options) ?? []).every(({ key }) => there.has(key))
}

/** Required fields of what would be made that nothing fills: whoever converts is asked for them. */
export const lackingOf = (work: Work, part: Part, values: Values): readonly string[] =>
  Object.values(work.catalog.objects[part]!.fields)
    .filter(({ required, readOnly, system, default: preset }) => required && !readOnly && !system && preset === undefined)
    .filter(({ name }) => !isFilled(values[name]) && work.mayWrite({ name: part }, name))
    .map(({ name }) => name)

/** What was said of the parts on the way in. @throws `kernel.bad-value` */
export function readParts(given: unknown, path: string): PartValues {
  if (given === null || given === undefined) return {}
  const isValues = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isValues(given)) fail('kernel.bad-value', { path, want: 'object' })
  for (const [part, values] of Object.entries(given))
    if (!parts.includes(part as Part) || !isValues(values)) fail('kernel.bad-value', { path: `${path}.${part}`, want: 'object' })
  return given
}

/** What is wrong with a part that is being made says of which one: `values.account.grade`. */
export async function ofPart<R>(part: Part, make: () => Promise<R>): Promise<R> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof Fault) || error.issues.length === 0) throw error
    throw new Fault(
      error.code,
      error.details,
      error.issues.map((issue) => {
        const path = issue.path.replace(/^\d+\./, '')
        return { ...issue, path: `values.${part}.${path}`, details: { object: part, path, ...issue.details } }
      }),
    )
  }
}
