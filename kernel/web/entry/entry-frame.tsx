import { ConfigProvider } from 'antd'
import { Code, History, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Mark } from '../frame/mark.tsx'
import { type Locale, localeNames, locales, useLocale } from '../i18n/locale.ts'
import { switchLocale, useTexts } from '../i18n/texts.ts'
import './entry.css'

/** Forms outside the app have higher controls. */
const roomy = { token: { controlHeight: 40 }, components: { Button: { contentFontSize: 14, paddingInline: 16 } } } as const

const step = 56
/** Lattice of a wooden window: large and small squares in turn, joined by bars. */
const lattice = (x: number, y: number, isLarge: boolean): string => {
  const half = isLarge ? 14 : 8
  const [left, top, side] = [x - half, y - half, half * 2]
  const bar = step / 2 - half
  return `M${left} ${top}h${side}v${side}h${-side}zM${x} ${top}v${-bar}M${x} ${top + side}v${bar}M${left} ${y}h${-bar}M${left + side} ${y}h${bar}`
}
const latticePath = Array.from({ length: 26 }, (_, row) =>
  Array.from({ length: 14 }, (_, column) => lattice(28 + column * 42, 28 + row * 42, (row + column) % 2 === 0)).join(''),
).join('')

function Languages() {
  const say = useTexts()
  const current = useLocale()
  return (
    <div className="zk-segments" role="group" aria-label={say('top.language')}>
      {locales.map((locale: Locale) => (
        <button key={locale} type="button" lang={locale} aria-pressed={locale === current} onClick={() => void switchLocale(locale)}>
          {localeNames[locale]}
        </button>
      ))}
    </div>
  )
}

const promises = [
  { key: 'entry.promise.undo', Sign: Undo2 },
  { key: 'entry.promise.past', Sign: History },
  { key: 'entry.promise.sql', Sign: Code },
] as const

/** Pages before the app: the house on the left, a form on the right. `first`: the page says what the product promises. */
export function EntryFrame({ isFirst = false, children }: Readonly<{ isFirst?: boolean; children: ReactNode }>) {
  const say = useTexts()
  return (
    <ConfigProvider theme={roomy}>
      <div className="zk-entry">
        <header className="zk-brand">
          <svg className="zk-brand-lattice" aria-hidden="true">
            <path d={latticePath} />
          </svg>
          <div className="zk-brand-name zk-brand-front">
            <Mark size={36} plain />
            <span>
              <span className="zk-strong" lang="zh-CN">
                知客
              </span>
              <span lang="en">Zhike</span>
            </span>
          </div>
          <span className="zk-grow" />
          <div className="zk-brand-front">
            <h1>{say(isFirst ? 'entry.first.head' : 'entry.head')}</h1>
            {isFirst ? (
              <ul>
                {promises.map(({ key, Sign }) => (
                  <li key={key}>
                    <Sign size={16} strokeWidth={1.5} aria-hidden="true" />
                    {say(key)}
                  </li>
                ))}
              </ul>
            ) : (
              <p>{say('entry.text')}</p>
            )}
          </div>
        </header>
        <main className="zk-pane">
          <div className="zk-pane-top">
            <span className="zk-pane-mark">
              <Mark />
              <span lang="zh-CN">知客</span>
            </span>
            <Languages />
          </div>
          {children}
        </main>
      </div>
    </ConfigProvider>
  )
}
