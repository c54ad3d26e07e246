import { Select } from 'antd'
import { useState } from 'react'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { GranteePicker, type Picked } from './pickers.tsx'
import type { Share } from './rights-api.ts'

export type Grantee = Readonly<{ kind: Share['kind']; id: string | null }>
export const nobody: Grantee = { kind: 'person', id: null }
const kinds: readonly Share['kind'][] = ['person', 'department', 'role']

/** Chooses a person, a department or a role. */
export function GranteeChoice({ value, onChange }: Readonly<{ value: Grantee; onChange(value: Grantee): void }>) {
  const say = useTexts()
  const choices = useMeta().objects.member?.fields.roles?.options.choices ?? []
  const [picked, setPicked] = useState<Picked>(null)
  const { kind, id } = value
  return (
    <>
      <Select
        aria-label={say('access.kind')}
        value={kind}
        options={kinds.map((key) => ({ value: key, label: say(`access.kind.${key}`) }))}
        onChange={(next) => {
          setPicked(null)
          onChange({ kind: next, id: null })
        }}
      />
      {kind === 'role' ? (
        <Select
          aria-label={say('access.with')}
          placeholder={say('access.with')}
          value={id}
          options={choices.map(({ key, label }) => ({ value: key, label }))}
          onChange={(next: string) => onChange({ kind, id: next })}
        />
      ) : (
        <GranteePicker
          key={kind}
          to={kind === 'person' ? 'member' : 'department'}
          label={say('access.with')}
          value={id === null ? null : picked}
          onChange={(next) => {
            setPicked(next)
            onChange({ kind, id: next?.id ?? null })
          }}
        />
      )}
    </>
  )
}
