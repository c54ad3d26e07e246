export { confirm, refund } from './actions/receipts.ts'
export { allocation, invoice, invoiceShare, receipt } from './objects/index.ts'
