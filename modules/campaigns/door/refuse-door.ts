import { type GuestAnswer, type GuestCall, type GuestDoor, type Html, html, textOf } from '#kernel'
import type { Locale } from '#kernel/model'
import { allow, refuse } from '../letters.ts'
import { campaignLetter } from '../objects/index.ts'

const languages: Readonly<Record<string, Locale>> = { en: 'en', 'zh-CN': 'zh-CN', 'zh-TW': 'zh-TW' }

/**
 * The address below each letter. Looking at it changes nothing, as programs that check mails look at everything; the button does, and so does the button of a
 * mail program, which sends the same (RFC 8058). Who has no such letter learns nothing, not even whether there is one.
 */
export const refuseDoor: GuestDoor = {
  path: '/m',
  async answer(guest) {
    const locale = languages[guest.query.lang ?? '']
    const call = locale ? { ...guest, reader: { ...guest.reader, locale } } : guest
    const [id = '', seal] = call.key.split('.')
    if (seal !== call.mark(`letter ${id}`)) return page(call, 'closed', 404)
    if (call.method !== 'POST') return page(call, call.query.done === '1' ? 'done' : call.query.back === '1' ? 'back' : 'ask')
    const isBack = call.body.do === 'back'
    const found = await call.work(isBack ? 'somebody wants letters again' : 'somebody wants no more letters', async (work) => {
      const [letter] = await work.find(campaignLetter, { id }, { limit: 1 })
      if (!letter?.address) return false
      await (isBack ? allow(work, letter.address) : refuse(work, letter.address, 'letter'))
      return true
    })
    if (!found) return page(call, 'closed', 404)
    return { status: 303, headers: { location: `?${isBack ? 'back' : 'done'}=1${locale ? `&lang=${locale}` : ''}` } }
  },
}

type Shown = 'ask' | 'done' | 'back' | 'closed'

const style = `
:root{color-scheme:light dark;--ink:#1d2433;--ground:#f4f6fa;--card:#fff;--accent:#1f5fd1;--on:#fff;--line:#d5dae3}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf4;--ground:#12161f;--card:#1b212d;--accent:#7aa7ff;--on:#0b1220;--line:#3c4658}}
body{margin:0;padding:max(12px,8vh) 12px;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"PingFang SC","PingFang TC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:480px;margin:0 auto;background:var(--card);border-radius:12px;padding:24px}
h1{font-size:22px;line-height:1.3;margin:0 0 12px}
button{width:100%;min-height:48px;border:0;border-radius:8px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
button.soft{background:transparent;color:var(--accent);border:1px solid var(--line)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
`

function page(call: GuestCall, shown: Shown, status = 200): GuestAnswer {
  const { nonce, reader } = call
  const say = (key: string) => textOf(reader.modules, reader.locale, `campaigns.page.${key}`) ?? key
  const button = (wish: string, text: string, look = ''): Html =>
    html`<form method="post" accept-charset="utf-8"><button class="${look}" name="do" value="${wish}">${text}</button></form>`
  const whole = html`<!doctype html>
<html lang="${reader.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark"><title>${say(shown)}</title>
<style nonce="${nonce}">${{ html: style }}</style></head>
<body><main><h1>${say(shown)}</h1><p>${say(`${shown}-why`)}</p>
${shown === 'ask' && button('stop', say('stop'))}${shown === 'done' && button('back', say('undo'), 'soft')}</main></body></html>`
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    },
    body: whole.html,
  }
}
