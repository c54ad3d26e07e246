export { answer } from './actions/answer.ts'
export { feedback, preference } from './objects/index.ts'
