import { defineNotice } from '#kernel'
import { contract } from './objects/index.ts'

/** A contract ends soon that should be renewed. */
export const endsSoon = defineNotice('contracts.ends-soon', { on: contract, asks: true, shows: ['account', 'endsOn', 'amount'] })

/** A contract of a customer or a deal that I follow is signed. */
export const followedSigned = defineNotice('contracts.followed-signed', { on: contract, shows: ['account', 'amount'] })

export const notices = [endsSoon, followedSigned]
