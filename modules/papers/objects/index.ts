export { amountInWords } from '../rules/amount-in-words.ts'
export { type PaperFormat, paperFormat } from '../rules/paper-format.ts'
