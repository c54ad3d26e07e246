/** A workspace address out of a company's name, as far as its letters are Latin; Chinese names leave it to the person. */
export const slugOf = (company: string): string =>
  company
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 31)
