import type { FieldMeta, LinkValue, ObjectMeta, Row } from '../data/meta-types.ts'
import { useMeta } from '../data/use-meta.ts'
import { useRow } from '../data/use-row.ts'

type About = string | Readonly<{ at: string }>
/** The object that a field speaks of, and the field that must be given first where it is not known yet. */
export type AboutObject = Readonly<{ about: ObjectMeta | undefined; first: FieldMeta | undefined }>

/** The object that the filter or the field's name in a field speaks of, as its declaration says (`filterOf`, `fieldOf`). */
export function useAbout(said: unknown, object: string, row: Partial<Row> | undefined): AboutObject {
  const meta = useMeta()
  const about = said as About
  const [name, inTarget] = typeof about === 'string' ? [] : about.at.split('.')
  const first = name ? meta.objects[object]?.fields[name] : undefined
  const own = name ? row?.[name] : about
  const target = inTarget ? (own as LinkValue | null | undefined)?.id : undefined
  const { data } = useRow(first?.options.to ?? object, target, inTarget ? { fields: ['id', inTarget] } : {})
  const found = inTarget ? target && data?.[inTarget] : own
  return { about: typeof found === 'string' ? meta.objects[found] : undefined, first }
}
