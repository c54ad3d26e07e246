import { defineNotice } from '#kernel'
import { poolExtension, poolRun } from './objects/index.ts'

/** Records of mine fall to pools in some days: one notice a night. */
export const warned = defineNotice('pools.warned', { asks: true })
/** Rules have taken records of mine: one notice a night. */
export const returned = defineNotice('pools.returned', {})
/** Somebody gave me what lay in a pool. */
export const given = defineNotice('pools.given', { asks: true })
/** Somebody else gave a record of mine to a pool. */
export const releasedForMe = defineNotice('pools.released', {})
/** A night of the rules broke off. */
export const brokeOff = defineNotice('pools.broke-off', { on: poolRun, asks: true, shows: ['error', 'returned', 'warned'] })

/** Somebody asks to keep a record that is about to fall to a pool. */
export const extensionAsked = defineNotice('pools.extension-asked', { on: poolExtension, asks: true })
/** What became of it. */
export const extensionDecided = defineNotice('pools.extension-decided', { on: poolExtension, shows: ['state'] })

export const notices = [warned, returned, given, releasedForMe, brokeOff, extensionAsked, extensionDecided]
