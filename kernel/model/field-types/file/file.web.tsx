import { Paperclip } from 'lucide-react'
import { LineFilter } from '../../../web/fields/line-input.tsx'
import type { CellProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useFormat } from '../../../web/format/use-format.ts'
import type { StoredFile } from '../../fields.ts'

const kilo = 1024

/** A stored file by its name and size. */
export function FileCell({ value }: CellProps) {
  const format = useFormat()
  const { name, sizeBytes } = value as StoredFile
  const size = sizeBytes >= kilo * kilo ? `${format.number(sizeBytes / kilo / kilo, { digits: 1 })} MB` : `${format.number(Math.ceil(sizeBytes / kilo))} KB`
  return (
    <span className="zk-picked" title={`${name} · ${size}`}>
      <Paperclip size={14} strokeWidth={1.5} aria-hidden="true" />
      <span className="zk-clip">{name}</span>
      <span className="zk-meta zk-small zk-nowrap">{size}</span>
    </span>
  )
}

export const fileWeb: WebFieldType = {
  kind: 'file',
  Cell: FileCell,
  Filter: LineFilter,
  width: 180,
  toClipboard: (value) => (value as StoredFile).name,
}
