export { dealRegistration } from './deal-registration.ts'
export { registered } from './registered.ts'
export { registrationRule } from './registration-rule.ts'
