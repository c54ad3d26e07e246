import { Button, ConfigProvider } from 'antd'
import { Check, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import type { FieldMeta, ObjectMeta, Row } from '../../data/meta-types.ts'
import { useRow } from '../../data/use-row.ts'
import { webTypeOf } from '../../fields/type-of.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useIsPhone } from '../../parts/use-is-phone.ts'
import { StaleChoice } from '../form/stale-choice.tsx'
import { useInlineSave } from './use-inline-save.ts'

type InlineEditorProps = Readonly<{ object: ObjectMeta; row: Row; field: FieldMeta; onClose(): void }>

/** Edits one value of a record: Enter or a press elsewhere saves, Esc leaves it as it was. */
export function InlineEditor({ object, row, field, onClose }: InlineEditorProps) {
  const say = useTexts()
  const isPhone = useIsPhone()
  const frame = useRef<HTMLDivElement>(null)
  const { value, type, issue, isStale, isSaving, store } = useInlineSave(object, row, field, onClose)
  const { Input, wide } = webTypeOf(field)
  useOutside(frame, () => !isStale && void store(value))
  if (!Input) return null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: catches Esc of the editor inside
    <div
      ref={frame}
      className={`zk-inline-editor${wide ? ' zk-inline-wide' : ''}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !event.currentTarget.contains(event.target as Node)) return
        event.stopPropagation()
        onClose()
      }}
    >
      <ConfigProvider {...(isPhone || wide ? {} : { componentSize: 'small' as const })}>
        <Input
          value={value}
          onChange={type}
          field={field}
          object={object.name}
          row={{ ...row, [field.name]: value }}
          place="record"
          autoFocus
          aria-label={field.label}
          {...(issue ? { status: 'error' as const } : {})}
          onDone={(next) => void store(next === undefined ? value : next)}
        />
      </ConfigProvider>
      <span className="zk-inline-steps">
        <Button
          size="small"
          type="primary"
          loading={isSaving}
          icon={<Check size={14} aria-hidden="true" />}
          aria-label={say('form.save')}
          title={say('form.save')}
          onClick={() => void store(value)}
        />
        <Button
          size="small"
          icon={<X size={14} aria-hidden="true" />}
          aria-label={say('form.cancel')}
          title={say('form.cancel')}
          onClick={onClose}
        />
      </span>
      {issue && (
        <p className="zk-error zk-small" role="alert">
          {issue}
        </p>
      )}
      {isStale && (
        <Stale
          object={object}
          id={row.id}
          mine={{ [field.name]: value }}
          onMine={(version) => void store(value, version)}
          onClose={onClose}
        />
      )}
    </div>
  )
}

type StaleProps = Readonly<{
  object: ObjectMeta
  id: string
  mine: Partial<Row>
  onMine(version: number | undefined): void
  onClose(): void
}>

function Stale({ object, id, mine, onMine, onClose }: StaleProps) {
  const { data: now } = useRow(object.name, id)
  if (!now) return null
  return (
    <StaleChoice
      object={object}
      now={now}
      mine={mine}
      onDecide={(kept) => (kept.length > 0 ? onMine(now.version) : onClose())}
      onClose={onClose}
    />
  )
}

const layers = '.ant-select-dropdown, .ant-picker-dropdown, .ant-cascader-dropdown, .ant-modal-root, .ant-drawer, .zk-toaster'

/** Calls back for a press outside of the editor and of what it opened above the page. */
function useOutside(frame: React.RefObject<HTMLElement | null>, leave: () => void): void {
  const onDown = useEffectEvent((event: PointerEvent) => {
    const target = event.target as HTMLElement
    if (!frame.current?.contains(target) && !target.closest(layers)) leave()
  })
  useEffect(() => {
    const listen = (event: PointerEvent) => onDown(event)
    document.addEventListener('pointerdown', listen)
    return () => document.removeEventListener('pointerdown', listen)
  }, [])
}
