import { Fault, type Issue, type ParseContext, type Work } from '#kernel'
import { mayBeAsked, type Question } from '../questions.ts'

/** What was answered: values as the field types read them, and what is wrong with the rest. */
export type Answers = Readonly<{ values: Readonly<Record<string, unknown>>; issues: readonly Issue[] }>

/** Reads what a page or a program sent: texts as a person writes them, everything else in writing shape. Only what was asked is looked at. */
export function readAnswers(work: Work, questions: readonly Question[], given: Readonly<Record<string, unknown>>): Answers {
  const values: Record<string, unknown> = {}
  const issues: Issue[] = []
  const context = contextOf(work)
  for (const { field: name, isRequired } of questions) {
    const field = work.catalog.objects.lead?.fields[name]
    if (!mayBeAsked(field)) continue
    const sent = Object.hasOwn(given, name) ? given[name] : null
    try {
      const text = typeof sent === 'string' ? sent.trim() : null
      const input = text === null ? sent : text === '' ? null : (field.type.fromText?.(text, field.options, context) ?? text)
      const value = input === null || input === undefined ? null : (field.type.parse(input, field.options, context) ?? null)
      if (value !== null) values[name] = value
      else if (isRequired) issues.push({ path: name, code: 'kernel.required' })
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      issues.push({ path: name, code: error.code, details: error.details })
    }
  }
  return { values, issues }
}

const contextOf = ({ workspace, actor, now, today, catalog }: Work): ParseContext => ({
  region: workspace.region,
  currency: workspace.currency,
  timeZone: workspace.timeZone,
  locale: actor.locale,
  now,
  today,
  memberId: null,
  vault: catalog.vault,
})
