import type { AnyObject, ViewHints } from '../../model/define-object.ts'
import type { CheckBody, LayoutBody, LayoutSection } from '../../model/definition.ts'
import { type CatalogFault, catalogFault, isLabels } from '../catalog-fault.ts'
import { checkExpression, checkView } from '../check-catalog.ts'
import type { Definition } from './read-definitions.ts'

const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === 'string')
const isGiven = (value: unknown) => value !== undefined && value !== null

type CheckRead = Readonly<{ check: CheckBody | null; faults: readonly CatalogFault[] }>

/** A rule that a workspace gave to an object. */
export function readCheck({ object: name, name: rule, body }: Definition, object: AnyObject): CheckRead {
  const at = `${name}.${rule}`
  const faults: CatalogFault[] = []
  const { must, when, field, message, isOff, ...rest } = body
  for (const key of Object.keys(rest)) faults.push(catalogFault(at, 'unknown-setting', { setting: key }))
  if (typeof must !== 'string' || must.trim() === '') faults.push(catalogFault(at, 'missing-setting', { setting: 'must' }))
  if (!isLabels(message) || Object.values(message).every((text) => text.trim() === ''))
    faults.push(catalogFault(at, 'missing-setting', { setting: 'message' }))
  if (isGiven(field) && !(String(field) in object.fields)) faults.push(catalogFault(at, 'view-unknown-field', { field }))
  for (const [setting, expression] of Object.entries({ must, when }))
    if (typeof expression === 'string' && expression !== '')
      for (const fault of checkExpression(object, expression, 'yesNo'))
        faults.push(catalogFault(at, fault.reason, { ...fault.details, setting }))
  if (faults.length > 0) return { check: null, faults }
  return {
    faults,
    check: {
      name: rule,
      must: must as string,
      message: message as CheckBody['message'],
      ...(typeof when === 'string' && when !== '' ? { when } : {}),
      ...(typeof field === 'string' ? { field } : {}),
      ...(isOff === true ? { isOff } : {}),
    },
  }
}

type LayoutRead = Readonly<{ layout: LayoutBody | null; faults: readonly CatalogFault[] }>
const layoutMembers = new Set('labels roles types form list board facts related path panels hiddenPanels'.split(' '))

/** How an object looks to some; fields that are gone meanwhile are left out by whoever draws it. */
export function readLayout({ object: name, name: key, body }: Definition, object: AnyObject): LayoutRead {
  const at = `${name}.${key}`
  const faults: CatalogFault[] = []
  const bad = (setting: string) => faults.push(catalogFault(at, 'bad-setting', { setting }))
  for (const member of Object.keys(body))
    if (!layoutMembers.has(member)) faults.push(catalogFault(at, 'unknown-setting', { setting: member }))
  if (isGiven(body.labels) && !isLabels(body.labels)) bad('labels')
  for (const member of ['roles', 'types', 'facts', 'related', 'panels', 'hiddenPanels'])
    if (isGiven(body[member]) && !isNames(body[member])) bad(member)
  if (isGiven(body.form) && !(Array.isArray(body.form) && body.form.every(isSection))) bad('form')
  if (isGiven(body.list) && !isNames((body.list as Record<string, unknown>).columns)) bad('list')
  if (
    isGiven(body.board) &&
    !(isNames((body.board as Record<string, unknown>).card) && typeof (body.board as Record<string, unknown>).by === 'string')
  )
    bad('board')
  if (faults.length > 0) return { layout: null, faults }
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => isGiven(value)))
  const layout = { name: key, labels: {}, roles: [], types: [], ...given } as unknown as LayoutBody
  faults.push(...checkView(object, layout as ViewHints, at))
  for (const { shownWhen, section } of layout.form ?? [])
    if (shownWhen)
      for (const fault of checkExpression(object, shownWhen, 'yesNo'))
        faults.push(catalogFault(at, fault.reason, { ...fault.details, setting: section }))
  return { layout: faults.length > 0 ? null : layout, faults }
}

function isSection(section: unknown): section is LayoutSection {
  if (typeof section !== 'object' || section === null) return false
  const { section: key, labels, rows, shownWhen, ...rest } = section as Record<string, unknown>
  return (
    typeof key === 'string' &&
    (labels === undefined || isLabels(labels)) &&
    Array.isArray(rows) &&
    rows.every((row) => isNames(row) && row.length > 0 && row.length <= 4) &&
    (shownWhen === undefined || shownWhen === null || typeof shownWhen === 'string') &&
    Object.keys(rest).length === 0
  )
}
