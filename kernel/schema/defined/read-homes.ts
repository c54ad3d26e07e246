import type { ModuleDef } from '../../define-module.ts'
import type { AnyObject } from '../../model/define-object.ts'
import type { Field } from '../../model/fields.ts'
import {
  everyObject,
  type HomeBody,
  type HomeTile,
  mostTiles,
  objectsOfTile,
  pathsOfTile,
  tileKinds,
  tileTakes,
  tileWidths,
} from '../../model/homes/home.ts'
import { type CatalogFault, catalogFault, isLabels } from '../catalog-fault.ts'
import { ownerFields, systemFields } from '../system-fields.ts'
import type { Definition } from './read-definitions.ts'

type Read = Readonly<{ homes: readonly HomeBody[]; faults: readonly CatalogFault[] }>
type Known = Readonly<{ objects: readonly AnyObject[]; modules: readonly ModuleDef[] }>

const isNames = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === 'string')
const isGiven = (value: unknown) => value !== undefined && value !== null
const isTile = (value: unknown): value is HomeTile => typeof value === 'object' && value !== null && !Array.isArray(value)
const common: readonly string[] = ['kind', 'key', 'width', 'labels']

/** The home pages that a workspace made, in their order; those of modules are held against the same check. */
export function readHomes(objects: readonly AnyObject[], modules: readonly ModuleDef[], definitions: readonly Definition[]): Read {
  const known: Known = { objects, modules }
  const read = definitions.filter(({ kind }) => kind === 'home').map((one) => readHome(one, known))
  const declared = modules.flatMap((module) => module.homes.flatMap((home) => checkTiles(home.tiles, home.name, known)))
  return { homes: read.flatMap(({ home }) => home ?? []), faults: [...declared, ...read.flatMap(({ faults }) => faults)] }
}

function readHome({ object, name, body }: Definition, known: Known): Readonly<{ home: HomeBody | null; faults: CatalogFault[] }> {
  const at = `${object}.${name}`
  const { labels = {}, roles = [], tiles, ...rest } = body
  const faults = Object.keys(rest).map((setting) => catalogFault(at, 'unknown-setting', { setting }))
  const bad = (setting: string) => faults.push(catalogFault(at, 'bad-setting', { setting }))
  if (object !== everyObject) bad('object')
  if (!isLabels(labels)) bad('labels')
  if (!isNames(roles)) bad('roles')
  if (!Array.isArray(tiles) || tiles.length > mostTiles || !tiles.every(isTile)) bad('tiles')
  else faults.push(...checkTiles(tiles, at, known))
  return { home: faults.length > 0 ? null : ({ name, labels, roles, tiles } as HomeBody), faults }
}

/** A tile's settings are of the right make, and name objects and fields that there are. */
function checkTiles(tiles: readonly HomeTile[], at: string, known: Known): CatalogFault[] {
  return tiles.flatMap((tile, i) => {
    const kind = Object.hasOwn(tileKinds, tile.kind) ? tileKinds[tile.kind]! : null
    const fault = (reason: string, details: Record<string, unknown>) =>
      catalogFault(`${at.replace(`${everyObject}.`, '')} · ${i + 1}`, reason, details)
    if (!kind) return [fault('bad-setting', { setting: 'kind' })]
    const faults = Object.keys(tile)
      .filter((name) => !common.includes(name) && !kind.settings.some((setting) => setting.name === name))
      .map((setting) => fault('unknown-setting', { setting }))
    if (isGiven(tile.width) && !tileWidths.includes(tile.width!)) faults.push(fault('bad-setting', { setting: 'width' }))
    if (isGiven(tile.labels) && !isLabels(tile.labels)) faults.push(fault('bad-setting', { setting: 'labels' }))
    for (const { name, takes, required } of kind.settings) {
      if (!isGiven(tile[name])) {
        if (required) faults.push(fault('missing-setting', { setting: name }))
      } else if (!tileTakes[takes].isGood(tile[name])) faults.push(fault('bad-setting', { setting: name }))
    }
    return faults.length > 0 ? faults : namedBy(tile, known).map(({ reason, details }) => fault(reason, details))
  })
}

type Missing = Readonly<{ reason: string; details: Record<string, unknown> }>

function namedBy(tile: HomeTile, { objects, modules }: Known): Missing[] {
  const find = (name: string) => objects.find((one) => one.name === name)
  const names = objectsOfTile(tile).filter((name) => !(name === everyObject && tileKinds[tile.kind]?.spreads))
  const strangers = names.filter((name) => !find(name)).map((name): Missing => ({ reason: 'no-object', details: { object: name } }))
  const { report } = tile as Readonly<{ report?: { name: string; part: string } }>
  if (report) {
    const found = modules.flatMap((module) => module.reports).find(({ name }) => name === report.name)
    if (!found?.tiles.some(({ key }) => key === report.part)) strangers.push({ reason: 'bad-setting', details: { setting: 'report' } })
  }
  const object = names[0] === undefined ? undefined : find(names[0])
  const fields: Record<string, Field> = { ...systemFields, ...(object?.owned ? ownerFields : {}), ...object?.fields }
  // Beyond the first step of a path stand fields of other objects, or lists of them: whoever asks is told when they are gone.
  const lost = object
    ? pathsOfTile(tile).filter((path) => !path.includes('.') && !(path in fields) && !isReverse(objects, object, path))
    : []
  return [...strangers, ...lost.map((field) => ({ reason: 'view-unknown-field', details: { view: tile.kind, field } }))]
}

const isReverse = (objects: readonly AnyObject[], { name }: AnyObject, path: string): boolean =>
  objects.some((one) =>
    Object.values(one.fields as Record<string, Field>).some(({ options }) => options.to === name && options.reverse === path),
  )
