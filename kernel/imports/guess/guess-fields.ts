import type { Access, Actor } from '../../access/define-access.ts'
import type { ModuleDef } from '../../define-module.ts'
import { type DayRecognition, recogniseDays } from '../../files/days.ts'
import type { SampledColumn } from '../../files/read-table.ts'
import { fieldLabel } from '../../http/labels.ts'
import { textOf } from '../../http/texts.ts'
import type { Catalog, CatalogField, CatalogObject } from '../../model/catalog.ts'
import { locales, type ParseContext } from '../../model/field-type.ts'
import { readCell } from '../plan/cells.ts'
import { fold } from '../plan/fold.ts'
import { timeForm } from '../plan/plan.ts'
import { conceptsOf, kinship } from './concepts.ts'

export type Guess = Readonly<{ field: string; score: number; why: 'name' | 'samples' }>
export type GuessInput = Readonly<{
  catalog: Catalog
  access: Access
  actor: Actor
  modules: readonly ModuleDef[]
  context: ParseContext
  object: CatalogObject
}>

/** Below this a name is not taken for a field's. */
const leastScore = 0.58
/** Share of the samples that a field must be able to take. */
const leastShare = 0.5

type Target = Readonly<{ path: string; field: CatalogField; names: readonly ReadonlySet<string>[]; about: ReadonlySet<string> }>

/** For each column the field it most likely holds, by its name in any of the three languages, else by its samples; each field once. Null where nothing fits. */
export function guessFields(input: GuessInput, columns: readonly SampledColumn[]): (Guess | null)[] {
  const targets = targetsOf(input)
  const guesses: (Guess | null)[] = columns.map(() => null)
  const taken = new Set<string>()
  const give = (column: number, target: Target, guess: Omit<Guess, 'field'>) => {
    guesses[column] = { field: target.path, score: Math.round(guess.score * 100) / 100, why: guess.why }
    taken.add(baseOf(target.path))
  }
  const scored = columns.flatMap((column, i) => targets.map((target) => ({ i, target, score: nameScore(column, target) })))
  const byName = scored.filter(({ score }) => score >= leastScore).toSorted((a, b) => b.score - a.score)
  for (const { i, target, score } of byName) {
    if (guesses[i] || taken.has(baseOf(target.path)) || (score < 1 && !canHold(input, target.field, columns[i]!))) continue
    give(i, target, { score, why: 'name' })
  }
  columns.forEach((column, i) => {
    if (guesses[i] || column.samples.length === 0) return
    const fitting = targets.filter((target) => !taken.has(baseOf(target.path)) && isTelling(input, target.field, column))
    if (fitting.length === 1) give(i, fitting[0]!, { score: 0.6, why: 'samples' })
  })
  return guesses
}

/** `account` and `account.id` feed the same field. */
const baseOf = (path: string): string => path.replace(/\.id$/, '')

function targetsOf({ catalog, access, actor, modules, object }: GuessInput): Target[] {
  const about = conceptsOf([object.name, ...locales.map((locale) => textOf(modules, locale, object.name) ?? '')].join(' '))
  const writable = (owner: CatalogObject, field: CatalogField) =>
    !field.readOnly && !field.type.compute && !field.type.parts && access.fieldRight(actor, owner.name, field.name) === 'write'
  const labels = (field: CatalogField) => locales.map((locale) => fieldLabel({ modules, locale }, field))
  return Object.values(object.fields)
    .filter((field) => field.name === 'id' || writable(object, field))
    .flatMap((field): Target[] => {
      const isTitle = field.name === object.title
      const names = [
        field.name,
        ...labels(field),
        ...(isTitle ? ['name', ...locales.map((locale) => textOf(modules, locale, object.name) ?? '')] : []),
        ...(field.name === 'externalId' ? ['id'] : []),
      ]
      const own: Target = {
        path: field.name,
        field,
        about,
        names: field.name === 'id' ? [] : names.map(conceptsOf).filter((set) => set.size > 0),
      }
      const exact = (path: string): Target => ({ path, field, about, names: [] })
      const target = field.refers === null ? undefined : catalog.objects[field.refers]
      return [
        own,
        ...(target
          ? [
              exact(`${field.name}.id`),
              ...Object.values(target.fields)
                .filter((sub) => writable(target, sub))
                .map((sub) => ({ ...exact(`${field.name}.${sub.name}`), field: sub })),
            ]
          : []),
        ...(field.type.currencyOf ? [exact(`${field.name}.currency`)] : []),
      ]
    })
}

/** 1 for the field's own API name, less for names of the same meaning. The id beats the title that stands beside it in exported files. */
function nameScore(column: SampledColumn, target: Target): number {
  const header = column.name.trim()
  if (header === target.path || fold(header) === fold(target.path)) return target.path.endsWith('.id') ? 1.01 : 1
  const concepts = conceptsOf(header)
  return Math.min(0.98, Math.max(0, ...target.names.map((name) => kinship(concepts, name, target.about))))
}

/** Whether the field can take most of the samples; what links name is not looked up. */
function canHold(input: GuessInput, field: CatalogField, column: SampledColumn): boolean {
  if (field.refers !== null || column.samples.length === 0 || field.type.choices) return true
  return shareOf(input, field, column.samples) >= leastShare
}

function shareOf({ context }: GuessInput, field: CatalogField, samples: readonly string[]): number {
  const days = timeForm(field) ? recogniseDays(samples) : null
  const taken = samples.filter((text) => 'value' in readCell(field, text, { format: days?.format ?? null, currency: null, context }))
  return taken.length / samples.length
}

/** Texts of other kinds: a field that takes one of them tells nothing by taking the samples. */
const probes: readonly string[] = ['Abc def', '1054', '13800138000', '3.50']

/** Whether the samples can hardly be anything but values of this field: an address of mail, a known option, a day. */
function isTelling(input: GuessInput, field: CatalogField, column: SampledColumn): boolean {
  if (field.refers !== null || field.name === 'id') return false
  const takes = (text: string) => 'value' in readCell(field, text, { format: null, currency: null, context: input.context })
  return !probes.some(takes) && shareOf(input, field, column.samples) >= 0.9
}

/** How the days of a column are written, for columns guessed to hold days; null for others. */
export function guessDays(
  field: CatalogField | undefined,
  samples: readonly string[],
): Pick<DayRecognition, 'format' | 'ambiguous' | 'candidates'> | null {
  const found = field && timeForm(field) ? recogniseDays(samples) : null
  return found && { format: found.format, ambiguous: found.ambiguous, candidates: found.candidates }
}
