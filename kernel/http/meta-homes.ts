import { isOpen } from '../access/inputs.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { type HomeBody, type HomeTile, objectsOfTile, pathsOfTile, spreadTile, tileKinds, usualHome } from '../model/homes/home.ts'
import { labelIn } from '../model/labels.ts'
import { type MetaContext, say } from './meta-context.ts'

/**
 * The home pages that fit a reader, the first of them his usual one: those of the workspace, or where it made none for him, those of the modules
 * and the one that shows a little of everything. Tiles about what he may not read are not in them; what the others show they ask as everybody asks.
 */
export function describeHomes(context: MetaContext, visible: ReadonlySet<string>) {
  const { actor, catalog, modules } = context
  const fits = ({ roles }: Pick<HomeBody, 'roles'>) => roles.length === 0 || roles.some((role) => actor.roles.includes(role))
  const own = catalog.homes.filter(fits)
  const declared = modules.flatMap((module) => module.homes.filter(fits).map((home): HomeBody => ({ ...home, labels: {} })))
  const homes = own.length > 0 ? own : [...declared, usualHome]
  return homes.map((home) => ({
    name: home.name,
    isOwn: own.length > 0,
    label: labelIn(home.labels, context.locale) ?? say(context, `home.${home.name}`) ?? home.name,
    tiles: home.tiles
      .flatMap((tile) => spreadTile(tile, workOf(context, visible)))
      .filter((tile) => mayRead(tile, context, visible))
      .map((tile) => describeTile(tile, context, home)),
  }))
}

/** Objects of everyday work that the reader may know of, in the order of the navigation. */
const workOf = ({ catalog }: MetaContext, visible: ReadonlySet<string>): readonly CatalogObject[] =>
  catalog.modules
    .filter(({ name }) => name !== 'kernel')
    .flatMap(({ objects }) => objects.flatMap((name) => (visible.has(name) ? [catalog.objects[name]!] : [])))

function mayRead(tile: HomeTile, context: MetaContext, visible: ReadonlySet<string>): boolean {
  const names = objectsOfTile(tile)
  const { report } = tile as Readonly<{ report?: { name: string } }>
  if (report) return context.modules.some(({ reports }) => reports.some(({ name, object }) => name === report.name && visible.has(object)))
  const [object] = names.flatMap((name) => context.catalog.objects[name] ?? [])
  // Of several objects any is enough: what is left of them is shown.
  if (!names.some((name) => visible.has(name)) || !object) return false
  return pathsOfTile(tile).every((path) => isWithin(path.split('.'), object, context, visible))
}

/** Whether every step of a path lies open to the reader; a list of others counts by its object. */
function isWithin([name, ...rest]: readonly string[], object: CatalogObject, context: MetaContext, visible: ReadonlySet<string>): boolean {
  const { access, actor, catalog } = context
  const field = name === undefined ? undefined : object.fields[name]
  if (!field) return name !== undefined && visible.has(object.children[name]?.object ?? '')
  if (!isOpen(access.fieldRight(actor, object.name, field.name))) return false
  if (rest.length === 0) return true
  const target = field.refers === null ? undefined : catalog.objects[field.refers]
  return target !== undefined && visible.has(target.name) && isWithin(rest, target, context, visible)
}

function describeTile({ labels, key, ...tile }: HomeTile, context: MetaContext, home: HomeBody) {
  const label = labelIn(labels, context.locale) ?? (key === undefined ? undefined : say(context, `home.${home.name}.${key}`))
  return { ...tile, width: tile.width ?? tileKinds[tile.kind]!.width, ...(label ? { label } : {}) }
}
