export { takeIn } from './actions/take-in.ts'
export { formRefusal, leadTouch, webForm } from './objects/index.ts'
