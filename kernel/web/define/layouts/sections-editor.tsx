import { closestCorners, DndContext, type DragOverEvent, useDroppable } from '@dnd-kit/core'
import { rectSortingStrategy, SortableContext } from '@dnd-kit/sortable'
import { Button, Popover, Segmented } from 'antd'
import { Eye, Plus, Trash2 } from 'lucide-react'
import { useLocale } from '../../i18n/locale.ts'
import { useTexts } from '../../i18n/texts.ts'
import { type WholeDeclaration, wordOf } from '../data.ts'
import { ExpressionInput } from '../expression-input.tsx'
import { LabelsInput } from '../labels-input.tsx'
import { SortableChip, useDragSensors } from '../sorted-fields.tsx'
import { freeSection, type LayoutDraft, moveField, type SectionDraft, unplaced } from './layout-draft.ts'

type EditorProps = Readonly<{ object: WholeDeclaration; draft: LayoutDraft; onChange(sections: readonly SectionDraft[]): void }>

const free = 'unplaced'

type SectionProps = Readonly<{
  object: WholeDeclaration
  section: SectionDraft
  labelOf(name: string): string
  onChange(section: SectionDraft): void
  onRemove(): void
}>

function SectionBox({ object, section, labelOf, onChange, onRemove }: SectionProps) {
  const say = useTexts()
  const { setNodeRef, isOver } = useDroppable({ id: `section ${section.key}` })
  return (
    <section className={`zk-card zk-define-section${isOver ? ' zk-define-over' : ''}`} ref={setNodeRef}>
      <div className="zk-row">
        <div className="zk-grow">
          <LabelsInput label={say('define.section.label')} value={section.labels} onChange={(labels) => onChange({ ...section, labels })} />
        </div>
        <Segmented<1 | 2>
          size="small"
          value={section.columns}
          options={[
            { value: 1, label: say('define.section.columns', { count: 1 }) },
            { value: 2, label: say('define.section.columns', { count: 2 }) },
          ]}
          onChange={(columns) => onChange({ ...section, columns })}
        />
        <Popover
          trigger="click"
          destroyOnHidden
          content={
            <div className="zk-define-more">
              <ExpressionInput
                label={say('define.section.when')}
                help={say('define.section.when.help')}
                object={object.name}
                value={section.shownWhen}
                onChange={(shownWhen) => onChange({ ...section, shownWhen })}
              />
            </div>
          }
        >
          <Button
            size="small"
            type={section.shownWhen ? 'primary' : 'text'}
            ghost={Boolean(section.shownWhen)}
            icon={<Eye size={14} aria-hidden="true" />}
          >
            {say('define.section.when')}
          </Button>
        </Popover>
        <Button
          size="small"
          type="text"
          aria-label={say('define.section.remove')}
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={onRemove}
        />
      </div>
      <SortableContext items={[...section.fields]} strategy={rectSortingStrategy}>
        <ul className="zk-define-grid" data-columns={section.columns}>
          {section.fields.map((name) => (
            <SortableChip
              key={name}
              id={name}
              label={labelOf(name)}
              onRemove={() => onChange({ ...section, fields: section.fields.filter((one) => one !== name) })}
            />
          ))}
          {section.fields.length === 0 && <li className="zk-meta zk-small">{say('define.section.empty')}</li>}
        </ul>
      </SortableContext>
    </section>
  )
}

function FreeFields({
  names,
  labelOf,
  onPlace,
}: Readonly<{ names: readonly string[]; labelOf(name: string): string; onPlace(name: string): void }>) {
  const say = useTexts()
  const { setNodeRef } = useDroppable({ id: free })
  return (
    <aside className="zk-card zk-define-free" ref={setNodeRef}>
      <h3 className="zk-strong">{say('define.unplaced')}</h3>
      <p className="zk-small zk-meta">{say('define.unplaced.help')}</p>
      <SortableContext items={[...names]} strategy={rectSortingStrategy}>
        <ul className="zk-define-chips">
          {names.map((name) => (
            <li key={name} className="zk-row">
              <ul className="zk-define-grid">
                <SortableChip id={name} label={labelOf(name)} />
              </ul>
              <Button
                size="small"
                type="text"
                aria-label={say('define.place', { what: labelOf(name) })}
                icon={<Plus size={12} aria-hidden="true" />}
                onClick={() => onPlace(name)}
              />
            </li>
          ))}
        </ul>
      </SortableContext>
    </aside>
  )
}

/** Sections of form and record page: fields are dragged between them, by hand or by keys. */
export function SectionsEditor({ object, draft, onChange }: EditorProps) {
  const say = useTexts()
  const locale = useLocale()
  const sensors = useDragSensors()
  const { sections } = draft
  const labelOf = (name: string) => (object.fields[name] ? wordOf(object.fields[name], locale) : name)
  const names = unplaced(object, draft)
  const onDragOver = ({ active, over }: DragOverEvent) => {
    if (!over || over.id === active.id) return
    const [field, target] = [String(active.id), String(over.id)]
    if (target === free || names.includes(target)) return onChange(moveField(sections, field, null))
    const into = sections.find(({ key, fields }) => target === `section ${key}` || fields.includes(target))
    if (into) onChange(moveField(sections, field, { section: into.key, before: into.fields.includes(target) ? target : null }))
  }
  return (
    <DndContext sensors={sensors} collisionDetection={closestCorners} onDragOver={onDragOver}>
      <div className="zk-define-layout">
        <div className="zk-column zk-define-sections">
          {sections.map((section) => (
            <SectionBox
              key={section.key}
              object={object}
              section={section}
              labelOf={labelOf}
              onChange={(next) => onChange(sections.map((one) => (one.key === section.key ? next : one)))}
              onRemove={() => onChange(sections.filter((one) => one.key !== section.key))}
            />
          ))}
          <Button
            type="dashed"
            icon={<Plus size={14} aria-hidden="true" />}
            onClick={() => onChange([...sections, { key: freeSection(sections), labels: {}, columns: 2, fields: [], shownWhen: '' }])}
          >
            {say('define.section.new')}
          </Button>
        </div>
        <FreeFields
          names={names}
          labelOf={labelOf}
          onPlace={(name) => sections[0] && onChange(moveField(sections, name, { section: sections[0].key, before: null }))}
        />
      </div>
    </DndContext>
  )
}
