import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { choice, integer, link } from '#kernel/model'
import { account } from '#objects/customers'
import { keepDocument, languageOf } from '../keep-document.ts'
import { type Late, overdueOf } from '../money/overdue.ts'
import { hearersOf } from '../money/told.ts'
import { dunned } from '../notices.ts'
import { documentTemplate, dunningStep, languages, madeDocument } from '../objects/index.ts'
import { writeTemplate } from '../write-template.ts'
import { result } from './make-document.ts'

type Step = RowOf<typeof dunningStep>

/**
 * The next letter about what a customer is late with, in his language: its step follows from the days that are over and from the letters since the oldest of it fell due. The owner
 * hears of it, further up whoever the step names.
 *
 * @throws `documents.nothing-overdue`, `documents.step-too-early` with the days that are wanting, `documents.step-sent` where this step was sent, `documents.no-letter`
 */
export const dun = defineAction('documents.dun', {
  on: account,
  input: { account: link(account, { required: true }), step: integer({ min: 1, max: 9 }), language: choice(languages) },
  result: { ...result, step: integer({ required: true }) },
  aside: true,
  fails: ['documents.nothing-overdue', 'documents.step-too-early', 'documents.step-sent', 'documents.no-letter'],
  async run(work, input) {
    const customer = await work.one(account, input.account)
    await work.hold([`dunning of ${customer.id}`])
    const late = await overdueOf(work, customer.id)
    const [oldest] = late
    if (!oldest) fail('documents.nothing-overdue')
    const step = await stepFor(work, { account: customer.id, oldest, wanted: input.step ?? null })
    const language = input.language ?? (await languageOf(work, customer.id)) ?? work.workspace.locale
    const [template] = await work.find(
      documentTemplate,
      { kind: 'dunning', about: 'account', step: step.step, language, isActive: true },
      { limit: 1 },
    )
    if (!template) fail('documents.no-letter', { step: step.step })
    const { paper } = await writeTemplate(work, template, { id: customer.id })
    const made = await keepDocument(work, paper, {
      account: customer.id,
      kind: 'dunning',
      language,
      template: template.id,
      edition: template.edition,
      step: step.step,
    })
    const hearers = await hearersOf(work.as(system('who hears of a letter')), step, customer.owner ? [customer.owner as string] : [])
    work.tell(
      dunned,
      hearers(customer.owner as string | null).map((person) => ({ person, record: customer.id, values: { step: step.name } })),
    )
    return { document: made.id, name: made.name!, file: made.file!, step: step.step }
  },
})

async function stepFor(work: Work, o: Readonly<{ account: string; oldest: Late; wanted: number | null }>): Promise<Step> {
  const kernel = work.as(system('steps of dunning'))
  const steps = (await kernel.settings(dunningStep)).toSorted((a, b) => a.step - b.step)
  const sent = await kernel.find(
    madeDocument,
    { account: o.account, kind: 'dunning', madeOn: { gte: o.oldest.dueOn } },
    { limit: 1, sort: ['-step'] },
  )
  const last = sent[0]?.step ?? 0
  const step = o.wanted ? steps.find((one) => one.step === o.wanted) : steps.find((one) => one.step > last)
  if (!step) return fail(last > 0 && !o.wanted ? 'documents.step-sent' : 'documents.no-letter', { step: o.wanted ?? last })
  if (step.step <= last) fail('documents.step-sent', { step: step.step })
  if (o.oldest.overdueDays < step.afterDays)
    fail('documents.step-too-early', { step: step.step, days: step.afterDays, overdue: o.oldest.overdueDays })
  return step
}
