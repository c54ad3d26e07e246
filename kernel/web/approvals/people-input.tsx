import { X } from 'lucide-react'
import { useTitles } from '../fields/record-titles.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Tag } from '../parts/tag.tsx'
import { GranteePicker } from '../rights/pickers.tsx'

/** Several members, picked one by one. */
export function PeopleInput({
  label,
  value,
  onChange,
}: Readonly<{ label: string; value: readonly string[]; onChange(ids: readonly string[]): void }>) {
  const say = useTexts()
  const names = useTitles('member', value)
  return (
    <div className="zk-define-field">
      <span className="zk-field-label">{label}</span>
      <span className="zk-flow-people">
        {value.map((id, i) => (
          <Tag key={id}>
            {names[i]}{' '}
            <button
              type="button"
              className="zk-plain-button"
              aria-label={say('approval.take-out', { name: names[i] })}
              onClick={() => onChange(value.filter((one) => one !== id))}
            >
              <X size={12} aria-hidden="true" />
            </button>
          </Tag>
        ))}
      </span>
      <GranteePicker to="member" label={label} value={null} onChange={(one) => one && onChange([...new Set([...value, one.id])])} />
    </div>
  )
}
