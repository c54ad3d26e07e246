import { defineNotice } from '../notices/define-notice.ts'

/** Records came to a person with an import; it is told of one of them, with how many there are. */
export const imported = defineNotice('kernel.imported')
