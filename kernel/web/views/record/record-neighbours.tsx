import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { neighboursOf } from '../../data/list-context.ts'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { useTexts } from '../../i18n/texts.ts'
import { listAddress, recordAddress } from '../../parts/app-link.tsx'
import { isCovered, isTyping } from '../../parts/keys.ts'

/** Back to the list this record was opened from, as it was left. */
export function useBack({ name, plural }: ObjectMeta, id: string): () => void {
  const navigate = useNavigate()
  return useCallback(
    () => void navigate({ to: (neighboursOf(name, id)?.address ?? listAddress(plural)) as never }),
    [navigate, name, plural, id],
  )
}

/** Previous and next record of the list this one was opened from, also by the keys K and J. */
export function RecordNeighbours({ object, id }: Readonly<{ object: ObjectMeta; id: string }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const found = neighboursOf(object.name, id)
  const previous = found?.previous
  const next = found?.next
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isCovered()) return
      const to = event.key === 'k' ? previous : event.key === 'j' ? next : null
      if (to) void navigate({ to: recordAddress(object.plural, to) as never, replace: true })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [previous, next, object.plural, navigate])
  if (!found) return null
  const step = (to: string | null | undefined, text: string, key: string, Sign: typeof ChevronUp) => (
    <Button
      type="text"
      size="small"
      disabled={!to}
      icon={<Sign size={16} strokeWidth={1.5} aria-hidden="true" />}
      aria-label={text}
      title={`${text} (${key})`}
      onClick={() => to && void navigate({ to: recordAddress(object.plural, to) as never, replace: true })}
    />
  )
  return (
    <span className="zk-neighbours">
      {step(previous, say('record.previous'), 'K', ChevronUp)}
      {step(next, say('record.next'), 'J', ChevronDown)}
      <span className="zk-meta zk-nowrap">
        {found.position} / {found.count}
      </span>
    </span>
  )
}
