import { Select } from 'antd'
import { type ReactNode, useId } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useLocale } from '../../i18n/locale.ts'
import { useTexts } from '../../i18n/texts.ts'
import { installedPanels } from '../../slots/installed.ts'
import { type WholeDeclaration, wordOf } from '../data.ts'
import { SortSelect } from '../sort-select.tsx'
import { type Choice, SortedFields } from '../sorted-fields.tsx'
import type { LayoutDraft } from './layout-draft.ts'

type ViewProps = Readonly<{
  object: WholeDeclaration
  meta: ObjectMeta | undefined
  draft: LayoutDraft
  set(change: Partial<LayoutDraft>): void
}>

function Labelled({ label, children }: Readonly<{ label: string; children(id: string): ReactNode }>) {
  const id = useId()
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {label}
      </label>
      {children(id)}
    </div>
  )
}

/** Panels that modules put on the record page: which, and in what order; what is taken away can be added again. */
function Panels({ object, draft, set }: Pick<ViewProps, 'object' | 'draft' | 'set'>) {
  const say = useTexts()
  const meta = useMeta()
  const [all, shown] = [{}, { panels: draft.panels ?? [], hiddenPanels: draft.hiddenPanels ?? [] }].map((order) =>
    installedPanels(object.name, meta, order).map(({ name }) => name),
  ) as [string[], string[]]
  if (all.length === 0) return null
  return (
    <SortedFields
      label={say('define.layout.panels')}
      value={shown}
      choices={all.map((name) => ({ value: name, label: say(`panel.${name}`) }))}
      onChange={(panels) => set({ panels, hiddenPanels: all.filter((name) => !panels.includes(name)) })}
    />
  )
}

/** One choice of the object, by which something stands; none: as usual. */
function ChoicePick({
  value,
  choices,
  ...props
}: Readonly<{ id: string; value: string | null; choices: readonly Choice[]; onChange(name: string | null): void }>) {
  return (
    <Select
      {...props}
      allowClear
      value={value ?? (null as never as string)}
      options={choices.map((one) => ({ ...one }))}
      onChange={(name?: string) => props.onChange(name ?? null)}
    />
  )
}

/** What list, board, head and right side of a record show. */
export function LayoutViews({ object, meta, draft, set }: ViewProps) {
  const say = useTexts()
  const locale = useLocale()
  const named = (list: readonly WholeDeclaration['fields'][string][]): readonly Choice[] =>
    list.map((field) => ({ value: field.name, label: wordOf(field, locale) }))
  const fields = named(Object.values(object.fields).filter(({ name }) => name !== 'id' && name !== 'version'))
  const choices = named(Object.values(object.fields).filter((field) => field.decides))
  const lists: readonly Choice[] = Object.values(meta?.children ?? {}).map(({ name, label }) => ({ value: name, label }))
  return (
    <div className="zk-card zk-define-section">
      <SortedFields label={say('define.layout.columns')} value={draft.columns} choices={fields} onChange={(columns) => set({ columns })} />
      {meta && (
        <Labelled label={say('define.layout.sort')}>
          {(id) => <SortSelect id={id} object={meta} value={draft.sort} onChange={(sort) => set({ sort })} />}
        </Labelled>
      )}
      <SortedFields label={say('define.layout.facts')} value={draft.facts} choices={fields} onChange={(facts) => set({ facts })} />
      {choices.length > 0 && (
        <>
          <Labelled label={say('define.layout.path')}>
            {(id) => <ChoicePick id={id} value={draft.path} choices={choices} onChange={(path) => set({ path })} />}
          </Labelled>
          <Labelled label={say('define.layout.board')}>
            {(id) => <ChoicePick id={id} value={draft.by} choices={choices} onChange={(by) => set({ by })} />}
          </Labelled>
        </>
      )}
      {draft.by && (
        <SortedFields label={say('define.layout.card')} value={draft.card} choices={fields} onChange={(card) => set({ card })} />
      )}
      {lists.length > 0 && (
        <SortedFields
          label={say('define.layout.related')}
          value={draft.related ?? lists.map(({ value }) => value)}
          choices={lists}
          onChange={(related) => set({ related })}
        />
      )}
      <Panels object={object} draft={draft} set={set} />
    </div>
  )
}
