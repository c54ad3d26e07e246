import { extendObject, link, text } from '#kernel/model'
import { leadTouch } from '#objects/customers'
import { webForm } from './web-form.ts'

/** By which form somebody came to us, and with which browser: a mark that cannot be read back, of those who let us know it again. */
export const formTouch = extendObject(leadTouch, {
  fields: {
    form: link(webForm, { reverse: 'touches', onRemove: 'clear' }),
    visitor: text({ max: 60, indexed: true }),
  },
  columns: ['form'],
  sections: [{ section: 'form', rows: [['form']] }],
})
