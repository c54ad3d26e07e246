export { formQuestion } from './form-question.ts'
export { formRefusal } from './form-refusal.ts'
export { formTouch } from './form-touch.ts'
export { webForm } from './web-form.ts'
