import { Converter } from 'opencc-js/cn2t'
import { pinyin } from 'pinyin-pro'
import type { Locale } from '#kernel/model'

/** The same text in simplified Chinese and in English. */
export type Both = readonly [chinese: string, english: string]

/** How the demo company speaks: everything is written in simplified Chinese and English, and said in the language of the workspace. */
export type Tongue = Readonly<{
  locale: Locale
  /** A text that exists in both. */
  say(chinese: string, english: string): string
  /** 林知夏, in English Lin Zhixia: family name first, as Chinese names are. */
  person(name: string): string
  /** 华瑞, in English Huarui. */
  proper(name: string): string
  /** For mail and web addresses, in every language: huarui. */
  latin(name: string): string
  /** HR, for quick search in every language. */
  initials(name: string): string
}>

const toTaiwanText = Converter({ from: 'cn', to: 'twp' })
/** Names keep their words and change only their characters. */
const toTaiwanName = Converter({ from: 'cn', to: 'tw' })

/** Words of the trade that the dictionary turns into something nobody in Taiwan says. */
const taiwanWords: readonly Both[] = [
  ['擴充套件', '擴充'],
  ['對賬', '對帳'],
  ['合同', '合約'],
  ['計劃', '計畫'],
  ['立項', '立案'],
  ['中臺', '中台'],
  ['定製', '客製'],
  ['運維', '維運'],
  ['維保', '維護'],
  ['延保', '延長保固'],
  ['翻倍', '倍增'],
  ['排程主管', '調度主管'],
  ['零部件', '零組件'],
  ['酒店', '飯店'],
  ['資訊科技部', '資訊部'],
]
const inTaiwan = (chinese: string): string => taiwanWords.reduce((text, [from, to]) => text.replaceAll(from, to), toTaiwanText(chinese))

const syllables = (name: string): string[] => pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
const latin = (name: string): string =>
  syllables(name)
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

export function tongueOf(locale: Locale): Tongue {
  const name = (chinese: string) => (locale === 'zh-TW' ? toTaiwanName(chinese) : chinese)
  return Object.freeze({
    locale,
    say: (chinese: string, english: string) => (locale === 'en' ? english : locale === 'zh-TW' ? inTaiwan(chinese) : chinese),
    person: (chinese: string) => (locale === 'en' ? romanised(chinese) : name(chinese)),
    proper: (chinese: string) => (locale === 'en' ? capital(latin(chinese)) : name(chinese)),
    latin,
    initials: (chinese: string) =>
      syllables(chinese)
        .map((part) => part.charAt(0).toUpperCase())
        .join(''),
  })
}

function romanised(name: string): string {
  const [family = '', ...given] = syllables(name)
  return `${capital(family)} ${capital(given.join(''))}`
}
