/** How frequent values are, as the database last counted. */
export type Statistics = Readonly<{
  /** Share of the rows of a table whose column has the value, 0…1; undefined when not known. */
  shareOf(table: string, column: string, value: string): number | undefined
}>
