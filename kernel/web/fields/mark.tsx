import type { ObjectMeta } from '../data/meta-types.ts'
import { webTypeOf } from './type-of.ts'

/** What a record warns of, beside its title. */
export function Mark({ target, value }: Readonly<{ target: ObjectMeta; value: unknown }>) {
  const field = target.fields[target.views.mark ?? '']
  if (!field || value === null || value === undefined) return null
  const { Cell } = webTypeOf(field)
  return <Cell value={value} field={field} object={target.name} row={{ id: '' }} place="fact" />
}
