import { Select } from 'antd'
import { useId, useState } from 'react'
import { labelIn } from '../../../model/labels.ts'
import { useMeta, useObject } from '../../data/use-meta.ts'
import { useLocale } from '../../i18n/locale.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type WholeDeclaration, wordOf } from '../data.ts'
import { DrawerFoot } from '../drawer-foot.tsx'
import { LabelsInput } from '../labels-input.tsx'
import { ProblemNote } from '../problem-note.tsx'
import { useKeep } from '../use-keep.ts'
import { type LayoutDraft, type LayoutRow, toBody, toDraft } from './layout-draft.ts'
import { LayoutViews } from './layout-views.tsx'
import { SectionsEditor } from './sections-editor.tsx'

type EditorProps = Readonly<{ object: WholeDeclaration; layout: LayoutRow | null; onClose(): void }>

function ForWhom({
  object,
  draft,
  set,
}: Readonly<{ object: WholeDeclaration; draft: LayoutDraft; set(change: Partial<LayoutDraft>): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const locale = useLocale()
  const id = useId()
  const roles = meta.objects.member?.fields.roles?.options.choices ?? []
  const type = object.recordType ? object.fields[object.recordType] : undefined
  return (
    <div className="zk-define-pair">
      <div className="zk-define-field">
        <label htmlFor={`${id}-roles`} className="zk-field-label">
          {say('define.layout.roles')}
        </label>
        <Select
          id={`${id}-roles`}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={[...draft.roles]}
          placeholder={say('define.layout.roles.all')}
          options={roles.map(({ key, label }) => ({ value: key, label }))}
          onChange={(next) => set({ roles: next })}
        />
      </div>
      {type && (
        <div className="zk-define-field">
          <label htmlFor={`${id}-types`} className="zk-field-label">
            {wordOf(type, locale)}
          </label>
          <Select
            id={`${id}-types`}
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={[...draft.types]}
            placeholder={say('define.layout.types.all')}
            options={(type.choices ?? []).map((one) => ({ value: one.key, label: labelIn(one.labels, locale) ?? one.key }))}
            onChange={(next) => set({ types: next })}
          />
        </div>
      )}
    </div>
  )
}

/** A layout: for whom, which sections, and what list, board and record page show. */
export function LayoutEditor({ object, layout, onClose }: EditorProps) {
  const say = useTexts()
  const locale = useLocale()
  const { keep, problem, isPending } = useKeep()
  const meta = useObject(object.name)
  const [draft, setDraft] = useState<LayoutDraft>(() => toDraft(layout, nowOf(meta, locale)))
  const set = (change: Partial<LayoutDraft>) => setDraft((former) => ({ ...former, ...change }))
  const isComplete = Object.keys(draft.labels).length > 0 && draft.columns.length > 0
  const save = async () => {
    const body = toBody(draft)
    const note = `${wordOf(object, locale)} · ${labelIn(draft.labels, locale)}`
    const fresh = Object.fromEntries(Object.entries({ object: object.name, ...body }).filter(([, value]) => value !== null))
    const isKept = await keep(
      layout ? { method: 'PATCH', path: `/layouts/${layout.id}`, body, note } : { method: 'POST', path: '/layouts', body: fresh, note },
      say('define.layout.saved', { layout: labelIn(draft.labels, locale) }),
    )
    if (isKept) onClose()
  }
  return (
    <div className="zk-define-editor">
      {problem && <ProblemNote problem={problem} />}
      <div className="zk-card zk-define-section">
        <LabelsInput
          label={say('define.layout.label')}
          value={draft.labels}
          isRequired
          autoFocus={!layout}
          onChange={(labels) => set({ labels })}
        />
        <ForWhom object={object} draft={draft} set={set} />
      </div>
      <h2 className="zk-admin-area">{say('define.layout.form')}</h2>
      <SectionsEditor object={object} draft={draft} onChange={(sections) => set({ sections })} />
      <h2 className="zk-admin-area">{say('define.layout.more')}</h2>
      <LayoutViews object={object} meta={meta} draft={draft} set={set} />
      <DrawerFoot label={say('form.save')} isReady={isComplete} isBusy={isPending} onSave={() => void save()} onClose={onClose} />
    </div>
  )
}

/** How the object looks to whoever edits: where a new layout begins. */
function nowOf(meta: ReturnType<typeof useObject>, locale: ReturnType<typeof useLocale>) {
  const { form, ...views } = meta?.views ?? {}
  return {
    ...views,
    ...(form ? { form: form.map(({ label, ...section }) => ({ ...section, labels: { [locale]: label } })) } : {}),
  }
}
