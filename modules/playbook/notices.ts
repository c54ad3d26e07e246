import { defineNotice } from '#kernel'
import { policy, tip } from './objects/index.ts'

/** A policy is for me. */
export const published = defineNotice('playbook.published', { on: policy, asks: true, shows: ['kind', 'readBy'] })
/** I still have to read it. */
export const toRead = defineNotice('playbook.to-read', { on: policy, asks: true, shows: ['kind', 'readBy'] })
/** Somebody answered a tip or a question of mine, or one that I had answered. */
export const answered = defineNotice('playbook.answered', { on: tip, shows: ['skill'] })
/** A tip of mine is how we do it. */
export const recommended = defineNotice('playbook.recommended', { on: tip, shows: ['skill'] })

export const notices = [published, toRead, answered, recommended]
