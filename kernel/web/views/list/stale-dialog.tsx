import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { fieldAt, titleOf, useMeta } from '../../data/use-meta.ts'
import { useRow } from '../../data/use-row.ts'
import { webTypeOf } from '../../fields/registry.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import type { StaleCell, useCellSave } from './use-cell-save.ts'

type Side = 'theirs' | 'mine'
type SideProps = Readonly<{
  side: Side
  chosen: Side | null
  choose(side: Side): void
  field: FieldMeta
  object: string
  value: unknown
  note: string
}>

function SideBox({ side, chosen, choose, field, object, value, note }: SideProps) {
  const say = useTexts()
  const type = webTypeOf(field)
  return (
    <button type="button" className="zk-stale-side" aria-pressed={chosen === side} onClick={() => choose(side)}>
      <span className="zk-meta zk-small">{say(`stale.${side}`)}</span>
      <span className="zk-stale-value">
        {value === null || value === undefined ? (
          <span className="zk-meta">{say('value.none')}</span>
        ) : (
          <type.Cell value={value} field={field} object={object} place="fact" />
        )}
      </span>
      <span className="zk-meta zk-small">{note}</span>
    </button>
  )
}

type StaleDialogProps = Readonly<{ object: ObjectMeta; stale: StaleCell; onKeep(current: Row): void; onMine(): void; onClose(): void }>

/** Somebody else changed the record meanwhile: both values side by side, and which one shall stand. */
function StaleDialog({ object, stale, onKeep, onMine, onClose }: StaleDialogProps) {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const id = stale.node.data?.id ?? ''
  const { data: current } = useRow(object.name, id)
  const [chosen, setChosen] = useState<Side | null>(null)
  const field = fieldAt(meta, object, stale.path)
  if (!field) return null
  const by = (current?.updatedBy as { title?: string } | null | undefined)?.title ?? ''
  const note = current ? `${by} ${format.momentRelative(String(current.updatedAt))}` : ''
  const decide = () => (chosen === 'mine' ? onMine() : current && onKeep(current))
  return (
    <Modal
      open
      title={say('stale.title', { title: titleOf(object, stale.node.data as Row) })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('form.cancel')}</Button>
          <Button type="primary" disabled={!chosen} onClick={decide}>
            {say('stale.decide')}
          </Button>
        </>
      }
    >
      <p className="zk-second">{say('stale.text', { field: field.label })}</p>
      {current ? (
        <div className="zk-stale">
          <SideBox
            side="theirs"
            chosen={chosen}
            choose={setChosen}
            field={field}
            object={object.name}
            value={current[stale.path]}
            note={note}
          />
          <SideBox
            side="mine"
            chosen={chosen}
            choose={setChosen}
            field={field}
            object={object.name}
            value={stale.mine}
            note={say('stale.mine.note')}
          />
        </div>
      ) : (
        <SkeletonLines />
      )}
    </Modal>
  )
}

type StaleCellDialogProps = Readonly<{
  object: ObjectMeta
  stale: StaleCell
  saveCell: ReturnType<typeof useCellSave>['saveCell']
  onClose(): void
}>

/** The same for a cell of the list: the chosen value stands in it afterwards. */
export function StaleCellDialog({ object, stale, saveCell, onClose }: StaleCellDialogProps) {
  const { node, path, mine } = stale
  const keepTheirs = (current: Row) => {
    node.setData({ ...(node.data as Row), ...current })
    onClose()
  }
  const keepMine = () => {
    void saveCell(node, path, mine, { overwrite: true })
    onClose()
  }
  return <StaleDialog object={object} stale={stale} onKeep={keepTheirs} onMine={keepMine} onClose={onClose} />
}
