import { extendObject, member, tags } from '#kernel/model'

/** What a person can do, in the words of the leads: languages, products, industries. Leads are given by it. */
export const personSkills = extendObject(member, {
  fields: { skills: tags() },
  sections: [{ section: 'skills', rows: [['skills']] }],
})
