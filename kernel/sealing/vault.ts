/** Shuts texts of one workspace with its own keys, and opens them again. */
export type Vault = Readonly<{
  /** The text, shut with the key in use; the key's name stands before it. @throws `kernel.keys-locked` */
  seal(text: string): string
  /** What was shut. @throws `kernel.keys-locked` where the key is not at hand */
  open(sealed: string): string
  /** The same for the same text and for no other, and no way back from it: what equal values are found by. @throws `kernel.keys-locked` */
  mark(text: string): string
}>
