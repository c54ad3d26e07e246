import { LineFilter } from '../../../web/fields/line-input.tsx'
import type { InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import type { StoredFile } from '../../fields.ts'
import { FileCell } from '../file/file.web.tsx'
import { FileInput } from '../file/file-input.tsx'

const pictures = 'image/png,image/jpeg,image/webp,image/gif,image/avif'

function ImageInput(props: InputProps) {
  return <FileInput {...props} accept={pictures} />
}

export const imageWeb: WebFieldType = {
  kind: 'image',
  Cell: FileCell,
  Input: ImageInput,
  Filter: LineFilter,
  width: 180,
  toClipboard: (value) => (value as StoredFile).name,
}
