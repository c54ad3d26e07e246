export { allocate, confirm, refund, reverse } from './actions/receipts.ts'
export { approvePayment, counterPayment, pay, refusePayment } from './actions/supplier-payments.ts'
export { allocation, invoice, invoiceShare, receipt, supplierPayment } from './objects/index.ts'
