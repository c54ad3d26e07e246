import { Button } from 'antd'
import { type PanelProps, showToast, useSignedIn, useTexts } from '#kernel/web'
import './forms.css'

/** Where the form is and how it comes into one's own pages. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const { workspace } = useSignedIn()
  const address = `${window.location.origin}/f/${workspace.slug}/${row.id}`
  const title = String(row.heading ?? row.name)
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
  const sites = (row.sites ?? []) as readonly string[]
  return (
    <div className="zk-forms-publish">
      {row.isActive !== true && <p>{say('forms.publish.closed')}</p>}
      <Snippet name="address" text={address}>
        <a href={address} target="_blank" rel="noreferrer">
          {say('forms.publish.open')}
        </a>
      </Snippet>
      <Snippet name="script" text={`<script src="${address}?as=script" data-title="${title}" async></script>`} />
      <Snippet name="frame" text={`<iframe src="${address}?embed=1" title="${title}" style="width:100%;height:640px;border:0"></iframe>`} />
      <p className="zk-forms-muted">
        {sites.length > 0 ? say('forms.publish.sites', { sites: sites.join(', ') }) : say('forms.publish.no-sites')}
      </p>
    </div>
  )
}

function Snippet({ name, text, children }: Readonly<{ name: string; text: string; children?: React.ReactNode }>) {
  const say = useTexts()
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => showToast({ text: say('forms.publish.copied'), tone: 'done' }),
      () => showToast({ text: say('field.not-copied'), tone: 'error' }),
    )
  return (
    <section aria-label={say(`forms.publish.${name}`)}>
      <p className="zk-forms-line">
        <strong>{say(`forms.publish.${name}`)}</strong>
        <span>
          {children}
          <Button size="small" onClick={copy}>
            {say('forms.publish.copy')}
          </Button>
        </span>
      </p>
      <code className="zk-forms-snippet">{text}</code>
    </section>
  )
}
