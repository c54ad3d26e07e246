import { useMutation } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../data/meta-types.ts'
import type { Problem } from '../../data/problem.ts'
import { startRun } from '../../data/runs.ts'
import { webTypeOf } from '../../fields/registry.ts'
import { useTexts } from '../../i18n/texts.ts'
import { isEditable } from '../list/grid-rows.ts'
import { chosenBy, type Selection, sizeOf } from './selection.ts'

/** Fields whose values are sets that something can be put into and taken out of. */
export const isTagged = (object: ObjectMeta, field: FieldMeta): boolean => webTypeOf(field).amendable === true && isEditable(object, field)

type BulkTagsProps = Readonly<{ object: ObjectMeta; selection: Selection; onClose(): void; onWritten(): void }>

/** Puts into and takes out of the tags of many records; what else stands there stays. */
export function BulkTags({ object, selection, onClose, onWritten }: BulkTagsProps) {
  const say = useTexts()
  const fields = Object.values(object.fields).filter((field) => isTagged(object, field))
  const [name, setName] = useState(fields[0]?.name ?? '')
  const [add, setAdd] = useState<unknown>(null)
  const [take, setTake] = useState<unknown>(null)
  const field = object.fields[name]
  const Editor = field && webTypeOf(field).Input
  const save = useMutation<unknown, Problem>({
    mutationFn: () =>
      startRun(`/${object.plural}/bulk`, {
        do: 'change',
        ...chosenBy(selection),
        ...(add ? { add: { [name]: add } } : {}),
        ...(take ? { take: { [name]: take } } : {}),
      }),
    onSuccess: () => {
      onClose()
      onWritten()
    },
  })
  const count = sizeOf(selection)
  const sides = [
    { key: 'add', value: add, change: setAdd },
    { key: 'take', value: take, change: setTake },
  ]
  return (
    <Modal
      open
      title={say('list.tag.title', { count, objects: object.labelPlural })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('form.cancel')}</Button>
          <Button type="primary" disabled={!add && !take} loading={save.isPending} onClick={() => save.mutate()}>
            {say('list.edit-many.save', { count })}
          </Button>
        </>
      }
    >
      <div className="zk-bulk-form">
        {fields.length > 1 && (
          <>
            <label htmlFor="bulk-tags-field">{say('filter.field')}</label>
            <Select
              id="bulk-tags-field"
              value={name}
              options={fields.map((one) => ({ value: one.name, label: one.label }))}
              onChange={setName}
            />
          </>
        )}
        {field &&
          Editor &&
          sides.map(({ key, value, change }) => (
            <div key={`${name} ${key}`} className="zk-column">
              <label htmlFor={`bulk-tags-${key}`}>{say(`list.tag.${key}`)}</label>
              <Editor id={`bulk-tags-${key}`} value={value} onChange={change} field={field} object={object.name} place="form" />
            </div>
          ))}
        {save.error && (
          <p className="zk-error zk-small" role="alert">
            {save.error.issues[0]?.detail ?? save.error.detail}
          </p>
        )}
      </div>
    </Modal>
  )
}
