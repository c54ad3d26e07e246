import { Check, Info, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { dropToast, type Toast, useToasts } from '../data/toasts.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { RunLines } from './run-lines.tsx'

const shownMs = 8_000
const signs = { done: Check, info: Info, error: TriangleAlert } as const

function ToastLine({ toast }: Readonly<{ toast: Toast }>) {
  const say = useTexts()
  const [isHeld, setHeld] = useState(false)
  const Sign = signs[toast.tone]
  useEffect(() => {
    if (isHeld) return
    const later = setTimeout(() => dropToast(toast.id), shownMs)
    return () => clearTimeout(later)
  }, [isHeld, toast.id])
  const run = () => {
    dropToast(toast.id)
    toast.action?.run()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps the sentence on the page
    <div
      className="zk-toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Sign size={16} strokeWidth={1.5} aria-hidden="true" />
      <span className="zk-toast-text">{toast.text}</span>
      {toast.goTo && (
        <AppLink to={toast.goTo} className="zk-toast-action" onClick={() => dropToast(toast.id)}>
          {say('toast.look')}
        </AppLink>
      )}
      {toast.action && (
        <button type="button" className="zk-plain-button zk-toast-action" onClick={run}>
          {toast.action.label}
        </button>
      )}
      <button type="button" className="zk-plain-button zk-toast-close" aria-label={say('toast.close')} onClick={() => dropToast(toast.id)}>
        <X size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </div>
  )
}

/** Sentences at the bottom of the page, each with what can be done about it. They lie above dialogs and drawers. */
export function Toaster() {
  const toasts = useToasts()
  return (
    <div className="zk-toaster" role="status" aria-live="polite">
      <RunLines />
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  )
}
