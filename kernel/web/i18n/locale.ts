import { useSyncExternalStore } from 'react'

export type Locale = 'zh-CN' | 'zh-TW' | 'en'
export const locales: readonly Locale[] = ['zh-CN', 'zh-TW', 'en']
/** Each language in its own words. */
export const localeNames: Readonly<Record<Locale, string>> = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' }

const storageKey = 'zhike.locale'
const listeners = new Set<() => void>()

/** One of our languages for any language tag: Hong Kong, Macau and Hant read zh-TW, other Chinese zh-CN, all else en. */
export function nearestLocale(tag: string): Locale {
  if (/^zh\b.*(tw|hk|mo|hant)/i.test(tag)) return 'zh-TW'
  return /^zh\b/i.test(tag) ? 'zh-CN' : 'en'
}

const initial = (): Locale => nearestLocale(localStorage.getItem(storageKey) ?? navigator.language)
let current: Locale = initial()

export const currentLocale = (): Locale => current

/** Sets the language of the page; whoever calls has loaded its texts first (`i18n/texts.ts`). */
export function setLocale(locale: Locale): void {
  current = locale
  localStorage.setItem(storageKey, locale)
  document.documentElement.lang = locale
  for (const listener of listeners) listener()
}

/** What `lang` a name in data carries inside English text: Chinese ones say so, and are set like Chinese then. */
export const langOf = (name: string): 'zh' | undefined => (current === 'en' && /\p{Script=Han}/u.test(name) ? 'zh' : undefined)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLocale = (): Locale => useSyncExternalStore(subscribe, currentLocale)
