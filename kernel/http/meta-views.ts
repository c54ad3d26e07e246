import type { CatalogObject } from '../model/catalog.ts'
import type { ViewHints } from '../model/define-object.ts'
import type { LayoutBody } from '../model/definition.ts'
import type { Labels } from '../model/field-type.ts'
import { labelIn } from '../model/labels.ts'
import { type MetaContext, say } from './meta-context.ts'

type IsShown = (field: string) => boolean

/**
 * How an object looks to this reader: by the first layout for one of his roles, else as it is declared. Where the record's type decides, the
 * looks of each type that has its own stand beside.
 */
export function describeViews(context: MetaContext, object: CatalogObject, isShown: IsShown) {
  const mine = object.layouts.filter(({ roles }) => roles.length === 0 || roles.some((role) => context.actor.roles.includes(role)))
  const usual = mine.find(({ types }) => types.length === 0)
  const types = [...new Set(mine.flatMap((layout) => layout.types))]
  const of = (layout: LayoutBody | undefined) =>
    describe(context, object, { views: { ...object.views, ...(layout as Partial<ViewHints> | undefined) }, isShown })
  return {
    views: of(usual),
    ...(types.length > 0
      ? { viewsByType: Object.fromEntries(types.map((type) => [type, of(mine.find((layout) => layout.types.includes(type)))])) }
      : {}),
  }
}

/** Views without what the reader may not see. */
function describe(context: MetaContext, { name }: CatalogObject, { views, isShown }: { views: ViewHints; isShown: IsShown }) {
  const { list, board, form, facts, path, pathLeft, mark, related, panels, hiddenPanels } = views
  const sort = list?.sort && isShown(list.sort.replace(/^-/, '')) ? { sort: list.sort } : {}
  return {
    ...(list ? { list: { columns: list.columns.filter(isShown), ...sort } } : {}),
    ...(board && isShown(board.by)
      ? {
          board: {
            by: board.by,
            card: board.card.filter(isShown),
            ...only(board, ['sum', 'weighted'], isShown),
            ...(board.closed && isShown(board.closed.on) ? { closed: board.closed } : {}),
          },
        }
      : {}),
    ...(form
      ? {
          form: form
            .map((part) => describeSection(context, name, { ...part, rows: part.rows.map((row) => row.filter(isShown)) }))
            .filter(({ rows }) => rows.length > 0),
        }
      : {}),
    ...(facts ? { facts: facts.filter(isShown) } : {}),
    ...(path && isShown(path) ? { path, ...(pathLeft && isShown(pathLeft) ? { pathLeft } : {}) } : {}),
    ...(mark && isShown(mark) ? { mark } : {}),
    ...Object.fromEntries(Object.entries({ related, panels, hiddenPanels }).filter(([, names]) => names)),
  }
}

type Section = Readonly<{ section: string; rows: readonly (readonly string[])[]; labels?: Labels; shownWhen?: string }>

const describeSection = (context: MetaContext, object: string, { section, rows, labels, shownWhen }: Section) => ({
  section,
  label: labelIn(labels, context.locale) ?? say(context, `${object}.section.${section}`) ?? say(context, `section.${section}`) ?? section,
  rows: rows.filter((row) => row.length > 0),
  ...(shownWhen ? { shownWhen } : {}),
})

function only<K extends string>(
  from: Readonly<Partial<Record<K, string>>>,
  names: readonly K[],
  isShown: (field: string) => boolean,
): Partial<Record<K, string>> {
  return Object.fromEntries(names.flatMap((name) => (from[name] && isShown(from[name]) ? [[name, from[name]]] : []))) as Partial<
    Record<K, string>
  >
}
