import { useQuery } from '@tanstack/react-query'
import { dayOf } from '../../model/day-of.ts'
import type { RuleContext } from '../../model/define-rules.ts'
import { faultText, fillText } from '../../model/fault-text.ts'
import type { ChoiceOption, Labels, Locale } from '../../model/field-type.ts'
import { brokenRules, deriveValues } from '../../model/run-rules.ts'
import { toWriting, webTypeOf } from '../fields/type-of.ts'
import { useLocale } from '../i18n/locale.ts'
import { loadRules } from '../slots/installed.ts'
import type { Meta, ObjectMeta, Row } from './meta-types.ts'
import { useMeta } from './use-meta.ts'

type Values = Record<string, unknown>
type Edited = Readonly<{
  object: ObjectMeta
  /** All values as they would be stored, in reading shape. */
  values: Partial<Row>
  /** The stored record; absent: a new one. */
  before?: Partial<Row> | undefined
}>

/** A record as rules see it. Lines of a stored record are seen once they are given, as on the server. */
function toStored(object: ObjectMeta, values: Partial<Row>, before: Partial<Row> | undefined): Values {
  const known = Object.values(object.fields).filter(
    (field) => field.name in values && !(webTypeOf(field).listed === false && before && values[field.name] === before[field.name]),
  )
  return Object.fromEntries(known.map((field) => [field.name, toWriting(values[field.name], field)]))
}

function contextOf({ person, workspace }: Meta, object: ObjectMeta): RuleContext {
  const now = new Date()
  return {
    today: dayOf(now, workspace.timeZone),
    timeZone: workspace.timeZone,
    now: now.toISOString(),
    memberId: person.id,
    currency: workspace.currency,
    option: (name, key) => object.fields[name]?.options.choices?.find((choice) => choice.key === key) as ChoiceOption | undefined,
  }
}

/** An option is called by its label, in whichever field it stands. */
const optionWord = (object: ObjectMeta, { option }: Readonly<Record<string, unknown>>): unknown =>
  Object.values(object.fields)
    .flatMap((field) => field.options.choices ?? [])
    .find(({ key }) => key === option)?.label ?? option

/** Sentences by field: what the rules of this object say about the record as it is being typed. The server decides; this is so much earlier. */
export function sayBroken(
  { object, values, before }: Edited,
  at: { rules: Awaited<ReturnType<typeof loadRules>>; meta: Meta; locale: Locale },
): Readonly<Record<string, string>> {
  const rules = at.rules.filter((rule) => rule.object === object.name)
  const context = contextOf(at.meta, object)
  const stored = before ? toStored(object, before, before) : null
  const given = { ...stored, ...toStored(object, values, before) }
  const row = { ...given, ...deriveValues(rules, given, stored, context) }
  const said: Record<string, string> = {}
  for (const { path, code, details = {} } of brokenRules(rules, row, stored, context)) {
    const field = object.fields[path.split('.')[0] ?? '']
    const own = (details.says as Labels | undefined)?.[at.locale]
    const text = field && (own ?? faultText(code, details, (key) => at.meta.faults[key]))
    if (text) said[field.name] ??= fillText(text, { ...details, option: optionWord(object, details), field: field.label }, at.locale)
  }
  return said
}

const none: Readonly<Record<string, string>> = {}

/** What the workspace demands of an object, as its rules are read; they speak the reader's language already. */
const toShape = (object: ObjectMeta, locale: Locale) => ({
  name: object.name,
  fields: object.fields,
  checks: (object.checks ?? []).map(({ says, ...check }) => ({ ...check, message: { [locale]: says ?? '' } })),
})

/** The same for a form; nothing as long as `isOn` is false or the rules are on their way. */
export function useBroken(edited: Edited, isOn: boolean): Readonly<Record<string, string>> {
  const meta = useMeta()
  const locale = useLocale()
  const { data: rules } = useQuery({ queryKey: ['rules'], queryFn: loadRules, staleTime: Number.POSITIVE_INFINITY })
  const { object } = edited
  const { data: own } = useQuery({
    queryKey: ['defined-rules', object.name, meta.version, locale],
    queryFn: async () => (await import('../../model/defined-rules.ts')).definedRules(toShape(object, locale)),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isOn,
  })
  return isOn && rules ? sayBroken(edited, { rules: [...rules, ...(own ?? [])], meta, locale }) : none
}
