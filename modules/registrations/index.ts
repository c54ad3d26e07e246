export { extend, grantRegistration, refuseRegistration, withdraw } from './actions/states.ts'
export { dealRegistration, registrationRule } from './objects/index.ts'
export { endRegistrations } from './rounds.ts'
