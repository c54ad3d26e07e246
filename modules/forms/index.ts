export { takeIn } from './actions/take-in.ts'
export { visitorCookie, visitorIn } from './door/visitor.ts'
export { formRefusal, webForm } from './objects/index.ts'
