import type { Grant } from '../../access/define-access.ts'
import type { AnyObject } from '../../model/define-object.ts'
import type { CheckBody, LayoutBody } from '../../model/definition.ts'
import { fieldTypes } from '../../model/field-types.ts'
import type { Field } from '../../model/fields.ts'
import { type CatalogFault, catalogFault } from '../catalog-fault.ts'
import type { Definition } from './read-definitions.ts'
import { changedField, readField } from './read-field.ts'
import { changedObject, readObject } from './read-object.ts'
import { readCheck, readLayout } from './read-views.ts'

export type OwnedObject = AnyObject & Readonly<{ module: string }>

/** What a workspace's definitions come to. */
export type Customised = Readonly<{
  objects: readonly OwnedObject[]
  grants: readonly Grant[]
  checks: Readonly<Record<string, readonly CheckBody[]>>
  layouts: Readonly<Record<string, readonly LayoutBody[]>>
  faults: readonly CatalogFault[]
}>

/** Module of objects that no module claims. */
export const customModule = 'custom'

/** Lays the definitions of a workspace over the declarations of the code. Every place that cannot be read is a fault. */
export function customise(declared: readonly OwnedObject[], definitions: readonly Definition[]): Customised {
  const byKind = Map.groupBy(definitions, (definition) => definition.kind)
  const faults: CatalogFault[] = []
  const grants: Grant[] = []
  const objects = new Map(declared.map((object) => [object.name, object]))
  for (const definition of byKind.get('object') ?? []) {
    const known = objects.get(definition.name)
    if (known) {
      const changed = changedObject(known, definition)
      faults.push(...changed.faults)
      objects.set(definition.name, { ...known, ...changed.object })
      continue
    }
    const read = readObject(definition)
    faults.push(...read.faults)
    if (!read.object) continue
    objects.set(definition.name, { ...read.object, module: read.module ?? customModule })
    grants.push(...read.grants)
  }
  for (const [name, ofObject] of Map.groupBy(byKind.get('field') ?? [], (definition) => definition.object)) {
    const object = objects.get(name)
    if (object) objects.set(name, withFields(object, ofObject, faults))
    else faults.push(...ofObject.map((one) => catalogFault(`${name}.${one.name}`, 'no-object', { object: name })))
  }
  const completed = [...objects.values()].map(completeViews)
  const find = (definition: Definition) => {
    const object = completed.find((one) => one.name === definition.object)
    if (!object) faults.push(catalogFault(`${definition.object}.${definition.name}`, 'no-object', { object: definition.object }))
    return object
  }
  return {
    objects: completed,
    grants,
    checks: gather(byKind.get('rule') ?? [], (definition) => {
      const object = find(definition)
      const read = object && readCheck(definition, object)
      faults.push(...(read?.faults ?? []))
      return read?.check ?? null
    }),
    layouts: gather(byKind.get('layout') ?? [], (definition) => {
      const object = find(definition)
      const read = object && readLayout(definition, object)
      faults.push(...(read?.faults ?? []))
      return read?.layout ?? null
    }),
    faults,
  }
}

function gather<T>(definitions: readonly Definition[], read: (definition: Definition) => T | null): Record<string, readonly T[]> {
  const found: Record<string, T[]> = {}
  for (const definition of definitions) {
    const one = read(definition)
    if (one) (found[definition.object] ??= []).push(one)
  }
  return found
}

function withFields(object: OwnedObject, definitions: readonly Definition[], faults: CatalogFault[]): OwnedObject {
  const fields: Record<string, Field> = { ...(object.fields as Record<string, Field>) }
  for (const definition of definitions) {
    const declared = Object.hasOwn(fields, definition.name) ? fields[definition.name] : undefined
    const read = declared ? changedField(declared, definition) : readField(definition)
    faults.push(...read.faults)
    if (read.field) fields[definition.name] = read.field
  }
  return { ...object, fields }
}

const usualColumns = 6

/** What nobody laid out yet: the first fields as columns, all of them in one section; of an object of the code, the new ones in a section of their own. */
function completeViews(object: OwnedObject): OwnedObject {
  const fields = Object.entries(object.fields as Record<string, Field>)
  const custom = fields.filter(([, field]) => field.isCustom).map(([name]) => name)
  if (!object.isCustom) {
    if (custom.length === 0 || !object.views.form) return object
    const form = [...object.views.form, { section: 'custom', rows: inPairs(custom) }]
    return { ...object, views: { ...object.views, form } }
  }
  const names = [object.title, ...custom.filter((name) => name !== object.title)]
  const columns = names.filter((name) => !fieldTypes[(object.fields[name] as Field | undefined)?.kind ?? '']?.parts)
  const owner = object.owned ? ['owner'] : []
  return {
    ...object,
    search: object.search.length > 0 ? object.search : [object.title],
    views: {
      list: { columns: [...columns.slice(0, usualColumns), ...owner, 'updatedAt'], sort: '-updatedAt' },
      form: [{ section: 'basic', rows: [[object.title], ...inPairs([...names.slice(1), ...owner])] }],
      ...boardOf(fields),
    },
  }
}

/** A board over the first choice there is. */
function boardOf(fields: readonly (readonly [string, Field])[]): Pick<AnyObject['views'], 'board'> {
  const choice = fields.find(([, field]) => fieldTypes[field.kind]?.choices && fieldTypes[field.kind]?.order)?.[0]
  const card = fields.map(([name]) => name).filter((name) => name !== choice)
  return choice ? { board: { by: choice, card: card.slice(1, 4) } } : {}
}

const inPairs = (names: readonly string[]): readonly (readonly string[])[] =>
  names.flatMap((_, i) => (i % 2 === 0 ? [names.slice(i, i + 2)] : []))
