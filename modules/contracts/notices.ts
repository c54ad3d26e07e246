import { defineNotice } from '#kernel'
import { contract } from './objects/index.ts'

/** A contract ends soon that should be renewed. */
export const endsSoon = defineNotice('contracts.ends-soon', { on: contract, asks: true, shows: ['account', 'endsOn', 'amount'] })

export const notices = [endsSoon]
