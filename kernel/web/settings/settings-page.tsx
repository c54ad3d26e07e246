import { Select } from 'antd'
import { useMemo } from 'react'
import { useMeta } from '../data/use-meta.ts'
import { useChangeSession, useSignedIn } from '../data/use-session.ts'
import { type Locale, langOf, localeNames, locales, useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, listAddress } from '../parts/app-link.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../theme/theme-choice.ts'
import { FactorCard } from './factor-card.tsx'
import { KeysCard } from './keys-card.tsx'
import { PasskeysCard } from './passkeys-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { SessionsCard } from './sessions-card.tsx'
import './settings.css'

const themes: readonly ThemeChoice[] = ['light', 'dark', 'system']
/** Objects that administrators look after; they are lists like all others. */
const administered = ['member', 'department'] as const

function ProfileCard() {
  const { person } = useSignedIn()
  return (
    <section className="zk-card zk-settings-card">
      <div className="zk-row zk-settings-person">
        <Avatar name={person.name} id={person.id} size="large" />
        <div className="zk-column">
          <span className="zk-strong" lang={langOf(person.name)}>
            {person.name}
          </span>
          <span className="zk-second zk-small">{person.email}</span>
        </div>
      </div>
    </section>
  )
}

function LookCard() {
  const say = useTexts()
  const locale = useLocale()
  const theme = useThemeChoice()
  const change = useChangeSession()
  const { person } = useSignedIn()
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value })), [])
  return (
    <section className="zk-card zk-settings-card">
      <h2 className="zk-card-head">{say('settings.look')}</h2>
      <div className="zk-settings-rows">
        <label htmlFor="settings-language">{say('top.language')}</label>
        <Select
          id="settings-language"
          value={locale}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
          onChange={(value: Locale) => change.mutate({ locale: value })}
        />
        <label htmlFor="settings-theme">{say('theme.label')}</label>
        <Select
          id="settings-theme"
          value={theme}
          options={themes.map((value) => ({ value, label: say(`theme.${value}`) }))}
          onChange={chooseTheme}
        />
        <label htmlFor="settings-zone">{say('entry.time-zone')}</label>
        <Select
          id="settings-zone"
          showSearch
          value={person.timeZone}
          options={zones}
          onChange={(timeZone: string) => change.mutate({ timeZone })}
        />
      </div>
    </section>
  )
}

function AdminCard() {
  const say = useTexts()
  const meta = useMeta()
  const objects = administered.flatMap((name) => meta.objects[name] ?? []).filter((object) => object.may.read)
  if (objects.length === 0) return null
  return (
    <section className="zk-card zk-settings-card">
      <h2 className="zk-card-head">{say('settings.people')}</h2>
      {objects.map((object) => (
        <AppLink key={object.name} to={listAddress(object.plural)} className="zk-row zk-settings-link">
          <Icon name={object.icon} />
          {object.labelPlural}
        </AppLink>
      ))}
    </section>
  )
}

/** What a person sets for himself: language, theme, time zone, password, API keys. */
export function Page() {
  const say = useTexts()
  return (
    <div className="zk-settings">
      <h1>{say('nav.settings')}</h1>
      <ProfileCard />
      <LookCard />
      <PasswordCard />
      <FactorCard />
      <PasskeysCard />
      <SessionsCard />
      <KeysCard />
      <AdminCard />
    </div>
  )
}
