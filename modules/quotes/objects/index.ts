export { discountLimit } from './discount-limit.ts'
export { quote } from './quote.ts'
export { quoteLine } from './quote-line.ts'
export { fixedStates, openStates, type State, type Step, states, steps } from './states.ts'
