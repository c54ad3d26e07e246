import { Button } from 'antd'
import { Paperclip, X } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { call } from '../../../web/data/api.ts'
import { Problem } from '../../../web/data/problem.ts'
import type { InputProps } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import type { StoredFile } from '../../fields.ts'

/** Sends a chosen file at once and holds what the store answered; the record takes it when it is saved. */
export function FileInput({ accept, ...props }: InputProps & { accept?: string }) {
  const { value, onChange, id, field } = props
  const say = useTexts()
  const chooser = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<{ sending: boolean; fault?: string }>({ sending: false })
  const file = value as StoredFile | null
  const send = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = target.files?.[0]
    target.value = ''
    if (!chosen) return
    setState({ sending: true })
    try {
      const form = new FormData()
      form.append('file', chosen)
      onChange((await call<StoredFile>('POST', '/files', { body: form })).body)
      setState({ sending: false })
    } catch (error) {
      setState({ sending: false, fault: error instanceof Problem ? error.message : String(error) })
    }
  }
  return (
    <span className="zk-picked">
      <Button
        {...(id ? { id } : {})}
        size="small"
        loading={state.sending}
        icon={<Paperclip size={14} strokeWidth={1.5} aria-hidden="true" />}
        onClick={() => chooser.current?.click()}
      >
        {file ? file.name : say('field.file.choose')}
      </Button>
      {file ? (
        <Button
          size="small"
          type="text"
          aria-label={say('field.file.remove', { name: file.name })}
          icon={<X size={14} aria-hidden="true" />}
          onClick={() => onChange(null)}
        />
      ) : null}
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={field.label}
        {...(accept ? { accept } : {})}
        onChange={(event) => void send(event)}
      />
      {state.fault ? (
        <span role="alert" className="zk-meta zk-small">
          {state.fault}
        </span>
      ) : null}
    </span>
  )
}
