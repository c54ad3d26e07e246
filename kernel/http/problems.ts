import { STATUS_CODES } from 'node:http'
import type { ModuleDef } from '../define-module.ts'
import type { Catalog } from '../model/catalog.ts'
import { Fault, type Issue, kernelFaults } from '../model/fault.ts'
import { faultText, fillText } from '../model/fault-text.ts'
import type { Labels, Locale } from '../model/field-type.ts'
import { labelIn } from '../model/labels.ts'
import { labelOf, objectLabel, optionLabel, own } from './labels.ts'
import { textOf } from './texts.ts'

/** An answer that says what went wrong, as RFC 9457 has it. */
export type Problem = Readonly<{ status: number; body: Readonly<Record<string, unknown>>; retryAfterSeconds?: number }>

/** Who reads it and what it was about. */
export type Reader = Readonly<{
  modules: readonly ModuleDef[]
  locale: Locale
  requestId: string
  catalog?: Catalog | undefined
  object?: string | undefined
}>

/** `told` is for the audit: what the refusal discloses. */
const standard = new Set(['told', 'type', 'title', 'status', 'code', 'detail', 'requestId', 'issues', 'instance'])

/** The document of a fault, in the reader's language. What its details hold stands beside: both versions, ids, limits. */
export function toProblem(fault: Fault, reader: Reader): Problem {
  const status = statusOf(fault.code, reader.modules)
  const issues = fault.issues.map((issue) => ({
    path: issue.path,
    code: issue.code,
    detail: sentence(issue.code, issue.details ?? {}, { ...reader, path: issue.path }),
  }))
  const more = Object.fromEntries(Object.entries(fault.details).filter(([name]) => !standard.has(name)))
  const detail =
    issues.length > 0
      ? inOneLine(issues, reader.locale)
      : sentence(fault.code, fault.details, { ...reader, path: String(fault.details.path ?? '') })
  const retryAfterSeconds = typeof fault.details.retryAfterSeconds === 'number' ? fault.details.retryAfterSeconds : undefined
  return {
    status,
    body: { ...head(status, fault.code, detail, reader), ...(issues.length > 0 ? { issues } : {}), ...more },
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  }
}

/** The first three of what is wrong; the rest stands beside. */
const inOneLine = (issues: readonly { detail: string }[], locale: Locale): string =>
  [...new Set(issues.map(({ detail }) => detail))].slice(0, 3).join(locale === 'en' ? ' ' : '')

/** What an error of ours looks like from outside: the id under which the log has it, nothing else. */
export const toBareProblem = (reader: Reader): Problem => ({
  status: 500,
  body: head(500, 'kernel.internal', textOf(reader.modules, reader.locale, 'fault.kernel.internal') ?? '', reader),
})

const head = (status: number, code: string, detail: string, reader: Reader) => ({
  type: `urn:zhike:fault:${code}`,
  title: STATUS_CODES[status] ?? 'Error',
  status,
  code,
  detail,
  requestId: reader.requestId,
})

function statusOf(code: string, modules: readonly ModuleDef[]): number {
  if (Object.hasOwn(kernelFaults, code)) return kernelFaults[code as keyof typeof kernelFaults]
  return modules.find((module) => Object.hasOwn(module.faults, code))?.faults[code] ?? 422
}

function sentence(code: string, details: Readonly<Record<string, unknown>>, reader: Reader & { path: string }): string {
  const { modules, locale } = reader
  // What a rule of the workspace says stands in the workspace's own words.
  const own = labelIn(details.says as Labels | undefined, locale)
  if (own !== undefined) return own
  const text = faultText(code, details, (key) => textOf(modules, locale, `fault.${key}`))
  return text === undefined ? code : fillText(text, withLabels(details, reader), locale)
}

/** Fields and objects are called by their labels. */
function withLabels(details: Readonly<Record<string, unknown>>, reader: Reader & { path: string }): Record<string, unknown> {
  const object = typeof details.object === 'string' ? details.object : reader.object
  const label = (field: string) => labelOf(reader, object, field)
  const path = typeof details.path === 'string' && details.path !== '' ? details.path : reader.path
  return {
    ...details,
    ...optionsIn(details, reader, object),
    ...(path ? { path, field: label(path) } : {}),
    ...(details.labels && typeof details.option === 'string'
      ? { option: labelIn(details.labels as Labels, reader.locale) ?? details.option }
      : {}),
    ...(typeof details.field === 'string' ? { field: label(details.field) } : {}),
    ...(typeof details.at === 'string' ? { at: placeIn(reader, details.at) } : {}),
    ...(typeof details.why === 'string' ? { why: sentence(details.why, { ...details, why: undefined }, reader) } : {}),
    ...(Array.isArray(details.fields) ? { fields: details.fields.map((field) => label(String(field))) } : {}),
    ...(Array.isArray(details.missing) ? { missing: details.missing.map((field) => label(String(field))) } : {}),
    ...(object ? { object: objectWord(reader, object) } : {}),
  }
}

/** `project.left` by the words of the object and its field, as far as there are any. */
function placeIn(reader: Reader, at: string): string {
  const [object = '', ...field] = at.split('.')
  if (!own(reader.catalog?.objects, object)) return at
  return [objectWord(reader, object), ...(field.length > 0 ? [labelOf(reader, object, field.join('.'))] : [])].join(' · ')
}

/** Options of the object's choices by their labels; `from` and `to` are steps of its path. */
function optionsIn(details: Readonly<Record<string, unknown>>, reader: Reader, name: string | undefined): Record<string, string> {
  const object = name === undefined ? undefined : own(reader.catalog?.objects, name)
  const labels = Object.entries(details).map(([key, value]) => {
    const field = own(object?.fields, key) ?? (key === 'from' || key === 'to' ? object?.fields[object.views.path ?? ''] : undefined)
    const option = field?.type.choices?.(field.options).find((one) => one.key === value)
    return [key, option && optionLabel(reader, `${name}.${field!.name}`, option)]
  })
  return Object.fromEntries(labels.filter(([, label]) => label !== undefined))
}

function objectWord(reader: Reader, name: string): string {
  const object = own(reader.catalog?.objects, name)
  return object ? objectLabel(reader, object) : (textOf(reader.modules, reader.locale, name) ?? name)
}

/** Issues under one code, for input that a door itself reads. */
export const badInput = (...issues: readonly Issue[]): Fault => new Fault('kernel.bad-value', {}, issues)
