export { callEntry } from './call-entry.ts'
export { callList } from './call-list.ts'
