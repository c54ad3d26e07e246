import { Fault, type GuestAnswer, type GuestCall, type GuestDoor, type Issue, toProblem } from '#kernel'
import type { WebForm } from '../arrive.ts'
import { webForm } from '../objects/index.ts'
import { type Question, questionsOf, shapeOf } from '../questions.ts'
import { embedScript } from './embed.ts'
import { closedPage, formPage, thanksPage } from './page.ts'
import { waysAsked } from './reach.ts'
import { issuesIn, type Received, type Refusal, receive } from './receive.ts'
import { siteOf } from './sites.ts'
import { newToken } from './token.ts'
import { complaintsOf, inLanguageOf, labelOf, optionsOf, say } from './words.ts'

type Open = Readonly<{ form: WebForm; questions: readonly Question[] }>

/** The public page of a form: asked by a browser, by a page of another site, or by a program with JSON. */
export const formDoor: GuestDoor = {
  path: '/f',
  async answer(guest) {
    if (guest.query.as === 'script') return embedScript
    const open = await guest.work('a web form is looked at', (work) => openForm(work, guest.key))
    if (!open) return closedPage(guest)
    const call = inLanguageOf(guest, open.form)
    const answer = await (wantsJson(call) ? asJson(call, open) : asPage(call, open))
    return { ...answer, headers: { ...answer.headers, ...sharing(call, open.form) } }
  },
}

async function openForm(work: Parameters<typeof questionsOf>[0], id: string): Promise<Open | null> {
  const [form] = isId(id) ? await work.find(webForm, { id, isActive: true }, { limit: 1 }) : []
  return form ? { form, questions: await questionsOf(work, form.id) } : null
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

const wantsJson = ({ headers, method }: GuestCall): boolean =>
  method === 'OPTIONS' || /json/.test(headers.accept ?? '') || /json/.test(headers['content-type'] ?? '')

/** What browsers let pages of allowed sites do. */
function sharing(call: GuestCall, form: WebForm): Record<string, string> {
  const site = siteOf(call, form)
  return {
    vary: 'origin, accept, accept-language',
    ...(site ? { 'access-control-allow-origin': site, 'cross-origin-resource-policy': 'cross-origin' } : {}),
    ...(site && call.method === 'OPTIONS'
      ? {
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': 'content-type, accept',
          'access-control-max-age': '600',
        }
      : {}),
  }
}

async function take(call: GuestCall, open: Open): Promise<Received> {
  try {
    return await call.work(`web form: ${open.form.name}`, (work) => receive(call, work, open))
  } catch (error) {
    return { issues: issuesIn(error) }
  }
}

/** Said to those who may be people; to a trap that was walked into, and to what came twice, it looks as if it had gone through. */
const isSilent = (refused: Refusal): boolean => refused === 'trap' || refused === 'same'

async function asPage(call: GuestCall, open: Open): Promise<GuestAnswer> {
  if (call.method !== 'POST') return call.query.sent === '1' ? thanksPage(call, open.form) : formPage(call, open)
  const got = await take(call, open)
  if ('issues' in got) return formPage(call, { ...open, complaints: complaintsOf(call, got.issues) })
  if ('refused' in got && !isSilent(got.refused)) {
    const answer = formPage(call, { ...open, problem: say(call, `refused.${got.refused}`) })
    return { ...answer, status: statusOf[got.refused] }
  }
  const isWithin = call.query.embed === '1'
  const { thanksAddress } = open.form
  const thanks = `?sent=1${isWithin ? '&embed=1' : ''}`
  return { status: 303, headers: { location: thanksAddress && !isWithin ? thanksAddress : thanks } }
}

const statusOf: Readonly<Record<Refusal, number>> = { trap: 200, same: 200, foreignSite: 403, badToken: 422, tooFast: 422, tooMany: 429 }

async function asJson(call: GuestCall, open: Open): Promise<GuestAnswer> {
  if (call.method === 'OPTIONS') return { status: 204 }
  if (call.method !== 'POST') return json(200, describe(call, open))
  const got = await take(call, open)
  if ('issues' in got) return problem(call, got.issues)
  if ('refused' in got && !isSilent(got.refused)) {
    const { refused } = got
    return json(statusOf[refused], { code: `forms.refused.${refused}`, detail: say(call, `refused.${refused}`) })
  }
  return json(201, { thanks: open.form.thanks ?? say(call, 'heard'), address: open.form.thanksAddress })
}

/** What a page of one's own needs to draw the form. */
const describe = (call: GuestCall, { form, questions }: Open): object => ({
  title: form.heading ?? form.name,
  intro: form.intro,
  locale: call.reader.locale,
  token: newToken(call, Date.now()),
  leastSeconds: form.leastSeconds,
  oneOf: waysAsked(questions),
  fields: questions.map((question) => {
    const field = call.reader.catalog?.objects.lead?.fields[question.field]
    const options = optionsOf(call, question.field)
    return {
      name: question.field,
      label: labelOf(call, question),
      hint: question.hint,
      required: question.isRequired,
      schema: field ? shapeOf(field) : {},
      ...(options.length > 0 ? { options } : {}),
    }
  }),
})

function problem(call: GuestCall, issues: readonly Issue[]): GuestAnswer {
  const { status, body } = toProblem(new Fault('kernel.invalid', {}, issues), { ...call.reader, object: 'lead' })
  return { status, headers: { 'content-type': 'application/problem+json; charset=utf-8' }, body: JSON.stringify(body) }
}

const json = (status: number, body: object): GuestAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})
