import type { ChoiceOption, FieldType, Labels, Setting } from '../../model/field-type.ts'
import { fieldTypes } from '../../model/field-types.ts'
import type { Field } from '../../model/fields.ts'
import type { CatalogFault } from '../catalog-fault.ts'
import { catalogFault, isLabels } from '../catalog-fault.ts'
import type { Definition } from './read-definitions.ts'

/** What every field may say, whatever its kind. */
const common = ['kind', 'labels', 'help', 'required', 'unique', 'indexed', 'default'] as const
/** What may be said anew about a field of the code: how it looks and what it asks for, never what it is. */
const changeable = ['labels', 'help', 'required', 'default', 'choices', 'dependsOn', 'pattern'] as const

type Body = Readonly<Record<string, unknown>>
type Read = Readonly<{ field: Field | null; faults: readonly CatalogFault[] }>
type At = Readonly<{ at: string; faults: CatalogFault[] }>

/** A field that a workspace defined. */
export function readField({ object, name, body }: Definition): Read {
  const at = `${object}.${name}`
  const faults: CatalogFault[] = []
  const kind = String(body.kind)
  const type = Object.hasOwn(fieldTypes, kind) ? fieldTypes[kind]! : null
  if (!type?.settings) return { field: null, faults: [catalogFault(at, 'unknown-kind', { kind })] }
  checkCommon(body, { at, faults })
  const known = new Map(type.settings.map((setting) => [setting.name, setting]))
  const options: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(body)) {
    if ((common as readonly string[]).includes(key) || value === null) continue
    const setting = known.get(key)
    if (!setting) faults.push(catalogFault(at, 'unknown-setting', { setting: key }))
    else if (!takes[setting.takes](value, setting)) faults.push(catalogFault(at, 'bad-setting', { setting: key }))
    else options[key] = value
  }
  for (const setting of type.settings)
    if (setting.required && options[setting.name] === undefined && !(setting.name in body))
      faults.push(catalogFault(at, 'missing-setting', { setting: setting.name }))
  if (faults.length > 0) return { field: null, faults }
  return { field: toField(kind, type, { body, options }), faults }
}

function toField(kind: string, type: FieldType, { body, options }: { body: Body; options: Record<string, unknown> }): Field {
  return {
    kind,
    // What a record cannot do without stays as long as the record does, unless somebody wants it otherwise.
    options: type.refers ? { onRemove: body.required === true ? 'forbid' : 'clear', ...options } : options,
    required: body.required === true,
    unique: body.unique === true || type.counter !== undefined,
    indexed: body.indexed === true,
    readOnly: type.compute !== undefined,
    isCustom: true,
    ...(body.default === undefined || body.default === null ? {} : { default: body.default }),
    ...(body.labels ? { labels: body.labels as Labels } : {}),
    ...(body.help ? { help: body.help as Labels } : {}),
  }
}

/** A field of the code as this workspace wants it: other words, more options, some retired, asked for where it was not. */
export function changedField(field: Field, { object, name, body }: Definition): Read {
  const at = `${object}.${name}`
  const faults: CatalogFault[] = []
  checkCommon(body, { at, faults })
  for (const key of Object.keys(body))
    if (key !== 'kind' && body[key] !== null && !(changeable as readonly string[]).includes(key))
      faults.push(catalogFault(at, 'not-changeable', { setting: key }))
  if (body.kind !== undefined && body.kind !== field.kind) faults.push(catalogFault(at, 'kind-fixed', { kind: field.kind }))
  if (isText(body.pattern) !== (typeof field.options.pattern === 'string' && body.pattern !== undefined && body.pattern !== null))
    faults.push(catalogFault(at, 'bad-setting', { setting: 'pattern' }))
  const declared = field.options.choices as readonly ChoiceOption[] | undefined
  const given = body.choices
  if (given !== undefined && given !== null) {
    if (!declared || field.options.from) faults.push(catalogFault(at, 'not-changeable', { setting: 'choices' }))
    else if (!takes.options(given)) faults.push(catalogFault(at, 'bad-setting', { setting: 'choices' }))
    else
      for (const { key } of declared)
        if (!(given as ChoiceOption[]).some((one) => one.key === key)) faults.push(catalogFault(at, 'option-of-code', { option: key }))
  }
  if (faults.length > 0) return { field: null, faults }
  const choices = given
    ? { choices: (given as ChoiceOption[]).map((one) => ({ ...declared?.find(({ key }) => key === one.key), ...one })) }
    : {}
  return {
    faults,
    field: {
      ...field,
      options: {
        ...field.options,
        ...choices,
        ...(isText(body.pattern) ? { pattern: body.pattern } : {}),
        ...(typeof body.dependsOn === 'string' ? { dependsOn: body.dependsOn } : {}),
      },
      required: field.required || body.required === true,
      ...(body.default === undefined || body.default === null ? {} : { default: body.default }),
      ...(body.labels ? { labels: body.labels as Labels } : {}),
      ...(body.help ? { help: body.help as Labels } : {}),
    },
  }
}

function checkCommon(body: Body, { at, faults }: At): void {
  const bad = (setting: string) => faults.push(catalogFault(at, 'bad-setting', { setting }))
  for (const name of ['labels', 'help']) if (body[name] !== undefined && body[name] !== null && !isLabels(body[name])) bad(name)
  for (const name of ['required', 'unique', 'indexed'])
    if (body[name] !== undefined && body[name] !== null && typeof body[name] !== 'boolean') bad(name)
}

const isText = (value: unknown, most = 200): value is string => typeof value === 'string' && value.trim() !== '' && value.length <= most
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => isText(one))
const nameForm = /^[a-z][a-zA-Z0-9]*$/

function isOption(option: unknown): boolean {
  if (typeof option !== 'object' || option === null) return false
  const { key, color, labels, retired, needs, when, ...rest } = option as Record<string, unknown>
  return (
    isText(key, 100) &&
    (color === undefined || isText(color, 40)) &&
    (labels === undefined || isLabels(labels)) &&
    (retired === undefined || typeof retired === 'boolean') &&
    (needs === undefined || isTexts(needs)) &&
    (when === undefined || isTexts(when)) &&
    Object.keys(rest).length === 0
  )
}

/** Whether a value is what a setting takes; what it means is checked with the other declarations. */
const takes: Readonly<Record<Setting['takes'], (value: unknown, setting?: Setting) => boolean>> = {
  number: (value, setting) =>
    typeof value === 'number' && Number.isFinite(value) && value >= (setting?.min ?? -9e15) && value <= (setting?.max ?? 9e15),
  text: (value) => isText(value),
  texts: (value) => isTexts(value) && value.length <= 200,
  among: (value, setting) => typeof value === 'string' && (setting?.among ?? []).includes(value),
  labels: isLabels,
  options: (value) => Array.isArray(value) && value.length > 0 && value.length <= 500 && value.every(isOption),
  object: (value) => isText(value, 60),
  objects: (value) => isTexts(value) && value.length <= 30,
  lines: (value) => isText(value, 60),
  field: (value) => isText(value, 60),
  children: (value) => isText(value, 60),
  measured: (value) => isText(value, 60),
  expression: (value) => isText(value, 4000),
  filter: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  name: (value) => isText(value, 60) && nameForm.test(value),
}
