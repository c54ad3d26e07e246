import { type GuestCall, type Html, html } from '#kernel'
import type { Line } from '../quote-rows.ts'
import { figuresOf, type LineFigures, toMoney } from '../rules/figures.ts'
import type { Offer } from './offer.ts'
import { amount, number, say } from './words.ts'

/** A position with the alternatives that stand below it; parts go with what they belong to. */
type Group = Readonly<{ line: Line; alternatives: readonly Line[] }>

export function groupsOf(lines: readonly Line[]): Group[] {
  const groups: { line: Line; alternatives: Line[] }[] = []
  for (const line of lines.filter(({ head }) => !head)) {
    const last = groups.at(-1)
    if (line.kind === 'alternative' && last?.line.kind === 'item') last.alternatives.push(line)
    else groups.push({ line, alternatives: [] })
  }
  return groups
}

/** Options and alternatives that were ticked in the page. */
export function chosenIn(lines: readonly Line[], body: GuestCall['body']): string[] {
  const ticked = new Set(Object.entries(body).flatMap(([name, value]) => (/^(take|alt-.*)$/.test(name) ? String(value).split(';') : [])))
  return lines.filter(({ id, kind }) => kind !== 'item' && kind !== 'heading' && ticked.has(id)).map(({ id }) => id)
}

/** The offer as it would be with these options; as it stands where none are named. */
export function withChosen({ row, lines }: Offer, chosen?: readonly string[]) {
  const now = chosen ? lines.map((line) => ({ ...line, isChosen: chosen.includes(line.id) })) : lines
  return { lines: now, figures: figuresOf(now, row) }
}

type Drawn = Readonly<{ offer: Offer; lines: readonly Line[]; figures: readonly (LineFigures | null)[]; mayChoose: boolean }>

/** What is offered, each position with its price; what may be chosen with something to tick. */
export function positions(call: GuestCall, o: Drawn): Html {
  const figureOf = new Map(o.lines.map((line, i) => [line.id as string, o.figures[i]]))
  const row = (line: Line, control: Html | false = false, hint: string | false = false): Html =>
    html`${single(line, control, hint)}${o.lines.filter(({ head }) => head === line.id).map((part) => single(part, false, say(call, 'part')))}`
  const single = (line: Line, control: Html | false, hint: string | false): Html => {
    const figures = figureOf.get(line.id)
    const isOut = !figures?.counts
    return html`<li class="line${isOut && ' out'}">${control}<div class="what"><strong>${line.description}</strong>${
      hint && html` <span class="kind">${hint}</span>`
    }<span class="how">${number(call, line.quantity ?? 1)} ${line.unit} × ${amount(call, line.price, o.offer.row.currency)}${
      line.discountAmount
        ? ` − ${amount(call, line.discountAmount, o.offer.row.currency)}`
        : Number(line.discount) > 0 && ` − ${number(call, Number(line.discount))} %`
    }</span>${line.remark && html`<span class="how">${line.remark}</span>`}</div><span class="sum">${
      figures && amount(call, toMoney(figures.said, o.offer.row.currency!), o.offer.row.currency)
    }</span></li>`
  }
  const radio = (line: Line, of: Line, isOn: boolean): Html =>
    html`<input type="radio" name="alt-${of.id}" value="${line.id === of.id ? '' : line.id}" aria-label="${line.description}" ${isOn && html`checked`} ${!o.mayChoose && html`disabled`}>`
  return html`<ul class="lines">${groupsOf(o.lines).map(({ line, alternatives }) => {
    if (line.kind === 'heading') return html`<li class="head">${line.description}</li>`
    if (alternatives.length > 0)
      return html`${row(line, radio(line, line, !alternatives.some(({ isChosen }) => isChosen)))}${alternatives.map((other) =>
        row(other, radio(other, line, other.isChosen === true), say(call, 'instead')),
      )}`
    if (line.kind === 'item') return row(line)
    const box = html`<input type="checkbox" name="take" value="${line.id}" aria-label="${line.description}" ${line.isChosen && html`checked`} ${!o.mayChoose && html`disabled`}>`
    return row(line, box, say(call, 'besides'))
  })}</ul>`
}
