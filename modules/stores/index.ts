export { beginCheck } from './actions/begin-check.ts'
export { orderRefill } from './actions/order-refill.ts'
export { sellOut, store, storeCheck, storeCheckLine, storeCheckPhoto, storeItem } from './objects/index.ts'
