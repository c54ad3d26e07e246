import { member, optionLabel, type Work } from '#kernel'
import type { LeadRow } from './lead-row.ts'

const locales = ['zh-CN', 'zh-TW', 'en'] as const
const plain = (word: string): string => word.normalize('NFKC').trim().toLowerCase()

/** By person, the skill that fits a lead. */
export type Fit = ReadonlyMap<string, string>

/**
 * By lead that says something in this field, who of these people has a skill of that name: an option by its key or by what it is called in any language, each of several values
 * by itself. A lead that says nothing there is left out.
 */
export async function fitsBySkill(
  kernel: Work,
  o: Readonly<{ field: string; people: readonly string[]; leads: readonly LeadRow[] }>,
): Promise<ReadonlyMap<string, Fit>> {
  const members = o.people.length === 0 ? [] : await kernel.find(member, { id: { in: [...o.people] } }, { limit: 10_000 })
  const skills = members.map((one) => ({ id: String(one.id), has: skillsOf(one) }))
  return new Map(
    o.leads.flatMap((lead) => {
      const wanted = wantedBy(kernel, o.field, (lead as Readonly<Record<string, unknown>>)[o.field])
      if (wanted.size === 0) return []
      const fitting = skills.flatMap(({ id, has }) => has.filter((skill) => wanted.has(plain(skill))).map((skill) => [id, skill] as const))
      return [[lead.id, new Map(fitting)] as const]
    }),
  )
}

const skillsOf = (row: object): readonly string[] => (row as Readonly<{ skills?: readonly string[] | null }>).skills ?? []

function wantedBy(kernel: Work, field: string, value: unknown): ReadonlySet<string> {
  const values = (Array.isArray(value) ? value : [value]).flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? one : []))
  const known = kernel.catalog.objects.lead!.fields[field]
  const options = known ? (known.type.choices?.(known.options) ?? []) : []
  const called = (key: string) =>
    options
      .filter((option) => option.key === key)
      .flatMap((option) => locales.map((locale) => optionLabel({ modules: kernel.modules, locale }, `lead.${field}`, option)))
  return new Set(values.flatMap((key) => [key, ...called(key)]).map(plain))
}
