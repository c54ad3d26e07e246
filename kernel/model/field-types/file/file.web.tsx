import { Paperclip } from 'lucide-react'
import { apiAddress } from '../../../web/data/api.ts'
import { LineFilter } from '../../../web/fields/line-input.tsx'
import type { CellProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import { useFormat } from '../../../web/format/use-format.ts'
import type { StoredFile } from '../../fields.ts'
import { FileInput } from './file-input.tsx'

const kilo = 1024

/** A stored file by its name and size. */
export function FileCell({ value }: CellProps) {
  const format = useFormat()
  const { id, name, sizeBytes } = value as StoredFile
  const size =
    sizeBytes >= kilo * kilo
      ? `${format.number(sizeBytes / kilo / kilo, { digits: 1 })} MB`
      : `${format.number(Math.ceil(sizeBytes / kilo))} KB`
  return (
    <span className="zk-picked" title={`${name} · ${size}`}>
      <Paperclip size={14} strokeWidth={1.5} aria-hidden="true" />
      <a
        className="zk-clip"
        href={apiAddress(`/files/${id}`)}
        target="_blank"
        rel="noreferrer"
        onClick={(event) => event.stopPropagation()}
      >
        {name}
      </a>
      <span className="zk-meta zk-small zk-nowrap">{size}</span>
    </span>
  )
}

export const fileWeb: WebFieldType = {
  kind: 'file',
  Cell: FileCell,
  Input: FileInput,
  Filter: LineFilter,
  width: 180,
  toClipboard: (value) => (value as StoredFile).name,
}
