import { closestCenter, DndContext, type DragEndEvent, KeyboardSensor, PointerSensor, useSensor, useSensors } from '@dnd-kit/core'
import { arrayMove, SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { Button, Input, Popover, Select } from 'antd'
import { GripVertical, Plus, Settings2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { labelIn } from '../../model/labels.ts'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { Tag } from '../parts/tag.tsx'
import type { FieldDeclaration, OptionDraft } from './data.ts'
import { wordOf } from './data.ts'
import { LabelsInput } from './labels-input.tsx'

const colors = ['grey', 'accent', 'green', 'amber', 'red', 'violet'] as const

type EditorProps = Readonly<{
  value: readonly OptionDraft[]
  /** Options that may be retired, but not taken away: stored ones. */
  kept: ReadonlySet<string>
  fields: readonly FieldDeclaration[]
  /** Choice that decides which options are offered. */
  dependsOn: FieldDeclaration | undefined
  onChange(options: readonly OptionDraft[]): void
}>

type LineProps = Pick<EditorProps, 'fields' | 'dependsOn'> &
  Readonly<{ option: OptionDraft; isKept: boolean; onChange(option: OptionDraft): void; onRemove(): void }>

function More({ option, fields, dependsOn, onChange }: Pick<LineProps, 'option' | 'fields' | 'dependsOn' | 'onChange'>) {
  const say = useTexts()
  const locale = useLocale()
  return (
    <div className="zk-define-more">
      <LabelsInput label={say('define.label')} value={option.labels ?? {}} onChange={(labels) => onChange({ ...option, labels })} />
      <span className="zk-field-label">{say('define.option.needs')}</span>
      <Select
        mode="multiple"
        className="zk-fullwidth"
        aria-label={say('define.option.needs')}
        value={[...(option.needs ?? [])]}
        showSearch={{ optionFilterProp: 'label' }}
        options={fields.map((field) => ({ value: field.name, label: wordOf(field, locale) }))}
        onChange={(needs) => onChange({ ...option, needs })}
      />
      {dependsOn && (
        <>
          <span className="zk-field-label">{say('define.option.when', { field: wordOf(dependsOn, locale) })}</span>
          <Select
            mode="multiple"
            className="zk-fullwidth"
            aria-label={say('define.option.when', { field: wordOf(dependsOn, locale) })}
            showSearch={{ optionFilterProp: 'label' }}
            value={[...(option.when ?? [])]}
            options={(dependsOn.choices ?? []).map((one) => ({ value: one.key, label: labelIn(one.labels, locale) ?? one.key }))}
            onChange={(when) => onChange({ ...option, when })}
          />
        </>
      )}
    </div>
  )
}

function OptionLine({ option, isKept, fields, dependsOn, onChange, onRemove }: LineProps) {
  const say = useTexts()
  const locale = useLocale()
  const { attributes, listeners, setNodeRef, transform, isDragging } = useSortable({ id: option.key })
  const label = option.labels?.[locale] ?? ''
  const stands = labelIn(option.labels, locale) ?? ''
  return (
    <li
      ref={setNodeRef}
      className={`zk-define-option${isDragging ? ' zk-define-lifted' : ''}`}
      {...(transform ? { style: { transform: `translateY(${Math.round(transform.y)}px)` } } : {})}
    >
      <button
        type="button"
        className="zk-plain-button zk-define-grip"
        aria-label={say('define.move', { what: stands })}
        {...attributes}
        {...listeners}
      >
        <GripVertical size={14} aria-hidden="true" />
      </button>
      <Select
        size="small"
        variant="borderless"
        className="zk-define-color"
        aria-label={say('define.option.color')}
        value={option.color ?? 'grey'}
        options={colors.map((value) => ({ value, label: <Tag color={value}>{say(`define.color.${value}`)}</Tag> }))}
        popupMatchSelectWidth={false}
        onChange={(color) => onChange({ ...option, color })}
      />
      <Input
        size="small"
        value={label}
        placeholder={stands}
        disabled={option.retired === true}
        aria-label={say('define.option.label')}
        onChange={(event) => onChange({ ...option, labels: { ...option.labels, [locale]: event.target.value } })}
      />
      <Popover
        trigger="click"
        placement="leftTop"
        destroyOnHidden
        content={<More option={option} fields={fields} dependsOn={dependsOn} onChange={onChange} />}
      >
        <Button
          type="text"
          size="small"
          aria-label={say('define.option.more', { option: stands })}
          icon={<Settings2 size={14} aria-hidden="true" />}
        />
      </Popover>
      {isKept ? (
        <Button type="text" size="small" onClick={() => onChange({ ...option, retired: !option.retired })}>
          {say(option.retired ? 'define.option.back' : 'define.option.retire')}
        </Button>
      ) : (
        <Button
          type="text"
          size="small"
          aria-label={say('define.option.remove', { option: stands })}
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={onRemove}
        />
      )}
    </li>
  )
}

/** Options of a choice: their words, colours and order, moved by hand or by keys. One that records have is retired, not lost. */
export function OptionsEditor({ value, kept, fields, dependsOn, onChange }: EditorProps) {
  const say = useTexts()
  const locale = useLocale()
  const [text, setText] = useState('')
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const from = value.findIndex(({ key }) => key === active.id)
    const to = value.findIndex(({ key }) => key === over?.id)
    if (from >= 0 && to >= 0 && from !== to) onChange(arrayMove([...value], from, to))
  }
  /** Several lines at once, as they come from a spreadsheet. */
  const add = () => {
    const words = text
      .split(/[\n,;\uff0c\uff1b\u3001]+/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
    const made = words.map((label, i) => ({
      key: freeKey(label, [...value.map(({ key }) => key), ...words.slice(0, i)]),
      color: colors[(value.length + i) % colors.length]!,
      labels: { [locale]: label },
    }))
    onChange([...value, ...made])
    setText('')
  }
  return (
    <div className="zk-define-field">
      <span className="zk-field-label">
        {say('setting.choices')}
        <span className="zk-error"> *</span>
      </span>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
        <SortableContext items={value.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
          <ul className="zk-define-options">
            {value.map((option) => (
              <OptionLine
                key={option.key}
                option={option}
                isKept={kept.has(option.key)}
                fields={fields}
                dependsOn={dependsOn}
                onChange={(next) => onChange(value.map((one) => (one.key === option.key ? next : one)))}
                onRemove={() => onChange(value.filter((one) => one.key !== option.key))}
              />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      <div className="zk-row">
        <Input
          value={text}
          placeholder={say('define.option.add.hint')}
          aria-label={say('define.option.add')}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault()
            add()
          }}
        />
        <Button icon={<Plus size={14} aria-hidden="true" />} disabled={text.trim() === ''} onClick={add}>
          {say('define.option.add')}
        </Button>
      </div>
    </div>
  )
}

/** Options are stored by key: the label as it was first written, cut to what keys may hold. */
function freeKey(label: string, taken: readonly string[]): string {
  const base =
    label
      .normalize('NFKC')
      .replace(/[^\p{L}\p{N}_.-]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'option'
  const start = /^[\p{L}\p{N}]/u.test(base) ? base : `o${base}`
  for (let i = 1; ; i += 1) {
    const key = i === 1 ? start : `${start}-${i}`
    if (!taken.includes(key)) return key
  }
}
