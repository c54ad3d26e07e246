import { Fault, fieldLabel, fillText, type GuestCall, type Issue, optionLabel, textOf, toProblem } from '#kernel'
import type { Locale } from '#kernel/model'
import type { WebForm } from '../arrive.ts'
import { mayBeAsked, type Question } from '../questions.ts'

type Reading = Pick<GuestCall, 'reader'>

const locales: Readonly<Record<string, Locale>> = { zhCn: 'zh-CN', zhTw: 'zh-TW', en: 'en' }

/** The call in the language of the form, where it has one. */
export const inLanguageOf = (call: GuestCall, form: WebForm): GuestCall => {
  const locale = locales[form.language]
  return locale ? { ...call, reader: { ...call.reader, locale } } : call
}

export const say = ({ reader }: Reading, key: string, values: Record<string, unknown> = {}): string =>
  fillText(textOf(reader.modules, reader.locale, `forms.page.${key}`) ?? key, values, reader.locale)

/** What a question is called on the page. */
export function labelOf({ reader }: Reading, { label, field }: Question): string {
  const asked = reader.catalog?.objects.lead?.fields[field]
  return label ?? (asked ? fieldLabel(reader, asked) : field)
}

export const optionsOf = ({ reader }: Reading, name: string): readonly Readonly<{ key: string; label: string }>[] => {
  const field = reader.catalog?.objects.lead?.fields[name]
  const options = field?.type.choices?.(field.options) ?? []
  return options.filter(({ retired }) => retired !== true).map((one) => ({ key: one.key, label: optionLabel(reader, `lead.${name}`, one) }))
}

/** What somebody wrote, a line for each question. */
export function saidOf(call: Reading, questions: readonly Question[], values: Readonly<Record<string, unknown>>): string {
  const lines = questions.flatMap((question) => {
    const field = call.reader.catalog?.objects.lead?.fields[question.field]
    const value = values[question.field]
    if (!mayBeAsked(field) || value === undefined) return []
    const options = new Map(optionsOf(call, question.field).map(({ key, label }) => [key, label]))
    const text = [value].flat().map((one) => options.get(String(one)) ?? String(one))
    return [`${labelOf(call, question)}: ${text.join(', ')}`]
  })
  return lines.join('\n')
}

/** What is wrong, by field, in the words of the reader. */
export function complaintsOf({ reader }: Reading, issues: readonly Issue[]): ReadonlyMap<string, string> {
  const { body } = toProblem(new Fault('kernel.invalid', {}, issues), { ...reader, object: 'lead' })
  return new Map((body.issues as { path: string; detail: string }[]).map(({ path, detail }) => [path, detail]))
}
