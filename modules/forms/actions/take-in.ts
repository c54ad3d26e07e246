import { defineAction, failWith, issue, system } from '#kernel'
import { json, link, longText, text, yesNo } from '#kernel/model'
import { lead } from '#objects/customers'
import { arrive } from '../arrive.ts'
import { readAnswers } from '../door/read-answers.ts'
import { webForm } from '../objects/index.ts'
import { questionsOf } from '../questions.ts'

/**
 * What the page of a form does, for a program with a key: makes a lead of what somebody left, or joins it to the open lead of the same person. Which
 * form it comes by says what may be given, its source and who gets it. The lead is named only to those who may read it.
 */
export const takeIn = defineAction('forms.take-in', {
  about: webForm,
  input: {
    form: link(webForm, { required: true }),
    values: json({ required: true }),
    said: longText(),
    page: text({ max: 1_000 }),
    referrer: text({ max: 1_000 }),
    utmSource: text(),
    utmMedium: text(),
    utmCampaign: text(),
    utmTerm: text(),
    utmContent: text(),
  },
  result: { joined: yesNo({ required: true }), lead: link(lead) },
  async run(work, { form: id, values: given, said, page, referrer, ...campaign }) {
    const form = await work.one(webForm, id)
    const questions = await questionsOf(work.as(system('a web form is looked at')), form.id)
    const unknown = Object.keys(given).find((name) => !questions.some(({ field }) => field === name))
    if (unknown !== undefined) failWith('kernel.bad-value', [issue(`values.${unknown}`, 'kernel.unknown-field')])
    const { values, issues } = readAnswers(work, questions, given as Readonly<Record<string, unknown>>)
    if (issues.length > 0) failWith('kernel.invalid', issues)
    const made = await arrive(work, { form, values, touch: { said, page, referrer, ...campaign } })
    const [known] = await work.find(lead, { id: made.lead }, { limit: 1 })
    return { joined: made.joined, lead: known?.id ?? null }
  },
})
