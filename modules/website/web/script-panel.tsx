import { Button } from 'antd'
import { type PanelProps, showToast, useSignedIn, useTexts } from '#kernel/web'
import './website.css'

/** What goes into the pages of the site, and how a banner of consent speaks with it. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const { workspace } = useSignedIn()
  const address = `${window.location.origin}/t/${workspace.slug}/${row.id}?as=script`
  const queue = "window.zhike=window.zhike||{q:[],consent(){this.q.push('consent')},forget(){this.q.push('forget')}}"
  const snippet = `<script>${queue}</script>\n<script src="${address}" async></script>`
  const copy = () =>
    void navigator.clipboard.writeText(snippet).then(
      () => showToast({ text: say('website.script.copied'), tone: 'done' }),
      () => showToast({ text: say('field.not-copied'), tone: 'error' }),
    )
  if (row.kind !== 'site') return <ChannelCall id={row.id} />
  return (
    <div className="zk-column">
      {row.isActive !== true && <p>{say('website.script.off')}</p>}
      <p className="zk-website-line">
        <strong>{say('website.script.where')}</strong>
        <Button size="small" onClick={copy}>
          {say('website.script.copy')}
        </Button>
      </p>
      <code className="zk-website-snippet">{snippet}</code>
      <p className="zk-meta">{say(row.consent === 'given' ? 'website.script.given' : 'website.script.asked')}</p>
      <p className="zk-meta">{say('website.script.forget')}</p>
    </div>
  )
}

/** How the server of an app or another channel tells what its users do. */
function ChannelCall({ id }: Readonly<{ id: string }>) {
  const say = useTexts()
  const body = '{"visitor":"u-1024","page":"orders/detail","title":"…","consent":true,"reach":"13800138000"}'
  return (
    <div className="zk-column">
      <strong>{say('website.channel.where')}</strong>
      <code className="zk-website-snippet">
        {`POST ${window.location.origin}/api/v1/web-sites/${id}/note-view\nAuthorization: Bearer …\nContent-Type: application/json\n\n${body}`}
      </code>
      <p className="zk-meta">{say('website.channel.how')}</p>
    </div>
  )
}
