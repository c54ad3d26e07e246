import { extendObject, link } from '#kernel/model'
import { leadTouch } from '#objects/customers'
import { webForm } from './web-form.ts'

/** By which form somebody came to us. */
export const formTouch = extendObject(leadTouch, {
  fields: { form: link(webForm, { reverse: 'touches', onRemove: 'clear' }) },
  columns: ['form'],
  sections: [{ section: 'form', rows: [['form']] }],
})
