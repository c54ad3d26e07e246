import { defineNotice } from '#kernel'
import { poolExtension } from './objects/index.ts'

/** A record of mine falls to a pool in some days. */
export const warned = defineNotice('pools.warned', { asks: true })
/** A rule has taken a record of mine. */
export const returned = defineNotice('pools.returned', {})

/** Somebody asks to keep a record that is about to fall to a pool. */
export const extensionAsked = defineNotice('pools.extension-asked', { on: poolExtension, asks: true })
/** What became of it. */
export const extensionDecided = defineNotice('pools.extension-decided', { on: poolExtension, shows: ['state'] })

export const notices = [warned, returned, extensionAsked, extensionDecided]
