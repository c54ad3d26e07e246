import { choice, defineObject, instant, integer, link, longText, text } from '#kernel/model'
import { webForm } from './web-form.ts'

/** What a form did not take in and why. The same sender's count on within the hour. Kept by the program alone. */
export const formRefusal = defineObject('formRefusal', {
  plural: 'formRefusals',
  title: 'subject',
  owned: false,
  follows: 'form',
  listedFor: 'nobody',
  icon: 'shield',
  search: [],
  fields: {
    subject: text({ required: true, max: 100 }),
    form: link(webForm, { required: true, reverse: 'refusals', onRemove: 'follow' }),
    reason: choice(
      [
        { key: 'trap', color: 'red' },
        { key: 'foreignSite', color: 'red' },
        { key: 'badToken', color: 'amber' },
        { key: 'tooFast', color: 'amber' },
        { key: 'tooMany', color: 'amber' },
        { key: 'same', color: 'grey' },
      ],
      { required: true },
    ),
    at: instant({ required: true, default: 'now' }),
    lastAt: instant({ required: true, default: 'now' }),
    times: integer({ required: true, default: 1, min: 1 }),
    said: longText(),
    sender: text({ max: 60, indexed: true }),
  },
  views: {
    list: { columns: ['subject', 'reason', 'times', 'at', 'lastAt', 'said', 'form'], sort: '-at' },
    facts: ['reason', 'times', 'form'],
    form: [{ section: 'basic', rows: [['subject', 'form'], ['reason', 'times'], ['at', 'lastAt'], ['said']] }],
  },
})
