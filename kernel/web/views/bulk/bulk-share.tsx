import { useMutation } from '@tanstack/react-query'
import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import type { Problem } from '../../data/problem.ts'
import { startRun } from '../../data/runs.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AlongChoice } from '../../rights/along-choice.tsx'
import { GranteeChoice, nobody } from '../../rights/grantee-choice.tsx'
import { chosenBy, type Selection, sizeOf } from './selection.ts'

type BulkShareProps = Readonly<{ object: ObjectMeta; selection: Selection; onClose(): void; onWritten(): void }>

/** Opens many records to a person, a department or a role, or ends that. */
export function BulkShare({ object, selection, onClose, onWritten }: BulkShareProps) {
  const say = useTexts()
  const [grantee, setGrantee] = useState(nobody)
  const [mayWrite, setMayWrite] = useState(false)
  const [along, setAlong] = useState<readonly string[] | null>(null)
  const count = sizeOf(selection)
  const save = useMutation<unknown, Problem, 'share' | 'unshare'>({
    mutationFn: (what) =>
      startRun(`/${object.plural}/bulk`, {
        do: what,
        ...chosenBy(selection),
        with: { [grantee.kind]: grantee.id, ...(what === 'share' ? { mayWrite, along } : {}) },
      }),
    onSuccess: () => {
      onClose()
      onWritten()
    },
  })
  return (
    <Modal
      open
      title={say('list.share.title', { count, objects: object.labelPlural })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('form.cancel')}</Button>
          <Button disabled={!grantee.id} loading={save.isPending} onClick={() => save.mutate('unshare')}>
            {say('list.share.end')}
          </Button>
          <Button type="primary" disabled={!grantee.id} loading={save.isPending} onClick={() => save.mutate('share')}>
            {say('access.share')}
          </Button>
        </>
      }
    >
      <div className="zk-bulk-form">
        <span>{say('access.with')}</span>
        <div className="zk-bulk-grantee">
          <GranteeChoice value={grantee} onChange={setGrantee} />
        </div>
        <Checkbox checked={mayWrite} onChange={(event) => setMayWrite(event.target.checked)}>
          {say('access.may-write')}
        </Checkbox>
        <div>
          <AlongChoice object={object} value={along} onChange={setAlong} />
        </div>
        {save.error && (
          <p className="zk-error zk-small" role="alert">
            {save.error.issues[0]?.detail ?? save.error.detail}
          </p>
        )}
      </div>
    </Modal>
  )
}
