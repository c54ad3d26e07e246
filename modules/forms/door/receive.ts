import type { GuestCall, Issue, Work } from '#kernel'
import { Fault } from '#kernel'
import { leadTouch } from '#objects/customers'
import { arrive, reachOf, type WebForm } from '../arrive.ts'
import { formRefusal } from '../objects/index.ts'
import type { Question } from '../questions.ts'
import { readAnswers } from './read-answers.ts'
import { isForeign } from './sites.ts'
import { ageOf } from './token.ts'
import { visitorIn } from './visitor.ts'
import { saidOf } from './words.ts'

/** Why something was not taken in. */
export type Refusal = 'trap' | 'foreignSite' | 'badToken' | 'tooFast' | 'tooMany' | 'same'
export type Received = Readonly<{ taken: true } | { refused: Refusal } | { issues: readonly Issue[] }>

/** A field that people do not see and programs fill. */
export const trapField = '_url'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

type Sent = Readonly<{ form: WebForm; questions: readonly Question[]; sender: string; print: string }>

/** Takes in what was sent to a form, unless it looks like spam: that is noted and counted. */
export async function receive(
  call: GuestCall,
  work: Work,
  o: Readonly<{ form: WebForm; questions: readonly Question[] }>,
): Promise<Received> {
  const answers = readAnswers(work, o.questions, call.body)
  const said = saidOf(call, o.questions, answers.values)
  const sent: Sent = {
    ...o,
    sender: call.mark(`from ${call.ip}`).slice(0, 32),
    print: call.mark(`${o.form.id} ${JSON.stringify(answers.values)}`).slice(0, 32),
  }
  const early = refusedAtOnce(call, work, sent)
  if (early) return refuse(work, sent, early, said)
  if (answers.issues.length > 0) return { issues: answers.issues }
  // In one order for all who hold several: the same sender, the same content, the same person.
  await work.hold([
    `forms.sender ${sent.sender}`,
    `forms.print ${sent.print}`,
    ...reachOf(answers.values).map((name) => `forms.reach ${name}`),
  ])
  const late = await refusedByOthers(work, sent)
  if (late) return refuse(work, sent, late, said)
  const { sender, print } = sent
  await arrive(work, {
    form: o.form,
    values: answers.values,
    touch: { ...cameFrom(call), said, sender, print, visitor: visitorIn(call, call.body._visitor) },
  })
  return { taken: true }
}

function refusedAtOnce(call: GuestCall, work: Work, { form }: Sent): Refusal | null {
  if (isForeign(call, form)) return 'foreignSite'
  if (call.body[trapField]) return 'trap'
  const age = ageOf(call, call.body._token, work.now.getTime())
  if (age === null) return 'badToken'
  return age < (form.leastSeconds ?? 0) * 1_000 ? 'tooFast' : null
}

/** By what came before: the same content within a day, too much from one address within an hour. */
async function refusedByOthers(work: Work, { form, sender, print }: Sent): Promise<Refusal | null> {
  const since = (ms: number) => ({ gte: new Date(work.now.getTime() - ms).toISOString() })
  const [same] = await work.find(leadTouch, { form: form.id, print, at: since(dayMs) }, { limit: 1 })
  if (same) return 'same'
  const most = form.mostPerHour ?? 10
  const recent = await work.find(leadTouch, { form: form.id, sender, at: since(hourMs) }, { limit: most })
  return recent.length >= most ? 'tooMany' : null
}

async function refuse(work: Work, { form, sender }: Sent, reason: Refusal, said: string): Promise<Received> {
  await work.hold([`forms.refused ${sender}`])
  const since = new Date(work.now.getTime() - hourMs).toISOString()
  const [last] = await work.find(formRefusal, { form: form.id, sender, reason, at: { gte: since } }, { limit: 1 })
  const lastAt = work.now.toISOString()
  if (last) await work.change(formRefusal, last.id, { times: last.times + 1, lastAt })
  else await work.create(formRefusal, [{ subject: form.name, form: form.id, reason, at: lastAt, lastAt, said, sender }])
  return { refused: reason }
}

/** Where somebody came from: words of the campaign, the page the form stood in, the page before. */
function cameFrom({ body }: Pick<GuestCall, 'body'>): Record<string, string> {
  const names = {
    utm_source: 'utmSource',
    utm_medium: 'utmMedium',
    utm_campaign: 'utmCampaign',
    utm_term: 'utmTerm',
    utm_content: 'utmContent',
  }
  const short = Object.entries(names).map(([from, to]) => [to, oneLine(body[from], 200)] as const)
  const long = [['page', oneLine(body._page, 1_000)] as const, ['referrer', oneLine(body._referrer, 1_000)] as const]
  return Object.fromEntries([...short, ...long].filter(([, text]) => text !== ''))
}

const oneLine = (value: unknown, max: number): string =>
  typeof value === 'string' ? [...value.replace(/[\p{C}\s]+/gu, ' ').trim()].slice(0, max).join('') : ''

/** Faults of the write that somebody at the page can mend; others are ours. */
export function issuesIn(error: unknown): readonly Issue[] {
  if (!(error instanceof Fault) || error.issues.length === 0) throw error
  return error.issues.map((one) => ({ ...one, path: one.path.replace(/^\d+\./, '') }))
}
