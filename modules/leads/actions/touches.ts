import { defineAction, fail, system } from '#kernel'
import { choice, type Id, link, longText, text } from '#kernel/model'
import { lead, leadTouch, sources } from '#objects/customers'

const touching = system('touches of a lead')

/** Says that what somebody came with is answered, by whom and when. */
export const answerTouch = defineAction('leads.answer-touch', {
  on: leadTouch,
  many: true,
  byReaders: true,
  input: { leadTouch: link(leadTouch, { required: true }), answer: text({ max: 500 }) },
  result: { leadTouch: link(leadTouch, { required: true }) },
  fails: ['leads.touch-answered'],
  offered: { state: 'new' },
  async run(work, { leadTouch: id, answer }) {
    await work.one(leadTouch, id)
    const kernel = work.as(touching)
    const row = await kernel.one(leadTouch, id, { lock: true })
    if (row.state !== 'new') fail('leads.touch-answered')
    await kernel.change(leadTouch, id, {
      state: 'answered',
      answer: answer ?? null,
      answeredAt: kernel.now.toISOString(),
      answeredBy: work.actor.memberId as Id<'member'> | null,
    })
    return { leadTouch: id }
  },
})

/** Notes that somebody whose lead is open came again, by telephone or in person: one more to be answered. */
export const noteTouch = defineAction('leads.note-touch', {
  on: lead,
  input: {
    lead: link(lead, { required: true }),
    subject: text({ required: true, max: 100 }),
    source: choice(sources),
    said: longText(),
  },
  result: { leadTouch: link(leadTouch, { required: true }) },
  fails: ['leads.not-open'],
  offered: { status: { in: ['new', 'working'] } },
  async run(work, { lead: id, subject, source, said }) {
    const { status } = await work.one(lead, id, { lock: true })
    if (status !== 'new' && status !== 'working') fail('leads.not-open', { status })
    const [touch] = await work
      .as(touching)
      .add(leadTouch, [{ subject, lead: id, at: work.now.toISOString(), source: source ?? null, said: said ?? null }])
    return { leadTouch: touch! }
  },
})
