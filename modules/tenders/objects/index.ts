export { tender } from './tender.ts'
export { tenderBid } from './tender-bid.ts'
export { tenderFile } from './tender-file.ts'
export { tenderTasks } from './tender-tasks.ts'
