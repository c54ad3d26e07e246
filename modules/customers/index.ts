export { account, contact, lead } from './objects/index.ts'
