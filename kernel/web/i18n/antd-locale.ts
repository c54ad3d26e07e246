import type { Locale as AntdLocale } from 'antd/es/locale/index.js'
import type { Locale } from './locale.ts'

// The files are ES modules with a default export, whatever their declarations say of the package as a whole.
const load = async (file: Promise<unknown>): Promise<AntdLocale> => ((await file) as { default: AntdLocale }).default
const files: Readonly<Record<Locale, () => Promise<AntdLocale>>> = {
  'zh-CN': () => load(import('antd/es/locale/zh_CN.js')),
  'zh-TW': () => load(import('antd/es/locale/zh_TW.js')),
  en: () => load(import('antd/es/locale/en_US.js')),
}

/** The words of Ant Design's own parts. */
export const antdLocale = (locale: Locale): Promise<AntdLocale> => files[locale]()
