export { takeIn } from './actions/take-in.ts'
export { formRefusal, webForm } from './objects/index.ts'
