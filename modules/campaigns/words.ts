/** Whom words speak of. */
export type Named = Readonly<{ name: string; company: string }>

/** Words with the person's own name and company in place of what stands for them. */
export const fill = (words: string, { name, company }: Named): string => words.replaceAll('{name}', name).replaceAll('{company}', company)
