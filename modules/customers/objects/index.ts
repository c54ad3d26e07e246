export { account } from './account.ts'
export { contact } from './contact.ts'
export { lead } from './lead.ts'
export { genders, industries, levels, sources } from './lists.ts'
