import { useNavigate } from '@tanstack/react-router'
import { Dropdown, type MenuProps } from 'antd'
import { type Session, useSignOut } from '../data/use-session.ts'
import { useTexts } from '../i18n/texts.ts'
import { Avatar } from '../parts/avatar.tsx'
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../theme/theme-choice.ts'

const choices: readonly ThemeChoice[] = ['light', 'dark', 'system']

/** The person's picture with theme, settings and sign-out behind it. */
export function PersonMenu({ session }: Readonly<{ session: Session }>) {
  const say = useTexts()
  const theme = useThemeChoice()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const { person } = session
  const items: NonNullable<MenuProps['items']> = [
    { key: 'person', type: 'group', label: `${person.name} · ${person.email}` },
    { type: 'divider' },
    {
      key: 'theme',
      type: 'group',
      label: say('theme.label'),
      children: choices.map((choice) => ({ key: choice, label: say(`theme.${choice}`) })),
    },
    { type: 'divider' },
    { key: 'settings', label: say('nav.settings') },
    { key: 'leave', label: say('person.sign-out') },
  ]
  const choose = (key: string) => {
    if (key === 'settings') void navigate({ to: '/settings' as never })
    else if (key === 'leave') signOut.mutate()
    else chooseTheme(key as ThemeChoice)
  }
  return (
    <Dropdown trigger={['click']} menu={{ items, selectedKeys: [theme], onClick: ({ key }) => choose(key) }}>
      <button type="button" className="zk-plain-button zk-person-button" aria-label={say('person.menu', { name: person.name })}>
        <Avatar name={person.name} id={person.id} size="middle" />
      </button>
    </Dropdown>
  )
}
