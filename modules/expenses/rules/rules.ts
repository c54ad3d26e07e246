export { rules } from './expense-rules.ts'
