import { type GuestAnswer, type GuestCall, type Html, html, startOfDay } from '#kernel'
import { toMoney } from '../rules/figures.ts'
import type { Offer } from './offer.ts'
import { positions, withChosen } from './positions.ts'
import { style } from './style.ts'
import { amount, date, say } from './words.ts'

type Said = Readonly<{ chosen?: readonly string[]; missing?: string; problem?: string }>

const languages = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' } as const

/** The quote with everything that can be done about it now. */
export function offerPage(call: GuestCall, offer: Offer, { chosen, missing, problem }: Said = {}): GuestAnswer {
  const { row, customer, seller } = offer
  const { lines, figures } = withChosen(offer, chosen)
  const isOpen = row.status === 'sent' && !isOver(call, offer)
  const currency = row.currency
  const facts: readonly (readonly [string, string | null])[] = [
    ['number', row.number],
    ['customer', customer],
    ['day', date(call, row.quotedOn)],
    ['until', date(call, row.validUntil)],
    ['payment', row.paymentTerms],
    ['delivery', row.deliveryTerms],
  ]
  const off =
    row.handDiscount &&
    figures.list > 0 &&
    html`<p><span>${say(call, 'off')}</span><span>− ${amount(call, row.handDiscount, currency)}</span></p>`
  const hasOptions = lines.some(({ kind }) => kind === 'optional' || kind === 'alternative')
  const body = html`<header><p class="seller">${seller?.name}</p><h1>${row.title}</h1></header>
    ${banner(call, offer, problem)}
    <dl>${facts.map(([key, value]) => value && html`<div><dt>${say(call, key)}</dt><dd>${value}</dd></div>`)}</dl>
    <form method="post" accept-charset="utf-8">
      ${positions(call, { offer, lines, figures: figures.lines, mayChoose: isOpen })}
      <div class="sums">${off}
        <p><span>${say(call, 'net')}</span><span>${amount(call, toMoney(figures.net, figures.currency), currency)}</span></p>
        <p><span>${say(call, 'tax')}</span><span>${amount(call, toMoney(figures.tax, figures.currency), currency)}</span></p>
        <p class="total"><span>${say(call, 'total')}</span><span>${amount(call, toMoney(figures.gross, figures.currency), currency)}</span></p>
        ${isOpen && hasOptions && html`<button class="soft" name="do" value="total" formnovalidate>${say(call, 'reckon')}</button>`}
      </div>
      <p><a href="?pdf=1&amp;lang=${call.reader.locale}">${say(call, 'pdf')}</a></p>
      ${row.remark && html`<p class="remark">${row.remark}</p>`}
      ${
        isOpen &&
        html`<section><label for="name">${say(call, 'your-name')}</label><input id="name" name="name" maxlength="100" autocomplete="name" ${missing === 'accept' && html`aria-invalid="true" autofocus`}>
        ${missing === 'accept' && html`<p class="wrong">${say(call, 'name-needed')}</p>`}
        <button name="do" value="accept">${say(call, 'accept')}</button></section>`
      }
    </form>
    ${isOpen && asking(call, { wish: 'decline', field: 'reason', isMissing: missing === 'decline' })}
    ${asking(call, { wish: 'question', field: 'question', isMissing: missing === 'question' })}
    ${contactOf(call, offer)}`
  return page(call, { title: row.title, body, status: missing || problem ? 422 : 200 })
}

/** A quote whose last day is over may be asked about, and not accepted. */
const isOver = ({ workspace }: GuestCall, { row }: Offer): boolean =>
  !!row.validUntil && startOfDay(row.validUntil, workspace.timeZone).getTime() + 86_400_000 <= Date.now()

function banner(call: GuestCall, offer: Offer, problem: string | undefined): Html | false {
  const { status } = offer.row
  const key = status === 'sent' ? (isOver(call, offer) ? 'over' : null) : status === 'expired' ? 'over' : status
  const asked = call.query.asked === '1' && html`<p class="good" role="status">${say(call, 'asked')}</p>`
  const text =
    key &&
    html`<p class="${key === 'accepted' ? 'good' : 'note'}" role="status">${say(call, key, { name: offer.row.acceptedBy ?? '' })}</p>`
  return html`${asked}${text}${problem && !key && html`<p class="wrong" role="alert">${say(call, 'not-now')}</p>`}`
}

function asking(call: GuestCall, { wish, field, isMissing }: Readonly<{ wish: string; field: string; isMissing: boolean }>): Html {
  return html`<details ${isMissing && html`open`}><summary>${say(call, wish)}</summary><form method="post" accept-charset="utf-8">
    <label for="${field}">${say(call, field)}</label><textarea id="${field}" name="${field}" rows="3" maxlength="500"></textarea>
    ${isMissing && html`<p class="wrong">${say(call, 'words-needed')}</p>`}
    <button class="soft" name="do" value="${wish}">${say(call, 'send')}</button></form></details>`
}

function contactOf(call: GuestCall, { owner, seller }: Offer): Html {
  const phone = owner?.phone ?? seller?.phone
  return html`<footer><p>${say(call, 'ask-us')} ${owner?.name} ${phone && html`<a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>`} ${
    owner?.email && html`<a href="mailto:${owner.email}">${owner.email}</a>`
  }</p></footer>`
}

/** There is no such quote, or no longer; of a quote in a new version, that it is being made; of one that stands still, whom to ask. */
export const closedPage = (call: GuestCall, why: 'closed' | 'prepared' | 'stopped', offer?: Offer): GuestAnswer =>
  page(call, {
    title: say(call, why),
    body: html`<h1>${say(call, why)}</h1><p class="remark">${say(call, `${why}-why`)}</p>${offer && contactOf(call, offer)}`,
    status: why === 'closed' ? 404 : 200,
  })

function page(call: GuestCall, { title, body, status }: Readonly<{ title: string; body: Html; status: number }>): GuestAnswer {
  const { nonce, reader } = call
  const others = Object.entries(languages).filter(([locale]) => locale !== reader.locale)
  const whole = html`<!doctype html>
<html lang="${reader.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark"><title>${title}</title>
<style nonce="${nonce}">${{ html: style }}</style></head>
<body><main>${body}<nav>${others.map(([locale, name]) => html`<a href="?lang=${locale}" lang="${locale}">${name}</a> `)}</nav></main></body></html>`
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
