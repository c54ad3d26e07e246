import { apiAddress } from '../../../web/data/api.ts'
import type { CellProps, InputProps, WebFieldType } from '../../../web/fields/web-field-type.ts'
import type { StoredFile } from '../../fields.ts'
import { FileCell, fileWeb } from '../file/file.web.tsx'
import { FileInput } from '../file/file-input.tsx'

const pictures = 'image/png,image/jpeg,image/webp,image/gif,image/avif'

/** The picture itself where there is room for it; in a list its name, as fifty pictures of a camera would be a long way. */
function ImageCell(props: CellProps) {
  const { id, name } = props.value as StoredFile
  if (props.place !== 'record') return <FileCell {...props} />
  const address = apiAddress(`/files/${id}`)
  return (
    <a href={address} target="_blank" rel="noreferrer" onClick={(event) => event.stopPropagation()}>
      <img className="zk-picture" src={address} alt={name} title={name} loading="lazy" />
    </a>
  )
}

function ImageInput(props: InputProps) {
  return <FileInput {...props} accept={pictures} />
}

export const imageWeb: WebFieldType = {
  ...fileWeb,
  kind: 'image',
  Cell: ImageCell,
  Input: ImageInput,
}
