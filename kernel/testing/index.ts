export { cloneDatabase, type TestDatabase } from './server.ts'
export { silentLive } from './silent-live.ts'
export { type TestApp, type TestPerson, testApp } from './test-app.ts'
export { totpOf } from './totp.ts'
