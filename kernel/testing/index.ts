export { testApp, type TestApp, type TestPerson } from './test-app.ts'
export { cloneDatabase, type TestDatabase } from './server.ts'
export { silentLive } from './silent-live.ts'
