import { Select } from 'antd'
import { useId, useState } from 'react'
import { labelIn } from '../../../model/labels.ts'
import { useMeta } from '../../data/use-meta.ts'
import { HomeGrid } from '../../home/home-grid.tsx'
import { useLocale } from '../../i18n/locale.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { HomeRow } from '../data.ts'
import { DrawerFoot } from '../drawer-foot.tsx'
import { LabelsInput } from '../labels-input.tsx'
import { ProblemNote } from '../problem-note.tsx'
import { useKeep } from '../use-keep.ts'
import { type HomeDraft, type TileDraft, toBody, toDraft, toShown } from './home-draft.ts'
import { TileDrawer } from './tile-drawer.tsx'
import { TileList } from './tile-list.tsx'

function Roles({ value, onChange }: Readonly<{ value: readonly string[]; onChange(roles: readonly string[]): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const id = useId()
  const roles = meta.objects.member?.fields.roles?.options.choices ?? []
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {say('define.layout.roles')}
      </label>
      <Select
        id={id}
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        value={[...value]}
        placeholder={say('define.layout.roles.all')}
        options={roles.map(({ key, label }) => ({ value: key, label }))}
        onChange={onChange}
      />
    </div>
  )
}

/** A home page: for whom, which tiles in which order, and below them what it looks like. */
export function HomeEditor({ home, onClose }: Readonly<{ home: HomeRow | null; onClose(): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const locale = useLocale()
  const { keep, problem, isPending } = useKeep()
  const [draft, setDraft] = useState<HomeDraft>(() => toDraft(home, meta.homes[0], locale))
  const [open, setOpen] = useState<TileDraft | null>(null)
  const set = (change: Partial<HomeDraft>) => setDraft((former) => ({ ...former, ...change }))
  const save = async () => {
    const body = toBody(draft)
    const note = `${say('page.kernel.homes')} · ${labelIn(draft.labels, locale)}`
    const isKept = await keep(
      home ? { method: 'PATCH', path: `/homes/${home.id}`, body, note } : { method: 'POST', path: '/homes', body, note },
      say('define.home.saved', { home: labelIn(draft.labels, locale) }),
    )
    if (isKept) onClose()
  }
  return (
    <div className="zk-define-editor">
      {problem && <ProblemNote problem={problem} />}
      <div className="zk-card zk-define-section">
        <LabelsInput
          label={say('define.home.label')}
          value={draft.labels}
          isRequired
          autoFocus={!home}
          onChange={(labels) => set({ labels })}
        />
        <Roles value={draft.roles} onChange={(roles) => set({ roles })} />
      </div>
      <h2 className="zk-admin-area">{say('define.home.tiles')}</h2>
      <TileList tiles={draft.tiles} onChange={(tiles) => set({ tiles })} onOpen={setOpen} />
      <h2 className="zk-admin-area">{say('define.home.preview')}</h2>
      <div className="zk-homes-preview">
        <HomeGrid tiles={toShown(draft.tiles, meta, locale)} />
      </div>
      <DrawerFoot
        label={say('form.save')}
        isReady={Object.keys(draft.labels).length > 0 && draft.tiles.length > 0}
        isBusy={isPending}
        onSave={() => void save()}
        onClose={onClose}
      />
      {open && (
        <TileDrawer
          key={open.id}
          tile={open.tile}
          onSave={(tile) => {
            set({ tiles: draft.tiles.map((one) => (one.id === open.id ? { ...one, tile } : one)) })
            setOpen(null)
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}
