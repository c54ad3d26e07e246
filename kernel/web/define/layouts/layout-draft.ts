import type { Labels, WholeDeclaration } from '../data.ts'

/** A layout as the server keeps it. */
export type LayoutRow = Readonly<{
  id: string
  object: string
  name: string
  position: number
  labels: Labels
  roles?: readonly string[]
  types?: readonly string[]
  form?: readonly Readonly<{ section: string; labels?: Labels; rows: readonly (readonly string[])[]; shownWhen?: string }>[]
  list?: Readonly<{ columns: readonly string[]; sort?: string }>
  board?: Readonly<{ by: string; card: readonly string[]; sum?: string }>
  facts?: readonly string[]
  related?: readonly string[]
  path?: string
  panels?: readonly string[]
  hiddenPanels?: readonly string[]
}>

export type SectionDraft = Readonly<{ key: string; labels: Labels; columns: 1 | 2; fields: readonly string[]; shownWhen: string }>
/** The same while it is edited: fields of a section in one row, cut into columns when it is kept. */
export type LayoutDraft = Readonly<{
  labels: Labels
  roles: readonly string[]
  types: readonly string[]
  sections: readonly SectionDraft[]
  columns: readonly string[]
  sort: string | null
  path: string | null
  by: string | null
  card: readonly string[]
  facts: readonly string[]
  related: readonly string[] | null
  /** Panels in order and those left out; of neither nothing was said as long as nobody moved one. */
  panels: readonly string[] | null
  hiddenPanels: readonly string[] | null
}>

type Views = Pick<LayoutRow, 'form' | 'list' | 'board' | 'facts' | 'related' | 'path' | 'panels' | 'hiddenPanels'>

/** A draft of a stored layout, or of how the object looks now. */
export function toDraft(layout: LayoutRow | null, now: Views): LayoutDraft {
  const views = { ...now, ...layout }
  return {
    labels: layout?.labels ?? {},
    roles: layout?.roles ?? [],
    types: layout?.types ?? [],
    sections: (views.form ?? []).map(({ section, labels, rows, shownWhen }) => ({
      key: section,
      labels: labels ?? {},
      columns: rows.some((row) => row.length > 1) ? 2 : 1,
      fields: [...new Set(rows.flat())],
      shownWhen: shownWhen ?? '',
    })),
    columns: views.list?.columns ?? [],
    sort: views.list?.sort ?? null,
    path: views.path ?? null,
    by: views.board?.by ?? null,
    card: views.board?.card ?? [],
    facts: views.facts ?? [],
    related: views.related ?? null,
    panels: views.panels ?? null,
    hiddenPanels: views.hiddenPanels ?? null,
  }
}

const inRows = ({ fields, columns }: SectionDraft): readonly (readonly string[])[] =>
  fields.flatMap((_, i) => (i % columns === 0 ? [fields.slice(i, i + columns)] : []))

/** What is sent; null takes away what is no longer said. */
export const toBody = (draft: LayoutDraft) => ({
  labels: draft.labels,
  roles: draft.roles,
  types: draft.types,
  form: draft.sections.map((section) => ({
    section: section.key,
    labels: section.labels,
    rows: inRows(section),
    ...(section.shownWhen.trim() === '' ? {} : { shownWhen: section.shownWhen }),
  })),
  list: { columns: draft.columns, ...(draft.sort ? { sort: draft.sort } : {}) },
  board: draft.by ? { by: draft.by, card: draft.card } : null,
  facts: draft.facts,
  related: draft.related,
  path: draft.path,
  panels: draft.panels,
  hiddenPanels: draft.hiddenPanels,
})

export const freeSection = (sections: readonly SectionDraft[]): string => {
  for (let i = sections.length + 1; ; i += 1) if (!sections.some(({ key }) => key === `part${i}`)) return `part${i}`
}

/** Fields that stand in no section yet, in the order of the object. */
export const unplaced = (object: WholeDeclaration, { sections }: LayoutDraft): readonly string[] => {
  const placed = new Set(sections.flatMap(({ fields }) => fields))
  return Object.values(object.fields)
    .filter((field) => (!field.system || field.name === 'owner') && !placed.has(field.name))
    .map(({ name }) => name)
}

/** A field put before another, or at the end of a section; null takes it out of all of them. */
export function moveField(
  sections: readonly SectionDraft[],
  field: string,
  to: { section: string; before: string | null } | null,
): readonly SectionDraft[] {
  return sections.map((section) => {
    const rest = section.fields.filter((name) => name !== field)
    if (section.key !== to?.section) return rest.length === section.fields.length ? section : { ...section, fields: rest }
    const at = to.before === null ? rest.length : Math.max(0, rest.indexOf(to.before))
    return { ...section, fields: [...rest.slice(0, at), field, ...rest.slice(at)] }
  })
}
