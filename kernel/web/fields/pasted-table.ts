/** Rows and cells of a table as spreadsheets put it onto the clipboard. */
export const readTable = (text: string): readonly (readonly string[])[] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'))
