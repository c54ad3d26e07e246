import { defineConsequence, system } from '#kernel'
import { leadTouch } from '#objects/customers'
import { webForm } from '#objects/forms'
import { type Campaign, memberOf, noteAnswer } from '../members.ts'
import { campaign } from '../objects/index.ts'

/** Whoever comes by a form or an address of a running campaign has answered it. */
export const touchAnswers = defineConsequence(leadTouch, {
  reads: [],
  async run(work, written) {
    // Form and campaign are fields of other modules, which the touch's own type does not know.
    const made = written.flatMap(({ row, before }) => (before ? [] : (row as typeof row & { form: string | null })))
    const words = [...new Set(made.flatMap(({ utmCampaign }) => utmCampaign ?? []))]
    const forms = [...new Set(made.flatMap(({ form }) => form ?? []))]
    if (words.length + forms.length === 0) return
    const kernel = work.as(system('answers to campaigns'))
    const byForm = new Map(
      (forms.length === 0 ? [] : await kernel.find(webForm, { id: { in: forms } }, { limit: 1_000 })).map((form) => [
        String(form.id),
        (form as unknown as { campaign: string | null }).campaign,
      ]),
    )
    const ids = [...byForm.values()].filter((id): id is string => id !== null)
    const running = await kernel.find(
      campaign,
      { and: [{ state: 'running' }, { or: [{ id: { in: ids } }, { utm: { in: words } }] }] },
      { limit: 1_000, sort: ['id'] },
    )
    for (const { form, utmCampaign, lead, said } of made) {
      const asked = form ? byForm.get(form) : null
      const ofForm = running.find(({ id }) => id === asked)
      const of: Campaign | undefined = ofForm ?? running.find(({ utm }) => utm !== null && utm === utmCampaign)
      if (!of) continue
      const member = await memberOf(kernel, of, { lead }, ofForm ? 'form' : 'address')
      await noteAnswer(kernel, member, { state: 'answered', answer: said })
    }
  },
})
