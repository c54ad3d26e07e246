/** The form in which cells are compared: half-width, small letters, single blanks inside and none around. */
export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
