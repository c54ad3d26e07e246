import { Button, Dropdown, type MenuProps } from 'antd'
import { Check, Ellipsis, House, Pin, PinOff, Trash2, UsersRound } from 'lucide-react'
import { call } from '../data/api.ts'
import { useMeta } from '../data/use-meta.ts'
import { useTexts } from '../i18n/texts.ts'
import { chooseView, type SavedView, writeView } from './saved-view-data.ts'

type Items = NonNullable<MenuProps['items']>
const drawn = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const

/** Pinned, or seen first: what a person decides for himself. */
function usePersonalItems(view: SavedView): Items {
  const say = useTexts()
  const { person } = useMeta()
  const isOfRole = view.defaultFor?.some((role) => person.roles.includes(role)) ?? false
  const pin = () =>
    chooseView(
      view.object,
      view.id,
      { isPinned: !view.isPinned },
      say(view.isPinned ? 'views.unpinned' : 'views.pinned', { view: view.name }),
    )
  const first = () => {
    const text = say(view.isDefault ? 'views.not-first.done' : 'views.first.done', { view: view.name })
    // What is first for a role is overruled by choosing all records as they come.
    if (view.isDefault && isOfRole) return chooseView(view.object, null, { isDefault: true }, text)
    return chooseView(view.object, view.id, { isDefault: !view.isDefault }, text)
  }
  return [
    {
      key: 'pin',
      icon: view.isPinned ? <PinOff {...drawn} /> : <Pin {...drawn} />,
      label: say(view.isPinned ? 'views.unpin' : 'views.pin'),
      onClick: () => void pin(),
    },
    {
      key: 'first',
      icon: <House {...drawn} />,
      label: say(view.isDefault ? 'views.not-first' : 'views.first'),
      onClick: () => void first(),
    },
  ]
}

/** For administrators: the roles whose people see the view first. */
function useRoleItems(view: SavedView): Items {
  const say = useTexts()
  const { person, objects } = useMeta()
  if (!person.roles.includes('administrator')) return []
  const now = view.defaultFor ?? []
  const roles = objects.member?.fields.roles?.options.choices ?? []
  const toggle = (key: string, label: string) => {
    const isOn = now.includes(key)
    const body = { defaultFor: isOn ? now.filter((role) => role !== key) : [...now, key] }
    const text = say(isOn ? 'views.not-first.role' : 'views.first.role', { view: view.name, role: label })
    return writeView(view.object, () => call('PATCH', `/meta/views/${view.id}`, { body }), text)
  }
  const item = ({ key, label }: Readonly<{ key: string; label: string }>) => ({
    key: `role ${key}`,
    label,
    icon: now.includes(key) ? <Check {...drawn} /> : <span className="zk-menu-gap" />,
    onClick: () => void toggle(key, label),
  })
  return [{ key: 'roles', icon: <UsersRound {...drawn} />, label: say('views.first.roles'), children: roles.map(item) }]
}

/** What can be done with the open view besides keeping it. */
export function SavedViewMenu({ view }: Readonly<{ view: SavedView }>) {
  const say = useTexts()
  const { person } = useMeta()
  const [personal, ofRoles] = [usePersonalItems(view), useRoleItems(view)]
  const remove = () => writeView(view.object, () => call('DELETE', `/meta/views/${view.id}`), say('views.removed', { view: view.name }))
  const removal: Items = [
    { type: 'divider' },
    {
      key: 'remove',
      danger: true,
      icon: <Trash2 {...drawn} />,
      label: say('views.remove', { view: view.name }),
      onClick: () => void remove(),
    },
  ]
  return (
    <Dropdown trigger={['click']} menu={{ items: [...personal, ...ofRoles, ...(view.owner?.id === person.id ? removal : [])] }}>
      <Button
        size="small"
        type="text"
        aria-label={say('views.menu', { view: view.name })}
        title={say('views.menu', { view: view.name })}
        icon={<Ellipsis {...drawn} />}
      />
    </Dropdown>
  )
}
