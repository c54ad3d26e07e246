import { Button, Dropdown } from 'antd'
import { Check, Rows3 } from 'lucide-react'
import { useTexts } from '../i18n/texts.ts'
import { isDated, sectionFields } from './chart/chart-choice.ts'
import type { ViewProps } from './object-views.ts'

const drawn = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const

/** By which field the rows of the list are put together, or by none. */
export function GroupButton({ object, state }: ViewProps) {
  const say = useTexts()
  const fields = sectionFields(object)
  if (fields.length === 0) return null
  const now = fields.find(({ name }) => name === state.group)
  const item = (name: string | null, label: string) => ({
    key: name ?? '',
    label,
    icon: name === state.group ? <Check {...drawn} /> : <span className="zk-menu-gap" />,
    onClick: () => state.change({ group: name }),
  })
  const named = fields.map((field) => item(field.name, isDated(field) ? say('list.group.month', { field: field.label }) : field.label))
  return (
    <Dropdown trigger={['click']} menu={{ items: [item(null, say('list.group.none')), ...named], className: 'zk-tall-menu' }}>
      <Button
        type={now ? 'primary' : 'text'}
        ghost={now !== undefined}
        size="small"
        aria-label={now ? say('list.group.by', { field: now.label }) : say('list.group')}
        title={now ? say('list.group.by', { field: now.label }) : say('list.group')}
        icon={<Rows3 size={16} strokeWidth={1.5} aria-hidden="true" />}
      >
        <span className="zk-wide-only">{say('list.group')}</span>
      </Button>
    </Dropdown>
  )
}
