export { arrive, cancel, finish, visitNow } from './actions/course.ts'
export { visit, visitPerson, visitPhoto } from './objects/index.ts'
