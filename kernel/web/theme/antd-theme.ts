import { theme as antd, type ThemeConfig } from 'antd'
import type { Locale } from '../i18n/locale.ts'
import { type ThemeName, themeTokens, tokens } from './tokens.ts'

/** Menus and pickers wait for their opening motion to end: where style sheets end it at once, they have to know that there is none. */
const isStill = window.matchMedia('(prefers-reduced-motion: reduce)')

type Values = Readonly<Record<string, string | number | boolean>>

/** A component value that names a token stands for that token: `headerBg: zkGridHeader`, `0 0 0 2px controlOutline`. */
function resolve(value: string | number | boolean, values: Values): string | number | boolean {
  if (typeof value !== 'string') return value
  return value.replace(/\b[a-z][A-Za-z]+\b/g, (word) => (word in values ? String(values[word]) : word))
}

const components = (values: Values) =>
  Object.fromEntries(
    Object.entries(tokens.components).map(([component, own]) => [
      component,
      Object.fromEntries(Object.entries(own).map(([name, value]) => [name, resolve(value, values)])),
    ]),
  )

/** Ant Design's theme for one of ours in one language. */
export function antdTheme(name: ThemeName, locale: Locale): ThemeConfig {
  const values = { ...themeTokens(name), ...tokens.locales[locale] }
  return {
    algorithm: name === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: { ...values, motion: !isStill.matches },
    components: components(values),
    hashed: false,
  }
}
