import { Button } from 'antd'
import { AppLink, type PanelProps, showToast, useFormat, useSignedIn, useTexts } from '#kernel/web'
import { Changes } from './changes.tsx'
import './out.css'

const languages = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' } as const

/** How the quote gets to the customer: its address, paper in three languages, and what is other than in the version before. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { workspace } = useSignedIn()
  const key = typeof row.linkKey === 'string' ? row.linkKey : null
  const address = key && `${window.location.origin}/q/${workspace.slug}/${key}`
  const previous = row.previous as { id: string } | null | undefined
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => showToast({ text: say('quotes.out.copied'), tone: 'done' }),
      () => showToast({ text: say('field.not-copied'), tone: 'error' }),
    )
  return (
    <div className="zk-out">
      <p>
        <strong>{say('quotes.out.paper')}</strong>
        {Object.entries(languages).map(([lang, name]) => (
          <AppLink key={lang} to="/quotes/print" search={{ id: row.id, lang }}>
            {name}
          </AppLink>
        ))}
      </p>
      {address ? (
        <>
          <p>
            <strong>{say('quotes.out.link')}</strong>
            <a href={address} target="_blank" rel="noreferrer">
              {say('quotes.out.open')}
            </a>
            <Button size="small" onClick={() => copy(address)}>
              {say('quotes.out.copy')}
            </Button>
            <span>{say('quotes.out.openings', { count: format.number(Number(row.openings ?? 0)) })}</span>
          </p>
          <code>{address}</code>
        </>
      ) : (
        <p>{say('quotes.out.no-link')}</p>
      )}
      {previous && <Changes quote={row.id} previous={previous.id} />}
    </div>
  )
}
