import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { arrayMove, rectSortingStrategy, SortableContext, sortableKeyboardCoordinates, useSortable } from '@dnd-kit/sortable'
import { Select } from 'antd'
import { GripVertical, X } from 'lucide-react'
import { useTexts } from '../i18n/texts.ts'

export type Choice = Readonly<{ value: string; label: string }>

/** A thing that is moved by hand or by keys. */
export function SortableChip({ id, label, onRemove }: Readonly<{ id: string; label: string; onRemove?: () => void }>) {
  const say = useTexts()
  const { attributes, listeners, setNodeRef, transform, isDragging } = useSortable({ id })
  return (
    <li
      ref={setNodeRef}
      className={`zk-define-chip${isDragging ? ' zk-define-lifted' : ''}`}
      {...(transform ? { style: { transform: `translate(${Math.round(transform.x)}px, ${Math.round(transform.y)}px)` } } : {})}
    >
      <button
        type="button"
        className="zk-plain-button zk-define-grip"
        aria-label={say('define.move', { what: label })}
        {...attributes}
        {...listeners}
      >
        <GripVertical size={12} aria-hidden="true" />
      </button>
      <span className="zk-clip">{label}</span>
      {onRemove && (
        <button
          type="button"
          className="zk-plain-button zk-define-take"
          aria-label={say('define.take', { what: label })}
          onClick={onRemove}
        >
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </li>
  )
}

export const useDragSensors = () =>
  useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )

type SortedFieldsProps = Readonly<{
  label: string
  value: readonly string[]
  choices: readonly Choice[]
  onChange(value: readonly string[]): void
}>

/** Some of many, in an order that matters: columns, facts, lists. */
export function SortedFields({ label, value, choices, onChange }: SortedFieldsProps) {
  const say = useTexts()
  const sensors = useDragSensors()
  const labelOf = (name: string) => choices.find((one) => one.value === name)?.label ?? name
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const [from, to] = [value.indexOf(String(active.id)), value.indexOf(String(over?.id))]
    if (from >= 0 && to >= 0) onChange(arrayMove([...value], from, to))
  }
  return (
    <div className="zk-define-field">
      <span className="zk-field-label">{label}</span>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
        <SortableContext items={[...value]} strategy={rectSortingStrategy}>
          <ul className="zk-define-chips">
            {value.map((name) => (
              <SortableChip key={name} id={name} label={labelOf(name)} onRemove={() => onChange(value.filter((one) => one !== name))} />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      <Select
        size="small"
        className="zk-define-add"
        aria-label={`${label} · ${say('define.add')}`}
        placeholder={say('define.add')}
        showSearch={{ optionFilterProp: 'label' }}
        value={null as never as string}
        options={choices.filter((one) => !value.includes(one.value)).map((one) => ({ ...one }))}
        onChange={(name: string) => onChange([...value, name])}
      />
    </div>
  )
}
