import { Input } from 'antd'
import { lazy, Suspense } from 'react'
import { CopyButton } from '../../../web/fields/copy-button.tsx'
import { LineCell, LineFilter } from '../../../web/fields/line-input.tsx'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import type { Address } from '../../fields.ts'

const Editor = lazy(() => import('./address-editor.tsx').then(({ AddressEditor }) => ({ default: AddressEditor })))

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** One line: Chinese from the large to the small, others the other way round. */
function lineOf({ province, city, district, street, postcode, country }: Address): string {
  if (isChinese(`${province ?? ''}${city ?? ''}${street ?? ''}`)) {
    return [province, city === province ? undefined : city, district, street].filter(Boolean).join('')
  }
  return [street, district, city, [province, postcode].filter(Boolean).join(' '), country].filter(Boolean).join(', ')
}

function AddressCell({ value, place }: CellProps) {
  const line = lineOf(value as Address)
  if (place !== 'record') return <LineCell value={line} />
  return (
    <span className="zk-copied">
      <span className="zk-value-lines">{line}</span>
      <CopyButton text={line} />
    </span>
  )
}

const AddressInput = (props: InputProps) => (
  <Suspense fallback={<Input disabled />}>
    <Editor {...props} />
  </Suspense>
)

export const addressWeb: WebFieldType = {
  kind: 'address',
  Cell: AddressCell,
  Input: AddressInput,
  Filter: LineFilter,
  width: 240,
  wide: true,
  toClipboard: (value) => lineOf(value as Address),
}
