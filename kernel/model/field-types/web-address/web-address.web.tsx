import { LineInput, lineFromClipboard } from '../../../web/fields/line-input.tsx'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'

/** What tells one address from another: no scheme, no slash at the end. */
const shortOf = (address: string): string => address.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')
const isWeb = (address: string): boolean => /^https?:\/\//i.test(address)

function WebAddressCell({ value }: CellProps) {
  const address = String(value)
  if (!isWeb(address)) return <span className="zk-value">{address}</span>
  return (
    <a
      className="zk-value"
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      title={address}
      onClick={(event) => event.stopPropagation()}
    >
      {shortOf(address)}
    </a>
  )
}

const WebAddressInput = (props: InputProps) => <LineInput {...props} placeholder={props.place === 'form' ? 'example.com' : ''} />

export const webAddressWeb: WebFieldType = {
  kind: 'webAddress',
  Cell: WebAddressCell,
  Input: WebAddressInput,
  width: 170,
  toClipboard: String,
  fromClipboard: lineFromClipboard,
}
