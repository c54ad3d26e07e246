import type { FieldMeta } from '../data/meta-types.ts'
import { useMeta } from '../data/use-meta.ts'
import { RecordPicker } from '../fields/record-picker.tsx'

export type Picked = Readonly<{ id: string; title: string | null }> | null
type PickerProps = Readonly<{ to: 'member' | 'department'; label: string; value: Picked; onChange(value: Picked): void }>

/** Picks an active member or a department. */
export function GranteePicker({ to, label, value, onChange }: PickerProps) {
  const like = useMeta().objects.member?.fields.department
  if (!like) return null
  const field: FieldMeta = { ...like, name: to, label, required: false, options: { to } }
  return (
    <RecordPicker
      to={to}
      shape={to === 'member' ? 'round' : 'square'}
      sort="name"
      {...(to === 'member' ? { only: { active: { ne: false } } } : {})}
      field={field}
      object="member"
      place="form"
      aria-label={label}
      value={value}
      onChange={(next) => onChange(next as Picked)}
    />
  )
}
