import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Segmented } from 'antd'
import { createPortal } from 'react-dom'
import { EmptyState, recordAddress, SkeletonLines, useList, useLocale, useRow, useTexts } from '#kernel/web'
import { Paper } from './paper.tsx'
import { type PaperLocale, paperLocales, usePaperTexts } from './print-texts.ts'
import './print.css'

type Search = Readonly<{ id?: string; lang?: string; tax?: string }>

/** A quote on paper: what is seen is what the browser prints, or keeps as PDF. Language and columns are the paper's own. */
export function Page() {
  const say = useTexts()
  const navigate = useNavigate()
  const mine = useLocale()
  const search = useSearch({ strict: false }) as Search
  const locale = paperLocales.find((one) => one === search.lang) ?? (mine as PaperLocale)
  const withTax = search.tax !== 'no'
  const { data: quote, isPending } = useRow('quote', search.id)
  const { rows: lines } = useList(
    { object: 'quoteLine', filter: { quote: search.id ?? '' }, sort: ['position', 'id'], limit: 500 },
    { enabled: Boolean(search.id) },
  )
  const entity = quote?.legalEntity as { id: string } | null | undefined
  const { data: seller } = useRow('legalEntity', entity?.id)
  const texts = usePaperTexts(locale)
  if (!search.id) return <EmptyState isPage icon="file-text" title={say('quotes.print.none')} />
  if (isPending || !texts) return <SkeletonLines lines={8} />
  if (!quote) return <EmptyState isPage icon="file-text" title={say('quotes.print.none')} />
  const go = (to: Partial<Search>) => void navigate({ to: '/quotes/print' as never, search: { ...search, ...to } as never, replace: true })
  return createPortal(
    <div className="zk-print" role="dialog" aria-modal="true" aria-label={say('page.quotes.print')}>
      <div className="zk-print-bar">
        <Button onClick={() => void navigate({ to: recordAddress('quotes', quote.id) as never })}>{say('quotes.print.back')}</Button>
        <Segmented
          value={locale}
          options={[
            { value: 'zh-CN', label: '简体中文' },
            { value: 'zh-TW', label: '繁體中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(lang) => go({ lang })}
        />
        <Checkbox checked={withTax} onChange={({ target }) => go({ tax: target.checked ? 'yes' : 'no' })}>
          {say('quotes.print.with-tax')}
        </Checkbox>
        <Button type="primary" onClick={() => window.print()}>
          {say('quotes.print.print')}
        </Button>
      </div>
      <Paper quote={quote} lines={lines} seller={seller ?? null} locale={locale} say={texts} withTax={withTax} />
    </div>,
    document.body,
  )
}
