import { defineNotice } from '#kernel'

/** A record of mine falls to a pool in some days. */
export const warned = defineNotice('pools.warned', { asks: true })
/** A rule has taken a record of mine. */
export const returned = defineNotice('pools.returned', {})

export const notices = [warned, returned]
