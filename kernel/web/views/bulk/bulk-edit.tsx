import { useMutation } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import type { Problem } from '../../data/problem.ts'
import { refreshObject } from '../../data/row-cache.ts'
import { startRun } from '../../data/runs.ts'
import { showDone } from '../../data/undo.ts'
import { toWriting, webTypeOf } from '../../fields/registry.ts'
import { useTexts } from '../../i18n/texts.ts'
import { isEditable } from '../list/grid-rows.ts'
import { type BulkDone, chosenBy, isLarge, type Selection, sizeOf, writeMany } from './selection.ts'

type BulkEditProps = Readonly<{ object: ObjectMeta; selection: Selection; first: string | undefined; onClose(): void; onWritten(): void }>

/** One field of many records gets the same value. */
export function BulkEdit({ object, selection, first, onClose, onWritten }: BulkEditProps) {
  const say = useTexts()
  const fields = Object.values(object.fields).filter(
    (field) => isEditable(object, field) && !field.unique && webTypeOf(field).listed !== false && !webTypeOf(field).veiled,
  )
  const [name, setName] = useState(first)
  const [value, setValue] = useState<unknown>(null)
  const field = name ? object.fields[name] : undefined
  const Editor = field && webTypeOf(field).Input
  const save = useMutation<BulkDone, Problem>({
    mutationFn: () => writeMany(object.plural, selection, field ? { [field.name]: toWriting(value, field) } : {}),
    onSuccess: ({ changed, changeSets }) => {
      showDone(say('list.changed', { count: changed, field: field?.label ?? '' }), changeSets)
      void refreshObject(object.name)
      onClose()
      onWritten()
    },
  })
  const count = sizeOf(selection)
  const run = useMutation<unknown, Problem>({
    mutationFn: () =>
      startRun(`/${object.plural}/bulk`, {
        do: 'change',
        ...chosenBy(selection),
        set: field ? { [field.name]: toWriting(value, field) } : {},
      }),
    onSuccess: () => {
      onClose()
      onWritten()
    },
  })
  const way = isLarge(selection) ? run : save
  return (
    <Modal
      open
      title={say('list.edit-many.title', { count, objects: object.labelPlural })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('form.cancel')}</Button>
          <Button
            type="primary"
            disabled={!field || (field.required && value === null)}
            loading={way.isPending}
            onClick={() => way.mutate()}
          >
            {say('list.edit-many.save', { count })}
          </Button>
        </>
      }
    >
      <div className="zk-bulk-form">
        <label htmlFor="bulk-field">{say('filter.field')}</label>
        <Select
          id="bulk-field"
          showSearch={{ optionFilterProp: 'label' }}
          value={name ?? null}
          options={fields.map((one) => ({ value: one.name, label: one.label }))}
          onChange={(next: string) => {
            setName(next)
            setValue(null)
          }}
        />
        {field && Editor && (
          <>
            <label htmlFor="bulk-value">{say('list.edit-many.value')}</label>
            <Editor key={name} id="bulk-value" value={value} onChange={setValue} field={field} object={object.name} place="form" />
          </>
        )}
        {field && !field.required && <p className="zk-meta zk-small">{say('list.edit-many.empty')}</p>}
        {way.error && (
          <p className="zk-error zk-small" role="alert">
            {way.error.issues[0]?.detail ?? way.error.detail}
          </p>
        )}
      </div>
    </Modal>
  )
}
