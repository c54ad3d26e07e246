export { documentTemplate } from './document-template.ts'
export { documentKinds, languages, type Subject, subjects, templateKinds } from './kinds.ts'
export { madeDocument } from './made-document.ts'
