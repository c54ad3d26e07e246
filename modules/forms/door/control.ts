import { type GuestCall, type Html, html } from '#kernel'
import { mayBeAsked, type Question, type Shape, shapeOf } from '../questions.ts'
import { labelOf, optionsOf, say } from './words.ts'

export type Asked = Readonly<{ question: Question; value: string; complaint: string | undefined }>

/** From so many characters on a text has several lines. */
const longFrom = 301

/** What browsers and phones fill in by themselves. */
const fillsWith: Readonly<Record<string, string>> = {
  name: 'name',
  company: 'organization',
  title: 'organization-title',
  mobile: 'tel',
  phone: 'tel',
  email: 'email',
  website: 'url',
  country: 'country-name',
  province: 'address-level1',
  city: 'address-level2',
  address: 'street-address',
}

/** One question with the control to answer it, by what its value looks like. */
export function controlOf(call: Pick<GuestCall, 'reader'>, asked: Asked): Html | null {
  const { question, complaint } = asked
  const field = call.reader.catalog?.objects.lead?.fields[question.field]
  if (!mayBeAsked(field)) return null
  const shape = shapeOf(field)
  const options = optionsOf(call, field.name)
  const id = `q-${field.name}`
  const notes = [question.hint ? `${id}-hint` : '', complaint ? `${id}-wrong` : ''].filter((part) => part !== '').join(' ')
  const common = html`name="${field.name}" ${notes && html`aria-describedby="${notes}"`} ${complaint && html`aria-invalid="true"`}`
  const below = html`${question.hint && html`<p class="hint" id="${id}-hint">${question.hint}</p>`}
    ${complaint && html`<p class="wrong" id="${id}-wrong">${complaint}</p>`}`
  const label = html`${labelOf(call, question)}${
    question.isRequired ? html` <span class="must" aria-hidden="true">*</span>` : html` <span class="may">${say(call, 'optional')}</span>`
  }`
  if (shape.type === 'array')
    return html`<fieldset><legend>${label}</legend>${options.map((option) => tick(common, option, asked.value))}${below}</fieldset>`
  if (shape.type === 'boolean')
    return html`<div class="q"><label class="tick"><input type="checkbox" id="${id}" value="true" ${common} ${asked.value === 'true' && html`checked`} ${question.isRequired && html`required`}> <span>${label}</span></label>${below}</div>`
  const must = question.isRequired && html`required`
  const control =
    options.length > 0
      ? html`<select id="${id}" ${common} ${must}><option value="">${say(call, 'choose')}</option>${options.map(
          ({ key, label: text }) => html`<option value="${key}" ${key === asked.value && html`selected`}>${text}</option>`,
        )}</select>`
      : line({ id, name: field.name, shape, value: asked.value, rest: html`${common} ${must}` })
  return html`<div class="q"><label for="${id}">${label}</label>${control}${below}</div>`
}

const tick = (common: Html, { key, label }: { key: string; label: string }, value: string): Html =>
  html`<label class="tick"><input type="checkbox" value="${key}" ${common} ${value.split(';').includes(key) && html`checked`}> <span>${label}</span></label>`

type Line = Readonly<{ id: string; name: string; shape: Shape; value: string; rest: Html }>

function line({ id, name, shape, value, rest }: Line): Html {
  const max = shape.maxLength
  if (shape.type === 'string' && !shape.format && (max ?? 0) >= longFrom && !fillsWith[name])
    return html`<textarea id="${id}" rows="4" maxlength="${max}" ${rest}>${value}</textarea>`
  const fills = fillsWith[name] ?? 'off'
  const type = shape.format === 'date' ? 'date' : fills === 'tel' ? 'tel' : shape.format === 'email' ? 'email' : 'text'
  const number = shape.type !== 'string' && html`inputmode="decimal"`
  return html`<input id="${id}" type="${type}" value="${value}" autocomplete="${fills}" ${number} ${max && html`maxlength="${max}"`} ${rest}>`
}
