export { customerPlace } from './customer-place.ts'
export { visit } from './visit.ts'
export { visitPerson } from './visit-person.ts'
export { visitPhoto } from './visit-photo.ts'
