import { closestCenter, DndContext, type DragEndEvent } from '@dnd-kit/core'
import { arrayMove, SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Button, Dropdown, Select } from 'antd'
import { ArrowDown, ArrowUp, GripVertical, Plus, Trash2 } from 'lucide-react'
import { type TileWidth, tileKinds, tileWidths } from '../../../model/homes/home.ts'
import { labelIn } from '../../../model/labels.ts'
import { titleOf, useMeta } from '../../data/use-meta.ts'
import { useRow } from '../../data/use-row.ts'
import type { PanelChoice } from '../../home/panel-tile.tsx'
import { useLocale } from '../../i18n/locale.ts'
import { useTexts } from '../../i18n/texts.ts'
import { homePanels } from '../../slots/installed.ts'
import { useDragSensors } from '../sorted-fields.tsx'
import { aboutOf, draftOf, freshTile, kindLabel, panelTile, type TileDraft } from './home-draft.ts'

type LineProps = Readonly<{
  draft: TileDraft
  onOpen(): void
  onRemove(): void
  onWidth(width: TileWidth): void
  /** Up (-1) or down (1); undefined where there is nowhere to go. */
  onMove: Readonly<{ up: (() => void) | undefined; down: (() => void) | undefined }>
}>

function TileLine({ draft: { id, tile }, onOpen, onRemove, onWidth, onMove }: LineProps) {
  const say = useTexts()
  const meta = useMeta()
  const locale = useLocale()
  const { attributes, listeners, setNodeRef, transform, isDragging } = useSortable({ id })
  const { panel } = tile as Readonly<{ panel?: PanelChoice }>
  const { data: record } = useRow(panel?.on ?? '', panel?.id)
  const told = panel && record && meta.objects[panel.on]
  const about = told ? titleOf(told, record) : aboutOf(tile, meta, say('tile.every'))
  const name = labelIn(tile.labels, locale) ?? [kindLabel(tile, meta, say), about].filter(Boolean).join(' · ')
  return (
    <li
      ref={setNodeRef}
      className={`zk-card zk-homes-line${isDragging ? ' zk-define-lifted' : ''}`}
      {...(transform ? { style: { transform: `translate(0, ${Math.round(transform.y)}px)` } } : {})}
    >
      <button
        type="button"
        className="zk-plain-button zk-define-grip"
        aria-label={say('define.move', { what: name })}
        {...attributes}
        {...listeners}
      >
        <GripVertical size={14} aria-hidden="true" />
      </button>
      <button type="button" className="zk-plain-button zk-column zk-grow zk-define-open" onClick={onOpen}>
        <span className="zk-clip">{name}</span>
        {labelIn(tile.labels, locale) && (
          <span className="zk-second zk-small zk-clip">{[kindLabel(tile, meta, say), about].filter(Boolean).join(' · ')}</span>
        )}
      </button>
      <Select<TileWidth>
        size="small"
        className="zk-wide-only"
        aria-label={say('tile.width', { tile: name })}
        popupMatchSelectWidth={false}
        value={tile.width ?? tileKinds[tile.kind]?.width ?? 'half'}
        options={tileWidths.map((value) => ({ value, label: say(`tile.width.${value}`) }))}
        onChange={onWidth}
      />
      <Button
        type="text"
        size="small"
        disabled={!onMove.up}
        aria-label={say('tile.up', { tile: name })}
        icon={<ArrowUp size={14} aria-hidden="true" />}
        onClick={onMove.up}
      />
      <Button
        type="text"
        size="small"
        disabled={!onMove.down}
        aria-label={say('tile.down', { tile: name })}
        icon={<ArrowDown size={14} aria-hidden="true" />}
        onClick={onMove.down}
      />
      <Button
        type="text"
        size="small"
        aria-label={say('define.take', { what: name })}
        icon={<Trash2 size={14} aria-hidden="true" />}
        onClick={onRemove}
      />
    </li>
  )
}

type TileListProps = Readonly<{ tiles: readonly TileDraft[]; onChange(tiles: readonly TileDraft[]): void; onOpen(tile: TileDraft): void }>

/** The tiles in their order: moved by hand, by keys or by buttons. */
export function TileList({ tiles, onChange, onOpen }: TileListProps) {
  const say = useTexts()
  const meta = useMeta()
  const sensors = useDragSensors()
  const move = (from: number, to: number) => onChange(arrayMove([...tiles], from, to))
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const [from, to] = [active.id, over?.id].map((id) => tiles.findIndex((one) => one.id === id)) as [number, number]
    if (from >= 0 && to >= 0) move(from, to)
  }
  const panels = homePanels().filter(({ on }) => meta.objects[on]?.may.read)
  const add = (kind: string) => {
    const panel = panels.find(({ name }) => name === kind)
    const draft = draftOf(panel ? panelTile(panel) : freshTile(kind, meta))
    onChange([...tiles, draft])
    onOpen(draft)
  }
  return (
    <>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
        <SortableContext items={tiles.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <ol className="zk-homes-lines">
            {tiles.map((draft, i) => (
              <TileLine
                key={draft.id}
                draft={draft}
                onOpen={() => onOpen(draft)}
                onRemove={() => onChange(tiles.filter(({ id }) => id !== draft.id))}
                onWidth={(width) => onChange(tiles.map((one) => (one.id === draft.id ? { ...one, tile: { ...one.tile, width } } : one)))}
                onMove={{
                  up: i === 0 ? undefined : () => move(i, i - 1),
                  down: i === tiles.length - 1 ? undefined : () => move(i, i + 1),
                }}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...Object.keys(tileKinds)
              .filter((kind) => kind !== 'panel')
              .map((kind) => ({ key: kind, label: say(`tile.${kind}`) })),
            ...panels.map(({ name, on }) => ({ key: name, label: meta.objects[on]!.label })),
          ],
          onClick: ({ key }) => add(key),
        }}
      >
        <Button icon={<Plus size={14} aria-hidden="true" />}>{say('tile.add')}</Button>
      </Dropdown>
    </>
  )
}
