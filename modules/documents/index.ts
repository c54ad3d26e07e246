export { quotePdf } from './actions/quote-pdf.ts'
export { documentTemplate, madeDocument } from './objects/index.ts'
