import { Mail } from 'lucide-react'
import { CopyButton } from '../../../web/fields/copy-button.tsx'
import { LineInput, lineFromClipboard } from '../../../web/fields/line-input.tsx'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'

function EmailCell({ value, place }: CellProps) {
  const address = String(value)
  const link = (
    <a className="zk-value" href={`mailto:${address}`} title={address} onClick={(event) => event.stopPropagation()}>
      {address}
    </a>
  )
  if (place !== 'record') return link
  return (
    <span className="zk-copied">
      {link}
      <CopyButton text={address} />
    </span>
  )
}

const EmailInput = (props: InputProps) => <LineInput {...props} {...(props.place === 'filter' ? {} : { type: 'email' as const })} />

export const emailWeb: WebFieldType = {
  kind: 'email',
  Cell: EmailCell,
  Input: EmailInput,
  width: 190,
  reach: { icon: Mail, href: (value) => `mailto:${String(value)}`, text: 'field.email.write' },
  toClipboard: String,
  fromClipboard: lineFromClipboard,
}
