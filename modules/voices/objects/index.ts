export { feedback } from './feedback.ts'
export { preference } from './preference.ts'
export { voiced } from './voiced.ts'
