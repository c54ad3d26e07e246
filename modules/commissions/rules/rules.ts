export { rules } from './commission-rules.ts'
