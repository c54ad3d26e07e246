import { Drawer, Select } from 'antd'
import { useId, useState } from 'react'
import { type HomeTile, tileKinds, tileTakes } from '../../../model/homes/home.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useLocale } from '../../i18n/locale.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useIsPhone } from '../../parts/use-is-phone.ts'
import { useSavedViews } from '../../views/saved-view-data.ts'
import { DrawerFoot } from '../drawer-foot.tsx'
import { LabelsInput } from '../labels-input.tsx'
import { kindLabel, usableViews, withView } from './home-draft.ts'
import { tileInputs } from './tile-inputs.tsx'

/** Condition, order and columns as somebody kept them for the list. */
function FromView({ tile, object, onTake }: Readonly<{ tile: HomeTile; object: string; onTake(tile: HomeTile): void }>) {
  const say = useTexts()
  const locale = useLocale()
  const id = useId()
  const { data = [] } = useSavedViews(object)
  const views = usableViews(data)
  if (views.length === 0) return null
  return (
    <div className="zk-define-field">
      <label htmlFor={id} className="zk-field-label">
        {say('tile.from-view')}
      </label>
      <Select
        id={id}
        value={null as never as string}
        placeholder={say('tile.from-view.choose')}
        options={views.map((view) => ({ value: view.id, label: view.name }))}
        onChange={(wanted: string) => {
          const view = views.find((one) => one.id === wanted)
          if (view) onTake(withView(tile, view, locale))
        }}
      />
      <p className="zk-small zk-meta">{say('tile.from-view.about')}</p>
    </div>
  )
}

type TileDrawerProps = Readonly<{ tile: HomeTile; onSave(tile: HomeTile): void; onClose(): void }>

/** What one tile shows. */
export function TileDrawer({ tile: stored, onSave, onClose }: TileDrawerProps) {
  const say = useTexts()
  const meta = useMeta()
  const isPhone = useIsPhone()
  const [tile, setTile] = useState(stored)
  // A taken view brings conditions that their editor has to be drawn with anew.
  const [taken, setTaken] = useState(0)
  const kind = tileKinds[tile.kind]
  const object = typeof tile.object === 'string' ? meta.objects[tile.object] : undefined
  const isReady = (kind?.settings ?? []).every(({ name, takes, required }) => !required || tileTakes[takes].isGood(tile[name]))
  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? '100%' : 560}
      title={kindLabel(tile, meta, say)}
      classNames={{ body: 'zk-drawer-body' }}
      destroyOnHidden
    >
      <div className="zk-define-form" key={taken}>
        <p className="zk-second zk-small">{say(`tile.${tile.kind}.about`)}</p>
        <LabelsInput
          label={say('tile.label')}
          value={tile.labels ?? {}}
          placeholder={say('tile.label.none')}
          onChange={(labels) => setTile({ ...tile, labels })}
        />
        {kind?.settings.map((setting) => {
          const Input = tileInputs[setting.takes]
          return <Input key={setting.name} setting={setting} tile={tile} object={object} onChange={setTile} />
        })}
        {kind?.settings.some(({ takes }) => takes === 'columns') && object && (
          <FromView
            tile={tile}
            object={object.name}
            onTake={(next) => {
              setTile(next)
              setTaken(taken + 1)
            }}
          />
        )}
      </div>
      <DrawerFoot label={say('tile.done')} isReady={isReady} isBusy={false} onSave={() => onSave(tile)} onClose={onClose} />
    </Drawer>
  )
}
