/** What the content security policy of this page asks of every style element. */
export const nonce: string = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

/**
 * Gives the nonce to every style element that is made from now on. Most libraries take it as a setting; the lock that keeps the page from
 * scrolling below a dialog does not, and would be refused by the policy.
 */
export function markStyles(): void {
  const create = document.createElement.bind(document)
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (nonce && element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }) as typeof document.createElement
}
