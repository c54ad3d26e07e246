export { account, affiliation, contact, contactWay, lead } from './objects/index.ts'
