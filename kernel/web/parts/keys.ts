const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** A shortcut as this keyboard prints it: ⌘ K or Ctrl K. */
export const withCommand = (key: string): string => (isApple ? `⌘ ${key}` : `Ctrl ${key}`)

export const isCommand = (event: KeyboardEvent | React.KeyboardEvent): boolean => (isApple ? event.metaKey : event.ctrlKey)

/** True while a person types somewhere, so that single letters are text and not shortcuts. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target instanceof HTMLElement ? target : null
  return Boolean(element?.closest('input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]'))
}

/** True while a dialog, drawer or menu lies above the page. */
export const isCovered = (): boolean =>
  Boolean(document.querySelector('[aria-modal="true"], .ant-select-open, .ant-popover:not(.ant-popover-hidden)'))
