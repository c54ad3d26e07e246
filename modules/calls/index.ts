export { addContact, addLead } from './actions/add.ts'
export { next, note, setAside } from './actions/call.ts'
export { callEntry, callList } from './objects/index.ts'
