import { defineConsequence, failWith, issue } from '#kernel'
import { webForm } from '../objects/index.ts'
import { mayBeAsked, questionsOf } from '../questions.ts'

const reach = ['mobile', 'phone', 'email']

/** A form asks for fields that strangers may fill, for a name, and for a way to answer. */
export const checkQuestions = defineConsequence(webForm, {
  reads: ['questions'],
  async run(work, written) {
    for (const { row } of written) {
      const asked = (await questionsOf(work, row.id)).map(({ field }) => field)
      const unfit = asked.find((field) => !mayBeAsked(work.catalog.objects.lead?.fields[field]))
      if (unfit) failWith('kernel.invalid', [issue('questions', 'forms.cannot-ask', { asked: unfit })])
      if (new Set(asked).size < asked.length) failWith('kernel.invalid', [issue('questions', 'forms.asks-twice')])
      if (!asked.includes('name')) failWith('kernel.invalid', [issue('questions', 'forms.asks-no-name')])
      if (!asked.some((field) => reach.includes(field))) failWith('kernel.invalid', [issue('questions', 'forms.asks-no-reach')])
    }
  },
})
