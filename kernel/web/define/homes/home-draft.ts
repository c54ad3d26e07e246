import type { Locale } from '../../../model/field-type.ts'
import { canBeOf, everyObject, type HomeTile, spreadTile, tileKinds } from '../../../model/homes/home.ts'
import { labelIn } from '../../../model/labels.ts'
import type { HomeMeta, HomeTileMeta, Meta } from '../../data/meta-types.ts'
import { workObjects } from '../../data/use-meta.ts'
import type { Say } from '../../i18n/texts.ts'
import type { PanelDef } from '../../slots/define-web.ts'
import { usualChart } from '../../views/chart/chart-choice.ts'
import type { SavedView } from '../../views/saved-view-data.ts'
import type { HomeRow, Labels } from '../data.ts'

/** More buttons than that are no help to begin with; whoever wants them adds them. */
const mostButtons = 12

/** A tile while it is edited: `id` only tells it from the others. */
export type TileDraft = Readonly<{ id: string; tile: HomeTile }>
export type HomeDraft = Readonly<{ labels: Labels; roles: readonly string[]; tiles: readonly TileDraft[] }>

let made = 0
export const draftOf = (tile: HomeTile): TileDraft => ({ id: `tile${(made += 1)}`, tile })

/** A kept home, or a new one that begins with what its maker sees now. */
export function toDraft(row: HomeRow | null, now: HomeMeta | undefined, locale: Locale): HomeDraft {
  const seen = (now?.tiles ?? []).map(({ label, ...tile }) => ({ ...tile, ...(label ? { labels: { [locale]: label } } : {}) }) as HomeTile)
  return { labels: row?.labels ?? {}, roles: row?.roles ?? [], tiles: (row?.tiles ?? seen).map(draftOf) }
}

export const toBody = ({ labels, roles, tiles }: HomeDraft) => ({ labels, roles, tiles: tiles.map(({ tile }) => tile) })

/** Tiles as the home page draws them. */
export const toShown = (tiles: readonly TileDraft[], meta: Meta, locale: Locale): readonly HomeTileMeta[] =>
  tiles
    .flatMap(({ tile }) => spreadTile(tile, workObjects(meta)))
    .map(({ labels, width, ...tile }) => {
      const label = labelIn(labels, locale)
      return { ...tile, width: width ?? tileKinds[tile.kind]?.width ?? 'half', ...(label ? { label } : {}) } as HomeTileMeta
    })

/** A tile that says something from its first moment: about the first object that it can be about. */
export function freshTile(kind: string, meta: Meta): HomeTile {
  const objects = workObjects(meta).filter(({ owned }) => owned)
  const settings = tileKinds[kind]?.settings ?? []
  const asks = (takes: string) => settings.some((setting) => setting.takes === takes)
  const object = objects.find((one) => canBeOf(kind, one))
  const report = meta.reports.find((one) => Array.isArray(one.tiles) && one.tiles.length > 0)
  const chart = object && usualChart(object)
  return {
    kind,
    ...(asks('object') && object ? { object: object.name } : {}),
    ...(asks('manyObjects')
      ? {
          objects: objects
            .filter(({ may }) => may.create)
            .slice(0, mostButtons)
            .map(({ name }) => name),
        }
      : {}),
    ...(asks('chart') && chart ? { chart } : {}),
    ...(asks('report') && report ? { report: { name: report.name, part: (report.tiles as readonly { key: string }[])[0]!.key } } : {}),
  }
}

/** An empty tile for a record's panel; which record is chosen next. */
export const panelTile = ({ name, on }: PanelDef): HomeTile => ({ kind: 'panel', panel: { name, on } })

/** What the kind of a tile is called: of a record, what the record is. */
export function kindLabel(tile: HomeTile, meta: Meta, say: Say): string {
  const { panel } = tile as Readonly<{ panel?: { on: string } }>
  return meta.objects[panel?.on ?? '']?.label ?? say(`tile.${tile.kind}`)
}

/** Of another object, what was said about the former one's fields means nothing. */
export function withObject(tile: HomeTile, name: string, meta: Meta): HomeTile {
  const { filter: _filter, sort: _sort, columns: _columns, figure: _figure, chart, ...rest } = tile
  const object = meta.objects[name]
  const usual = chart && object ? usualChart(object) : null
  return { ...rest, object: name, ...(usual ? { chart: usual } : {}) }
}

/** What a tile is about, in words: `Deals`, `Every object`. */
export function aboutOf(tile: HomeTile, meta: Meta, every: string): string {
  if (tile.object === everyObject) return every
  if (typeof tile.object === 'string') return meta.objects[tile.object]?.labelPlural ?? tile.object
  const { report } = tile as Readonly<{ report?: { name: string; part: string } }>
  const found = report && meta.reports.find(({ name }) => name === report.name)
  return found?.label ?? ''
}

const words = (value: unknown): readonly string[] => (typeof value === 'string' ? value.split(',').filter(Boolean) : [])

/** Kept views whose rows a tile can show: their condition, order and columns. */
export const usableViews = (views: readonly SavedView[]): readonly SavedView[] => views.filter(({ body }) => !body.q)

export function withView(tile: HomeTile, { body, name }: SavedView, locale: Locale): HomeTile {
  const { filter: _filter, sort: _sort, columns: _columns, ...rest } = tile
  const filter = { ...(body.tab === 'mine' ? { owner: 'me' } : {}), ...(body.filter as object | undefined) }
  const [sort, columns] = [words(body.sort), words(body.columns)]
  return {
    ...rest,
    labels: { ...tile.labels, [locale]: name },
    ...(Object.keys(filter).length > 0 ? { filter } : {}),
    ...(sort.length > 0 ? { sort } : {}),
    ...(columns.length > 0 ? { columns } : {}),
  }
}
