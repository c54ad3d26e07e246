import { LineCell, LineFilter } from '../../../web/fields/line-input.tsx'
import type { CellProps, WebFieldType } from '../../../web/fields/web-field-type.ts'

const IdCell = ({ value }: CellProps) => (
  <span className="zk-code zk-small">
    <LineCell value={value} />
  </span>
)

export const idWeb: WebFieldType = { kind: 'id', Cell: IdCell, Filter: LineFilter, width: 290, toClipboard: String }
