import { defineAction, system } from '#kernel'
import { integer, link } from '#kernel/model'
import { segment } from '../objects/index.ts'
import { tagAll } from '../segments.ts'

/** Tags all customers at once as the night would. */
export const applySegments = defineAction('buying.apply-segments', {
  on: segment,
  input: { segment: link(segment, { required: true }) },
  result: { changed: integer({ required: true }) },
  async run(work) {
    return { changed: await tagAll(work.as(system('tags by segment'))) }
  },
})
