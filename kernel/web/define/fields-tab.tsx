import { Button, Checkbox, Input } from 'antd'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { labelIn } from '../../model/labels.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Tag } from '../parts/tag.tsx'
import { type FieldDeclaration, useDefine, type WholeDeclaration, wordOf } from './data.ts'
import { FieldDrawer } from './field-drawer.tsx'

function Marks({ field, isTitle }: Readonly<{ field: FieldDeclaration; isTitle: boolean }>) {
  const say = useTexts()
  return (
    <span className="zk-row zk-define-marks">
      {isTitle && <Tag color="violet">{say('define.mark.title')}</Tag>}
      {field.required && <Tag color="amber">{say('define.mark.required')}</Tag>}
      {field.unique && <Tag>{say('define.mark.unique')}</Tag>}
      {field.readOnly && <Tag>{say('define.mark.computed')}</Tag>}
      {field.isCustom && <Tag color="accent">{say('define.own')}</Tag>}
    </span>
  )
}

function FieldRow({ object, field, onOpen }: Readonly<{ object: WholeDeclaration; field: FieldDeclaration; onOpen(): void }>) {
  const say = useTexts()
  const locale = useLocale()
  const define = useDefine()
  const label = wordOf(field, locale)
  const remove = () =>
    define.mutate(
      { method: 'DELETE', path: `/objects/${object.name}/fields/${field.name}`, note: `${wordOf(object, locale)} · ${label}` },
      { onSuccess: (changeSet) => showDone(say('define.field.removed', { field: label }), changeSet), onError: showProblem },
    )
  return (
    <tr data-field={field.name}>
      <td>
        {field.system ? (
          label
        ) : (
          <button type="button" className="zk-plain-button zk-define-open" onClick={onOpen}>
            {label}
          </button>
        )}
      </td>
      <td className="zk-second">{say(`kind.${field.kind}`)}</td>
      <td>
        <Marks field={field} isTitle={field.name === object.title} />
      </td>
      <td className="zk-second zk-wide-only">{labelIn(field.help, locale) ?? ''}</td>
      <td className="zk-number">
        {field.isCustom && field.name !== object.title && (
          <Button
            type="text"
            size="small"
            aria-label={say('define.field.remove', { field: label })}
            icon={<Trash2 size={14} aria-hidden="true" />}
            onClick={remove}
          />
        )}
      </td>
    </tr>
  )
}

/** Fields of an object; a press on one opens it. */
export function FieldsTab({ object }: Readonly<{ object: WholeDeclaration }>) {
  const say = useTexts()
  const locale = useLocale()
  const [words, setWords] = useState('')
  const [isAll, setAll] = useState(false)
  const [open, setOpen] = useState<{ field?: FieldDeclaration } | null>(null)
  const fields = Object.values(object.fields).filter(
    (field) => (isAll || !field.system) && wordOf(field, locale).toLowerCase().includes(words.toLowerCase()),
  )
  return (
    <>
      <div className="zk-row zk-define-tools">
        <Input
          allowClear
          className="zk-define-search"
          value={words}
          placeholder={say('define.field.search')}
          aria-label={say('define.field.search')}
          onChange={(event) => setWords(event.target.value)}
        />
        <Checkbox checked={isAll} onChange={(event) => setAll(event.target.checked)} className="zk-wide-only">
          {say('define.field.system')}
        </Checkbox>
        <span className="zk-grow" />
        <Button type="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setOpen({})}>
          {say('define.field.new')}
        </Button>
      </div>
      {fields.length === 0 && <EmptyState icon="list" title={say('define.field.none')} />}
      {fields.length > 0 && (
        <div className="zk-card zk-table-place">
          <table className="zk-table">
            <thead>
              <tr>
                <th>{say('define.label')}</th>
                <th>{say('define.kind')}</th>
                <th>{say('define.marks')}</th>
                <th className="zk-wide-only">{say('define.help')}</th>
                <th>
                  <span className="zk-unseen">{say('record.more')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <FieldRow key={field.name} object={object} field={field} onOpen={() => setOpen({ field })} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && <FieldDrawer object={object} field={open.field} onClose={() => setOpen(null)} />}
    </>
  )
}
