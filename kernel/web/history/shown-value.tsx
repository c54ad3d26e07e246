import type { FieldMeta } from '../data/meta-types.ts'
import { useMeta } from '../data/use-meta.ts'
import { toPlainText } from '../fields/plain-value.tsx'
import { webTypeOf } from '../fields/registry.ts'

/** A value of the history as its field draws it; a dash where there is none. */
export function ShownValue({
  object,
  field,
  value,
  place = 'cell',
  known: given,
}: Readonly<{ object: string; field: string; value: unknown; place?: 'cell' | 'fact'; known?: FieldMeta | undefined }>) {
  const meta = useMeta()
  if (value === null || value === undefined || value === '') return <span className="zk-meta">—</span>
  const known = given ?? meta.objects[object]?.fields[field]
  // Values that come without the titles of what they link to, or masked, are drawn as they are.
  if (!known || value === '***' || (known.options.to && typeof value !== 'object')) return <>{toPlainText(value)}</>
  const { Cell } = webTypeOf(known)
  return <Cell value={value} field={known} object={object} place={place} />
}
