export { allocation, invoice, invoiceShare, receipt } from './objects/index.ts'
