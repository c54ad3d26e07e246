import type { ModuleDef } from '../define-module.ts'
import en from '../locales/en.json' with { type: 'json' }
import zhCN from '../locales/zh-CN.json' with { type: 'json' }
import zhTW from '../locales/zh-TW.json' with { type: 'json' }
import type { Locale } from '../model/field-type.ts'

type Flat = Readonly<Record<string, string>>

const kernelTexts: Readonly<Record<Locale, Flat>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW }
const merged = new WeakMap<readonly ModuleDef[], Readonly<Record<Locale, ReadonlyMap<string, string>>>>()

/** The text of a key in that language: the kernel's own, else that of the modules; undefined for a key without text. */
export function textOf(modules: readonly ModuleDef[], locale: Locale, key: string): string | undefined {
  let texts = merged.get(modules)
  if (!texts)
    merged.set(modules, (texts = { en: merge(modules, 'en'), 'zh-CN': merge(modules, 'zh-CN'), 'zh-TW': merge(modules, 'zh-TW') }))
  return texts[locale].get(key)
}

/** The supported language that a browser's wishes come nearest to. */
export function localeOf(acceptLanguage: string | undefined): Locale | undefined {
  for (const wish of (acceptLanguage ?? '').split(',')) {
    const tag = wish.split(';')[0]!.trim().toLowerCase()
    if (/^zh-(hant|tw|hk|mo)\b/.test(tag)) return 'zh-TW'
    if (/^zh\b/.test(tag)) return 'zh-CN'
    if (/^en\b/.test(tag)) return 'en'
  }
  return undefined
}

function merge(modules: readonly ModuleDef[], locale: Locale): ReadonlyMap<string, string> {
  return new Map([...modules.flatMap((module) => Object.entries(module.texts[locale])), ...Object.entries(kernelTexts[locale])])
}
