import { type GuestAnswer, type GuestCall, type Html, html } from '#kernel'
import type { WebForm } from '../arrive.ts'
import type { Question } from '../questions.ts'
import { controlOf } from './control.ts'
import { reachNote, reachScript, waysAsked } from './reach.ts'
import { trapField } from './receive.ts'
import { style } from './style.ts'
import { newToken } from './token.ts'
import { labelOf, say } from './words.ts'

type Shown = Readonly<{ form: WebForm; questions: readonly Question[]; complaints?: ReadonlyMap<string, string>; problem?: string }>

const isWithin = ({ query }: GuestCall): boolean => query.embed === '1'
const heading = ({ heading: own, name }: WebForm): string => own ?? name
const carried = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const

/** The form, empty or as it was sent with what is wrong beside each answer. */
export function formPage(call: GuestCall, { form, questions, complaints = new Map(), problem }: Shown): GuestAnswer {
  const asked = questions.map((question) => ({
    question,
    value: textIn(call.body[question.field] ?? call.query[question.field]),
    complaint: complaints.get(question.field),
  }))
  // What no question of the page is about is said above.
  const general = [...complaints].filter(([name]) => !questions.some(({ field }) => field === name)).map(([, text]) => text)
  const wrong = asked.filter(({ complaint }) => complaint)
  const alert = [problem, ...general].filter((text) => text !== undefined)
  const body = html`<h1>${heading(form)}</h1>
    ${form.intro && html`<p class="intro">${form.intro}</p>`}
    ${
      (alert.length > 0 || wrong.length > 0) &&
      html`<div class="alert" role="alert">${alert.map((text) => html`<p>${text}</p>`)}${
        wrong.length > 0 &&
        html`<p>${say(call, 'mend')} ${wrong.map(({ question }) => html`<a href="#q-${question.field}">${labelOf(call, question)}</a> `)}</p>`
      }</div>`
    }
    <form method="post" accept-charset="utf-8" novalidate>
      ${asked.map((one) => controlOf(call, one))}
      ${reachNote(call, questions)}
      <div class="trap" aria-hidden="true"><label>${say(call, 'leave-empty')}<input name="${trapField}" tabindex="-1" autocomplete="off"></label></div>
      ${hidden('_token', newToken(call, Date.now()))}
      ${hidden('_page', textIn(call.body._page ?? call.query.page))}
      ${hidden('_referrer', textIn(call.body._referrer ?? call.query.ref ?? call.headers.referer))}
      ${hidden('_visitor', textIn(call.body._visitor ?? call.query.visitor))}
      ${carried.map((name) => hidden(name, textIn(call.body[name] ?? call.query[name])))}
      <button type="submit">${say(call, 'send')}</button>
    </form>${script(call, reachScript(waysAsked(questions)))}`
  return page(call, { form, body, status: complaints.size > 0 || problem ? 422 : 200 })
}

/** What is said afterwards. */
export function thanksPage(call: GuestCall, form: WebForm): GuestAnswer {
  const onward = form.thanksAddress && html`<p><a href="${form.thanksAddress}" target="_top">${say(call, 'onward')}</a></p>`
  const body = html`<div class="done" role="status"><h1>${say(call, 'thanks')}</h1><p class="intro">${form.thanks ?? say(call, 'heard')}</p>${onward}</div>`
  return page(call, { form, body })
}

/** There is no such form, or it takes nothing in now. */
export const closedPage = (call: GuestCall): GuestAnswer =>
  page(call, { form: null, status: 404, body: html`<h1>${say(call, 'closed')}</h1><p class="intro">${say(call, 'closed-why')}</p>` })

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')
const hidden = (name: string, value: string): Html | false => value !== '' && html`<input type="hidden" name="${name}" value="${value}">`

function page(call: GuestCall, { form, body, status = 200 }: { form: WebForm | null; body: Html; status?: number }): GuestAnswer {
  const { nonce, reader } = call
  const within = isWithin(call)
  const whole = html`<!doctype html>
<html lang="${reader.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><title>${form ? heading(form) : say(call, 'closed')}</title>
<style nonce="${nonce}">${{ html: style }}</style></head>
<body class="${within ? 'within' : 'alone'}"><main>${body}</main>${within && script(call, tellHeight)}</body></html>`
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policyOf(call, form), 'x-frame-options': '' },
    body: whole.html,
  }
}

const script = ({ nonce }: GuestCall, text: string): Html => html`<script nonce="${nonce}">${{ html: text }}</script>`

/** Tells the page around how high it is. */
const tellHeight =
  "new ResizeObserver(()=>parent.postMessage({zhikeForm:Math.ceil(document.body.getBoundingClientRect().height)},'*')).observe(document.body)"

/** The page loads nothing; it stands in pages of allowed sites alone. */
function policyOf({ nonce }: GuestCall, form: WebForm | null): string {
  const onward = form?.thanksAddress ? ` ${new URL(form.thanksAddress).origin}` : ''
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    `form-action 'self'${onward}`,
    `frame-ancestors ${["'self'", ...(form?.sites ?? [])].join(' ')}`,
    "base-uri 'none'",
  ].join('; ')
}
