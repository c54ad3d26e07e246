import type { GuestCall } from '#kernel'

/** Cookie of a company's own site under which a visitor who agreed to it is known again. */
export const visitorCookie = 'zhike_v'

/** The mark of a visitor by the name that his browser keeps; null where that is none. */
export const visitorIn = ({ mark }: Pick<GuestCall, 'mark'>, given: unknown): string | null =>
  typeof given === 'string' && /^[\w-]{16,64}$/.test(given) ? mark(`visitor ${given}`).slice(0, 40) : null
