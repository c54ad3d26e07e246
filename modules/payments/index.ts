export { allocate, confirm, refund, reverse } from './actions/receipts.ts'
export { allocation, invoice, invoiceShare, receipt } from './objects/index.ts'
