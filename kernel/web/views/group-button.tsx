import { Button, Dropdown } from 'antd'
import { Check, Rows3 } from 'lucide-react'
import { useTexts } from '../i18n/texts.ts'
import { isDated, sectionFields, sectionOf } from './chart/chart-choice.ts'
import { useUnitPicks } from './chart/use-chart-tile.ts'
import type { ViewProps } from './object-views.ts'

const drawn = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const

/** By which field the rows of the list are put together, or by none. */
export function GroupButton({ object, state }: ViewProps) {
  const say = useTexts()
  const picks = useUnitPicks()
  const fields = sectionFields(object)
  if (fields.length === 0) return null
  const now = state.group === null ? null : sectionOf(object, state.group)
  const mark = (is: boolean) => (is ? <Check {...drawn} /> : <span className="zk-menu-gap" />)
  const item = (section: string | null, label: string, is: boolean) => ({
    key: section ?? '',
    label,
    icon: mark(is),
    onClick: () => state.change({ group: section }),
  })
  const named = fields.map((field) => {
    const isNow = now?.field === field
    if (!isDated(field)) return item(field.name, field.label, isNow)
    const children = picks.map(({ value, label }) => item(`${field.name}.${value}`, label, isNow && now.unit === value))
    return { key: field.name, label: field.label, icon: mark(isNow), children }
  })
  const unit = picks.find(({ value }) => value === now?.unit)?.label
  const label = now ? say(unit ? 'list.group.by-unit' : 'list.group.by', { field: now.field.label, unit }) : say('list.group')
  return (
    <Dropdown trigger={['click']} menu={{ items: [item(null, say('list.group.none'), now === null), ...named], className: 'zk-tall-menu' }}>
      <Button
        type={now ? 'primary' : 'text'}
        ghost={now !== null}
        size="small"
        aria-label={label}
        title={label}
        icon={<Rows3 size={16} strokeWidth={1.5} aria-hidden="true" />}
      >
        <span className="zk-wide-only">{say('list.group')}</span>
      </Button>
    </Dropdown>
  )
}
