import { LineFilter } from '../../../web/fields/line-input.tsx'
import type { WebFieldType } from '../../../web/fields/web-field-type.ts'
import type { StoredFile } from '../../fields.ts'
import { FileCell } from '../file/file.web.tsx'

export const imageWeb: WebFieldType = {
  kind: 'image',
  Cell: FileCell,
  Filter: LineFilter,
  width: 180,
  toClipboard: (value) => (value as StoredFile).name,
}
